import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type BucketServer, startBucketServer } from '@parlance/testing/bucket-server'
import { testServer } from '@parlance/testing/test-server'
import { generateX25519Identity } from 'age-encryption'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'

const migrations = join(import.meta.dirname, '../../backend/prisma/migrations')
const database = `keeper_offsite_${randomUUID().slice(0, 8)}`
let server: string
let folder: string
let key: string
const at = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href

async function sql(text: string, url: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** An installation: a database and folders of its own. Another one stands for another machine. */
function installation(name: string, more: Record<string, string>) {
  const home = join(folder, name)
  const url = at(`${database}_${name}`)
  const env = {
    DATABASE_URL: url,
    ASSETS_DIR: join(home, 'site'),
    BACKUP_DIR: join(home, 'backups'),
    MIGRATIONS_DIR: migrations,
    APP_VERSION: '1.2.3',
    ...more,
  }
  const keeper = async (command: string, ...words: string[]) => {
    try {
      const said = (await commands[command]?.(readKeeperConfig(env), words)) ?? {}
      return { ok: said.ok !== false, said, error: '' }
    } catch (error) {
      return { ok: false, said: {} as Record<string, unknown>, error: String(error) }
    }
  }
  return { home, url, keeper }
}

/** Twenty messages and an image, in a database of the site's name. */
async function fill({ home, url }: { home: string; url: string }, content = 'an image'): Promise<void> {
  await sql(`CREATE DATABASE ${new URL(url).pathname.slice(1)}`, server)
  await sql(`CREATE TABLE message (seq int PRIMARY KEY, body text)`, url)
  await sql(`INSERT INTO message SELECT n, 'word ' || n FROM generate_series(1, 20) n`, url)
  addAsset(home, content)
}

function addAsset(home: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('hex')
  const asset = `${hash.slice(0, 2)}/${hash.slice(2)}.webp`
  const file = join(home, 'site', asset)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return asset
}

beforeAll(async () => {
  server = await testServer('postgres')
  key = await generateX25519Identity()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance offsite '))
  mkdirSync(join(folder, 'elsewhere'))
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  for (const { name } of await sql(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE '${database}%'`,
    server,
  ))
    await sql(`DROP DATABASE "${name}" WITH (FORCE)`, server)
})

let bucket: BucketServer
beforeAll(async () => {
  bucket = await startBucketServer('copies')
})
afterAll(() => bucket.close())
beforeEach(() => {
  bucket.set('open')
  bucket.empty()
})

const credentials = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' }
const places = {
  'a folder': () => ({ BACKUP_OFFSITE: join(folder, 'elsewhere') }),
  'a folder, encrypted': () => ({ BACKUP_OFFSITE: join(folder, 'elsewhere'), BACKUP_KEY: key }),
  'a bucket': () => ({ BACKUP_OFFSITE: bucket.address, ...credentials }),
  'a bucket, encrypted': () => ({ BACKUP_OFFSITE: bucket.address, ...credentials, BACKUP_KEY: key }),
}

describe.each(Object.keys(places) as (keyof typeof places)[])('%s', (which) => {
  test('what is copied there is verified there, and restores alone where nothing else is', async () => {
    const place = places[which]()
    const here = installation('here', place)
    await fill(here)
    const { said: made } = await here.keeper('create')
    await here.keeper('verify')
    const round = await here.keeper('offsite')
    expect(round.said).toMatchObject({
      ok: true,
      copied: [made.name],
      files: 3,
      problems: [],
      verifications: [{ outcome: 'verified', compared: { tables: 1, rows: 20, assets: 1 } }],
    })
    // Nothing of the first machine is left but the copy.
    await sql(`DROP DATABASE ${database}_here WITH (FORCE)`, server)
    rmSync(here.home, { recursive: true })
    const there = installation('there', place)
    await sql(`CREATE DATABASE ${database}_there`, server)
    expect((await there.keeper('list', '--from=offsite')).said).toMatchObject({
      backups: [{ name: made.name }],
    })
    expect((await there.keeper('verify', '--from=offsite')).said).toMatchObject({ outcome: 'verified' })
    expect(await there.keeper('prepare', '--from=offsite')).toMatchObject({ ok: true, error: '' })
    expect(await there.keeper('swap')).toMatchObject({ ok: true })
    expect(await sql('SELECT max(body) AS last FROM message WHERE seq = 20', there.url)).toEqual([
      { last: 'word 20' },
    ])
    expect(readdirSync(join(there.home, 'site'))).toHaveLength(1)
  })
})

test('a second round brings only what is new, and removes there what newer verified copies cover', async () => {
  const here = installation('here', { ...places['a folder, encrypted'](), BACKUP_KEEP: '1/0/0' })
  await fill(here)
  const { said: first } = await here.keeper('create')
  await here.keeper('verify')
  await here.keeper('offsite')
  expect((await here.keeper('offsite')).said).toMatchObject({ ok: true, copied: [], files: 0, pruned: [] })
  rmSync(join(here.home, 'site'), { recursive: true })
  addAsset(here.home, 'another image')
  const { said } = await here.keeper('create')
  await here.keeper('verify')
  await here.keeper('prune')
  const round = await here.keeper('offsite')
  expect(round.said).toMatchObject({ copied: [said.name], files: 3, pruned: [first.name] })
  // An archive, a manifest and one image, and each is encrypted.
  const left = readdirSync(join(folder, 'elsewhere'), { recursive: true, withFileTypes: true }).filter(
    (one) => one.isFile(),
  )
  expect(left.map(({ name }) => name.endsWith('.age'))).toEqual([true, true, true])
})

describe('what goes wrong elsewhere', () => {
  /** An installation with one backup that is verified and copied. */
  async function copied(place: Record<string, string>) {
    const here = installation('here', place)
    await fill(here)
    const { said } = await here.keeper('create')
    await here.keeper('verify')
    return { here, name: String(said.name), round: await here.keeper('offsite') }
  }

  test('a place that answers 500 for ever is told, and what is here stays; once it answers, all is made up for; a lost file comes back', async () => {
    bucket.set('refuses')
    const { here, name, round } = await copied(places['a bucket']())
    expect(round).toMatchObject({
      ok: false,
      error: expect.stringMatching(/s3:http.*copies\/parlance: .*HTTP 500/),
    })
    expect((await here.keeper('list')).said).toMatchObject({ backups: [{ name, state: 'verified' }] })
    // One refusal is not noticed: it is asked again.
    bucket.set('refuses once')
    const before = bucket.asked
    expect((await here.keeper('offsite')).said).toMatchObject({ ok: true, copied: [name], files: 3 })
    expect(bucket.asked).toBeGreaterThan(before)
    const files = readdirSync(bucket.folder, { recursive: true }).map(String)
    for (const file of files.filter((one) => /database\.tar\.zst|webp/.test(one)))
      rmSync(join(bucket.folder, file))
    expect((await here.keeper('verify', '--from=offsite')).said).toMatchObject({
      ok: false,
      damaged: [expect.stringMatching(/webp$/), `${name}/database.tar.zst`],
    })
    expect((await here.keeper('offsite')).said).toMatchObject({ ok: true, copied: [name], files: 2 })
  })

  test('a byte that has changed is found by reading the copy, and put right from what is here', async () => {
    const { here, name } = await copied(places['a folder']())
    const file = join(folder, 'elsewhere', name, 'database.tar.zst')
    const content = readFileSync(file)
    content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1
    writeFileSync(file, content)
    expect((await here.keeper('verify', '--from=offsite')).said).toMatchObject({
      outcome: 'failed',
      problems: [expect.stringContaining('is not what it was')],
      damaged: [`${name}/database.tar.zst`],
    })
    expect((await here.keeper('offsite')).said).toMatchObject({ ok: true, files: 1 })
    // The damaged copy says nothing of the backup here.
    expect((await here.keeper('list')).said).toMatchObject({ backups: [{ state: 'verified' }] })
  })

  test('a file that is lost there and here is told', async () => {
    const { here, name } = await copied(places['a folder']())
    rmSync(join(folder, 'elsewhere', name, 'database.tar.zst'))
    rmSync(join(here.home, 'backups', name), { recursive: true })
    expect((await here.keeper('offsite')).said).toMatchObject({
      ok: false,
      problems: [expect.stringContaining(`lacks ${name}/database.tar.zst, which is not here either`)],
    })
  })

  test('another key, no key, and what is no key: each has its sentence', async () => {
    await copied(places['a folder, encrypted']())
    const there = async (more: Record<string, string>) =>
      (await installation('there', { ...places['a folder'](), ...more }).keeper('list', '--from=offsite'))
        .error
    expect(await there({ BACKUP_KEY: await generateX25519Identity() })).toMatch(
      'it was made with another key',
    )
    expect(await there({})).toMatch('is encrypted: set BACKUP_KEY')
    expect(await there({ BACKUP_KEY: 'AGE-SECRET-KEY-1NONE' })).toMatch('age-keygen makes one')
  })

  test.each([
    ['a folder that is not there', () => ({ BACKUP_OFFSITE: join(folder, 'mnt') }), 'mount it, or make it'],
    [
      'the folder of the backups',
      () => ({ BACKUP_OFFSITE: join(folder, 'here', 'backups') }),
      'is lost with them',
    ],
    ['a bucket without credentials', () => ({ BACKUP_OFFSITE: bucket.address }), 'wants AWS_ACCESS_KEY_ID'],
    ['what is no place', () => ({ BACKUP_OFFSITE: 'ftp://x/y' }), 'write a folder as /mnt/elsewhere'],
  ])('%s is refused with what to do', async (_, place, sentence) => {
    mkdirSync(join(folder, 'here', 'backups'), { recursive: true })
    expect((await installation('here', place()).keeper('list', '--from=offsite')).error).toContain(sentence)
  })
})
