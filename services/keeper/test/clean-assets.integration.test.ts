import { createHash, randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { testServer } from '@parlance/testing/test-server'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type KeeperConfig, readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'

// The site's own schema, made from the files of its migrations.
const migrations = join(import.meta.dirname, '../../backend/prisma/migrations')
const database = `keeper_assets_${randomUUID().slice(0, 8)}`
let server: string
let client: Client
let folder: string
let config: KeeperConfig

const at = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href

beforeAll(async () => {
  server = await testServer('postgres')
  const admin = new Client({ connectionString: server })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${database}`)
  await admin.end()
  client = new Client({ connectionString: at(database) })
  await client.connect()
  for (const name of readdirSync(migrations)
    .filter((one) => /^\d/.test(one))
    .sort())
    await client.query(readFileSync(join(migrations, name, 'migration.sql'), 'utf8'))
})
afterAll(async () => {
  await client.end()
  const admin = new Client({ connectionString: server })
  await admin.connect()
  await admin.query(`DROP DATABASE ${database} WITH (FORCE)`)
  await admin.end()
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance assets '))
  config = readKeeperConfig({
    DATABASE_URL: at(database),
    ASSETS_DIR: join(folder, 'site'),
    BACKUP_DIR: join(folder, 'backups'),
    MIGRATIONS_DIR: migrations,
  })
  await client.query('TRUNCATE "Tool", "Asset", "AuditEvent" CASCADE')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const pathOf = (key: string, place = 'site') => join(folder, place, key)

/** A file as the site stores it, as old as that. @returns its key */
function file(content: string, days: number, place = 'site'): string {
  const hash = createHash('sha256').update(content).digest('hex')
  const key = `${hash.slice(0, 2)}/${hash.slice(2)}.webp`
  mkdirSync(dirname(pathOf(key, place)), { recursive: true })
  writeFileSync(pathOf(key, place), content)
  utimesSync(pathOf(key, place), daysAgo(days), daysAgo(days))
  return key
}
const entry = (key: string, days: number, renditionOf: string | null = null) =>
  client.query(
    `INSERT INTO "Asset" (key, "mediaType", width, height, bytes, "createdAt", "renditionOf")
     VALUES ($1, $2, 1, 1, 1, $3, $4)`,
    [key, 'image/webp', daysAgo(days), renditionOf],
  )
const listing = (logo: string) =>
  client.query(
    `INSERT INTO "Tool" (id, slug, url, "canonicalUrl", name, "sortName", "sourceLanguage", "logoKey", "updatedAt")
     VALUES (gen_random_uuid(), $1, $1, $1, 'Tool', 'tool', 'en', $1, now())`,
    [logo],
  )
const clean = (...words: string[]) => commands['clean-assets']?.(config, ['--grace=7', ...words])
const entries = async () =>
  (await client.query('SELECT key FROM "Asset" ORDER BY key')).rows.map(({ key }) => key)

test('removes what nothing names and is old enough, and nothing else', async () => {
  const used = file('used', 30)
  await entry(used, 30)
  await listing(used)
  const unnamed = file('nobody knows it', 30)
  const young = file('just stored', 1)
  const replaced = file('a logo that another has replaced', 30)
  await entry(replaced, 30)
  writeFileSync(join(folder, 'site', 'README'), 'of another shape')

  const wanted = {
    files: 2,
    bytes: 'nobody knows it'.length + 'a logo that another has replaced'.length,
    unused: 1,
  }
  expect(await clean('--check')).toMatchObject(wanted)
  expect([unnamed, replaced].every((key) => existsSync(pathOf(key)))).toBe(true)
  expect(await entries()).toEqual([used, replaced].sort())

  expect(await clean()).toMatchObject({ ...wanted, restored: 0, lost: [] })
  expect([unnamed, replaced].some((key) => existsSync(pathOf(key)))).toBe(false)
  expect([used, young].every((key) => existsSync(pathOf(key)))).toBe(true)
  expect(existsSync(join(folder, 'site', 'README'))).toBe(true)
  expect(await entries()).toEqual([used])
})

test('a rendition stays with its picture, and goes with it', async () => {
  const [used, replaced] = [file('used', 30), file('replaced', 30)]
  const [smaller, smallerReplaced] = [file('used, smaller', 30), file('replaced, smaller', 30)]
  await entry(used, 30)
  await entry(smaller, 30, used)
  await entry(replaced, 30)
  await entry(smallerReplaced, 30, replaced)
  await listing(used)
  expect(await clean()).toMatchObject({ files: 2, unused: 1, lost: [] })
  expect(await entries()).toEqual([used, smaller].sort())
  expect([replaced, smallerReplaced].some((key) => existsSync(pathOf(key)))).toBe(false)
  expect([used, smaller].every((key) => existsSync(pathOf(key)))).toBe(true)
})

test('what a change that can be undone names stays', async () => {
  const before = file('the logo before the edit', 30)
  await entry(before, 30)
  await client.query(
    `INSERT INTO "AuditEvent" (id, action, "subjectType", "subjectId", changes)
     VALUES (gen_random_uuid(), 'tool.edited', 'tool', 'x', $1)`,
    [JSON.stringify([{ table: 'Tool', before: { logoKey: before }, after: { logoKey: null } }])],
  )
  expect(await clean()).toMatchObject({ files: 0, unused: 0 })
  expect(await entries()).toEqual([before])
})

test('a file that is missing comes back from the backups; one that no backup has is no longer named', async () => {
  file('just stored', 1)
  const kept = file('kept in a backup', 30, 'backups/assets')
  const lost = file('nowhere any more', 30)
  for (const key of [kept, lost]) {
    await entry(key, 30)
    await listing(key)
  }
  rmSync(pathOf(lost))
  expect(await clean()).toMatchObject({ restored: 1, lost: [lost] })
  expect(readFileSync(pathOf(kept), 'utf8')).toBe('kept in a backup')
  const { rows } = await client.query('SELECT "logoKey" FROM "Tool" ORDER BY "logoKey" NULLS LAST')
  expect(rows).toEqual([{ logoKey: kept }, { logoKey: null }])
})

test('what altered images were is kept beside the backups until it is old enough', async () => {
  const used = file('used', 30)
  await entry(used, 30)
  await listing(used)
  const [old, young] = [file('old', 30, 'backups/altered'), file('young', 1, 'backups/altered')]
  expect(await clean()).toMatchObject({ files: 1, bytes: 3 })
  expect(
    [used, young, old].map((key) => existsSync(pathOf(key)) || existsSync(pathOf(key, 'backups/altered'))),
  ).toEqual([true, true, false])
})

test('never while another is at work', async () => {
  const other = new Client({ connectionString: at('postgres') })
  await other.connect()
  await other.query('SELECT pg_advisory_lock(7311004, hashtext($1))', [database])
  await expect(clean()).rejects.toThrow(/at work/)
  await other.end()
})

test('a grace that is no number of days is refused', async () => {
  await expect(commands['clean-assets']?.(config, ['--grace=soon'])).rejects.toThrow(/--grace/)
})

test('a place without any image is not taken for one that has lost them all', async () => {
  const key = file('elsewhere', 30)
  await entry(key, 30)
  await listing(key)
  rmSync(join(folder, 'site'), { recursive: true })
  await expect(clean()).rejects.toThrow(/there is no image at all at .*nothing was changed.*ASSETS_DIR/)
  expect(await entries()).toEqual([key])
})
