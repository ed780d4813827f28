import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { testServer } from '@parlance/testing/test-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'
import { queryAt } from './support/query-at.ts'

const migrations = join(import.meta.dirname, '../../backend/prisma/migrations')
const database = `keeper_drill_${randomUUID().slice(0, 8)}`
let server: string
let url: string
let folder: string

const sql = (text: string, at = url) => queryAt(at, text)

async function keeper(name: string, ...words: string[]): Promise<Record<string, unknown>> {
  const env = {
    DATABASE_URL: url,
    ASSETS_DIR: join(folder, 'site'),
    BACKUP_DIR: join(folder, 'backups'),
    MIGRATIONS_DIR: migrations,
    BACKUP_OFFSITE: join(folder, 'elsewhere'),
  }
  return (await commands[name]?.(readKeeperConfig(env), words)) ?? {}
}

const content = 'an image'
const hash = createHash('sha256').update(content).digest('hex')
const key = `${hash.slice(0, 2)}/${hash.slice(2)}.webp`
const say = (seq: number, at: string) =>
  sql(`INSERT INTO "Message" (id, "roomId", seq, "clientId", "authorName", language, body, "createdAt")
       SELECT gen_random_uuid(), id, ${seq}, 'c${seq}', 'Ada', 'en', 'words', ${at} FROM "Room" WHERE slug = 'lobby'`)

beforeAll(async () => {
  server = await testServer('postgres')
  await sql(`CREATE DATABASE ${database}`, server)
  url = Object.assign(new URL(server), { pathname: `/${database}` }).href
  const files = readdirSync(migrations)
    .filter((name) => /^\d/.test(name))
    .sort()
  for (const name of files) await sql(readFileSync(join(migrations, name, 'migration.sql'), 'utf8'))
  folder = mkdtempSync(join(tmpdir(), 'parlance drill '))
  mkdirSync(join(folder, 'elsewhere'))
  const file = join(folder, 'site', key)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  await sql(`INSERT INTO "Asset" (key, "mediaType", width, height, bytes) VALUES ('${key}', 'image/webp', 1, 1, 8);
             INSERT INTO "Room" (id, slug) VALUES (gen_random_uuid(), 'lobby')`)
  await say(1, `now() - interval '1 hour'`)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await sql(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`, server)
})

test('from the copy alone the site answers with the newest message; what was written since is counted, and what is missing found', async () => {
  await keeper('create')
  await keeper('verify')
  await keeper('offsite')
  await say(2, `now() + interval '1 second'`)
  // Nothing of this machine is needed for it.
  rmSync(join(folder, 'backups'), { recursive: true })
  rmSync(join(folder, 'site'), { recursive: true })
  const drill = await keeper('drill')
  expect(drill).toMatchObject({
    ok: true,
    answers: { rooms: 1 },
    newestMessage: { room: 'lobby', seq: 1 },
    lost: { messages: 1, missing: [] },
    problems: [],
  })
  const phases = drill.phases as { name: string; seconds: number }[]
  expect(phases.map(({ name }) => name)).toEqual([
    'find the newest copy',
    'fetch the database',
    'fetch the images',
    'restore and compare',
    'answer what people ask',
  ])
  const left = await sql(`SELECT datname FROM pg_database WHERE datname LIKE '${database}%'`, server)
  expect(left).toEqual([{ datname: database }])
  expect(readdirSync(join(folder, 'backups'))).toEqual(['drills.ndjson'])

  // As if the copy had been made without a message that the site had then.
  await say(3, `now() - interval '10 minutes'`)
  expect(await keeper('drill')).toMatchObject({
    ok: false,
    problems: ['message 3 of room lobby was written before the copy, and is not in it'],
  })
  const [image = ''] = readdirSync(join(folder, 'elsewhere', 'assets'), { recursive: true })
    .map(String)
    .filter((one) => one.endsWith('.webp'))
  writeFileSync(join(folder, 'elsewhere', 'assets', image), 'another')
  expect(await keeper('drill')).toMatchObject({
    ok: false,
    problems: [expect.stringContaining('is not what it was')],
  })
  expect((await keeper('evidence')).drills).toMatchObject([{ ok: true }, { ok: false }, { ok: false }])
})
