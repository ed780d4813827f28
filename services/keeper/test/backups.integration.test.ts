import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { testServer } from '@parlance/testing/test-server'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { manifestText } from '../src/backups/backup-folder.ts'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'
import { queryAt } from './support/query-at.ts'

const program = join(import.meta.dirname, '../src/keeper-main.ts')
const migrations = join(import.meta.dirname, '../../backend/prisma/migrations')
const migrationNames = readdirSync(migrations)
  .filter((name) => /^\d/.test(name))
  .sort()

let server: string
let url: string
let folder: string
let database: string

const sql = (text: string, at = url) => queryAt(at, text)

const environment = () => ({
  ...process.env,
  DATABASE_URL: url,
  ASSETS_DIR: join(folder, 'site'),
  BACKUP_DIR: join(folder, 'backups'),
  MIGRATIONS_DIR: join(folder, 'migrations'),
  APP_VERSION: '1.2.3',
})

/** What the program does between its arguments and its exit code. */
async function keeper(name: string, ...words: string[]) {
  try {
    const said = (await commands[name]?.(readKeeperConfig(environment()), words)) ?? {}
    return { code: said.ok === false ? 1 : 0, said, error: '' }
  } catch (error) {
    return { code: 1, said: {} as Record<string, unknown>, error: String(error) }
  }
}

const databases = async () =>
  (await sql(`SELECT datname FROM pg_database WHERE datname LIKE '${database}%' ORDER BY 1`, server)).map(
    ({ datname }) => datname,
  )
const archive = (name: unknown) => join(folder, 'backups', String(name), 'database.tar.zst')
const history = `CREATE TABLE _prisma_migrations (id text PRIMARY KEY, checksum text, finished_at timestamptz, migration_name text, logs text,
  rolled_back_at timestamptz, started_at timestamptz DEFAULT now(), applied_steps_count int DEFAULT 0)`

/** The site's own schema, made from the files of its migrations, and shapes that it does not have yet. */
async function fillDatabase(): Promise<void> {
  for (const name of migrationNames) await sql(readFileSync(join(migrations, name, 'migration.sql'), 'utf8'))
  await sql(history)
  for (const name of migrationNames)
    await sql(
      `INSERT INTO _prisma_migrations (id, migration_name, finished_at) VALUES ('${name}', '${name}', now())`,
    )
  await sql(`
    CREATE SCHEMA work;
    CREATE TABLE work.job (id int GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 3), queue text NOT NULL, payload jsonb, twice int GENERATED ALWAYS AS (2) STORED,
      CONSTRAINT job_key PRIMARY KEY (queue, id)) PARTITION BY LIST (queue);
    CREATE TABLE work.job_mail PARTITION OF work.job FOR VALUES IN ('mail');
    CREATE TABLE work.job_rest PARTITION OF work.job DEFAULT;
    CREATE INDEX job_payload ON work.job USING gin (payload);
    INSERT INTO work.job (queue, payload) SELECT CASE WHEN n % 2 = 0 THEN 'mail' ELSE 'x' END, jsonb_build_object('n', n, 'text', E'tab\\t line\\n back\\\\ ü 漢')
      FROM generate_series(1, 20000) n;
    CREATE TABLE work.odd ("a ""b" text DEFAULT 'x''y', bytes bytea, at timestamptz, f float8, UNIQUE ("a ""b"));
    INSERT INTO work.odd VALUES (NULL, '\\x00ff', '2026-02-28T23:59:59.999999Z', 'NaN'), ('', NULL, 'infinity', 0.1);`)
}

beforeAll(async () => {
  server = await testServer('postgres')
  database = `keeper_${randomUUID().slice(0, 8)}`
  await sql(`CREATE DATABASE ${database}_model`, server)
  url = at(`${database}_model`)
  await fillDatabase()
})

const at = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance keeper '))
  cpSync(migrations, join(folder, 'migrations'), { recursive: true })
  url = at(database)
  await sql(`CREATE DATABASE ${database} TEMPLATE ${database}_model`, server)
  const content = 'an image'
  const hash = createHash('sha256').update(content).digest('hex')
  const file = join(folder, 'site', hash.slice(0, 2), `${hash.slice(2)}.webp`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
})

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  for (const name of await databases())
    if (name !== `${database}_model`) await sql(`DROP DATABASE "${name}" WITH (FORCE)`, server)
})
afterAll(() => sql(`DROP DATABASE IF EXISTS ${database}_model WITH (FORCE)`, server))

test('a backup is verified by restoring it and comparing every table, and nothing is left of that', async () => {
  const made = await keeper('create')
  expect(made).toMatchObject({ code: 0, said: { head: migrationNames.at(-1), version: '1.2.3', assets: 1 } })
  const verified = await keeper('verify')
  expect(verified.said).toMatchObject({
    outcome: 'verified',
    problems: [],
    compared: { tables: Number(made.said.tables), rows: 20_002 + migrationNames.length, assets: 1 },
  })
  expect(verified.code).toBe(0)
  expect(await databases()).toEqual([database, `${database}_model`])
  expect((await keeper('list')).said).toMatchObject({
    backups: [{ name: made.said.name, state: 'verified' }],
  })
  expect((await keeper('evidence')).said).toMatchObject({ verifications: [{ outcome: 'verified' }] })
})

describe('what is not whole is found, and never counts as verified', () => {
  const damage: Record<string, (name: string) => unknown> = {
    'one byte of the archive is another': (name) => {
      const content = readFileSync(archive(name))
      const middle = Math.floor(content.length / 2)
      content[middle] = (content[middle] ?? 0) ^ 1
      writeFileSync(archive(name), content)
    },
    'the archive is cut short': (name) => truncateSync(archive(name), 5_000),
    'the archive is gone': (name) => rmSync(archive(name)),
    'the manifest promises a row more': (name) =>
      lie(name, (table) => ({ ...table, rows: Number(table.rows) + 1 })),
    'the manifest promises other rows': (name) => lie(name, (table) => ({ ...table, hash: '1:2' })),
    'the manifest is no JSON': (name) => writeFileSync(join(dirname(archive(name)), 'manifest.json'), '{'),
    'the manifest names no table': (name) => lie(name, () => undefined),
    'the copy of an asset is another file': () => {
      const [first = ''] = readdirSync(join(folder, 'backups', 'assets'))
      const [file = ''] = readdirSync(join(folder, 'backups', 'assets', first))
      writeFileSync(join(folder, 'backups', 'assets', first, file), 'another')
    },
    'the copies of the assets are gone': () => rmSync(join(folder, 'backups', 'assets'), { recursive: true }),
  }
  const lie = (name: string, change: (table: Record<string, unknown>) => unknown) => {
    const file = join(dirname(archive(name)), 'manifest.json')
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    manifest.tables = manifest.tables.map(change).filter(Boolean)
    // A lie that is well made: its checksum is right.
    writeFileSync(file, manifestText(manifest))
  }

  test.each(Object.keys(damage))('%s', async (what) => {
    const { said } = await keeper('create')
    damage[what]?.(String(said.name))
    expect((await keeper('verify', String(said.name))).code).toBe(1)
    expect(JSON.stringify((await keeper('evidence')).said)).not.toContain('"verified"')
    expect(await databases()).toEqual([database, `${database}_model`])
  })

  test.each([
    ['no table at all', `DROP SCHEMA public CASCADE; DROP SCHEMA work CASCADE`],
    ['tables without a row', `TRUNCATE work.job, work.odd`],
  ])('a database with %s', async (_, change) => {
    await sql(change)
    await keeper('create')
    const { code, said } = await keeper('verify')
    expect(code).toBe(1)
    expect(said.problems).toEqual(['there was nothing to compare: the backup holds no rows'])
  })

  test('there is no backup', async () => {
    expect(await keeper('verify')).toMatchObject({ code: 1, error: expect.stringContaining('backup:create') })
  })
})

describe('restoring', () => {
  test('brings back what was, keeps what is, and leaves the site running meanwhile', async () => {
    const { said } = await keeper('create')
    await sql(`DELETE FROM work.job; DROP TABLE work.odd; CREATE TABLE later (n int)`)
    rmSync(join(folder, 'site'), { recursive: true })
    expect(await keeper('prepare', String(said.name))).toMatchObject({ code: 0 })
    expect(await sql('SELECT count(*)::int AS n FROM work.job')).toEqual([{ n: 0 }])
    const reader = new Client({ connectionString: url })
    reader.on('error', () => {})
    await reader.connect()
    const swapped = await keeper('swap')
    expect(swapped).toMatchObject({ code: 0, said: { database } })
    expect(await sql('SELECT count(*)::int AS n, sum(twice)::int AS twice FROM work.job')).toEqual([
      { n: 20_000, twice: 40_000 },
    ])
    expect(await sql(`SELECT count(*)::int AS n FROM work.job_mail`)).toEqual([{ n: 10_000 }])
    // Its statistics were there before anybody asked.
    expect(
      await sql(`SELECT analyze_count::int AS times FROM pg_stat_all_tables WHERE relname = 'job_mail'`),
    ).toEqual([{ times: 1 }])
    expect(await sql(`INSERT INTO work.job (queue) VALUES ('mail') RETURNING id`)).toEqual([{ id: 60_005 }])
    expect(await sql(`SELECT to_tsvector('parlance_fr', 'les éléphants')::text AS words`)).toEqual([
      { words: expect.stringContaining('eleph') },
    ])
    expect(await sql('SELECT count(*)::int AS n FROM later', at(String(swapped.said.kept)))).toEqual([
      { n: 0 },
    ])
    expect(readdirSync(join(folder, 'site'))).toHaveLength(1)
  })

  test('a backup of a newer version is refused, and its version named', async () => {
    await keeper('create')
    rmSync(join(folder, 'migrations', String(migrationNames.at(-1))), { recursive: true })
    const { code, error } = await keeper('check')
    expect(code).toBe(1)
    expect(error).toContain(
      `${migrationNames.at(-1)}, which this version does not know. Restore it with version 1.2.3`,
    )
  })

  test('a swap with nothing prepared changes nothing', async () => {
    expect(await keeper('swap')).toMatchObject({ code: 1, error: expect.stringContaining('it is as it was') })
    expect(await databases()).toEqual([database, `${database}_model`])
  })
})

test('a backup that is killed leaves nothing named as one, and the next clears up after it', async () => {
  const backups = join(folder, 'backups')
  mkdirSync(backups)
  const watcher = watch(backups)
  const child = spawn(process.execPath, [program, 'create'], { env: environment(), stdio: 'ignore' })
  await once(watcher, 'change')
  watcher.close()
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect((await keeper('list')).said).toMatchObject({ backups: [], broken: [] })
  expect(await keeper('create')).toMatchObject({ code: 0 })
  expect(readdirSync(backups).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('two at once: the second says that another is at work', async () => {
  const holder = new Client({ connectionString: at('postgres') })
  await holder.connect()
  await holder.query('SELECT pg_advisory_lock(7311004, hashtext($1))', [database])
  const second = await keeper('create')
  await holder.end()
  expect(second).toMatchObject({ code: 1, error: expect.stringContaining('is at work') })
})

test('pruning removes what a newer verified one covers, and the copies that nobody names', async () => {
  const old = await keeper('create')
  rmSync(join(folder, 'site'), { recursive: true })
  const unverified = await keeper('create')
  expect((await keeper('prune')).said).toMatchObject({ pruned: [], kept: 2 })
  const newest = await keeper('create')
  await keeper('verify')
  writeFileSync(join(folder, 'backups', 'notes.txt'), 'mine')
  expect((await keeper('prune')).said).toMatchObject({
    pruned: [unverified.said.name, old.said.name],
    kept: 1,
    assets: 1,
  })
  expect(readdirSync(join(folder, 'backups')).sort()).toEqual([
    'assets',
    'evidence.ndjson',
    'notes.txt',
    newest.said.name,
  ])
})

test('what the portable format cannot hold is refused by name', async () => {
  await sql('CREATE VIEW seen AS SELECT 1 AS one')
  expect(await keeper('create')).toMatchObject({
    code: 1,
    error: expect.stringContaining('the view public.seen'),
  })
  expect((await keeper('list')).said).toMatchObject({ backups: [] })
})
