import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { zstdDecompressSync } from 'node:zlib'
import { waitUntil } from '@parlance/testing'
import { testServer } from '@parlance/testing/test-server'
import { extract } from 'tar-stream'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readContents } from '../src/archive/contents.ts'
import { sideBySide } from '../src/archive/work-queue.ts'
import { readKeeperConfig } from '../src/config.ts'
import { withConnection } from '../src/connection.ts'
import { commands } from '../src/keeper-commands.ts'
import { queryAt } from './support/query-at.ts'

const database = `keeper_forms_${randomUUID().slice(0, 8)}`
let server: string
let url: string
let folder: string

const at = (name: string) => Object.assign(new URL(server), { pathname: `/${name}` }).href
const sql = (text: string, where = url) => queryAt(where, text)
const keeper = async (name: string, ...words: string[]) => {
  const env = {
    DATABASE_URL: url,
    ASSETS_DIR: join(folder, 'site'),
    BACKUP_DIR: join(folder, 'backups'),
    MIGRATIONS_DIR: folder,
  }
  return (await commands[name]?.(readKeeperConfig(env), words)) ?? {}
}

beforeAll(async () => {
  server = await testServer('postgres')
  url = at(database)
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance forms '))
  await sql(`CREATE DATABASE ${database}`, server)
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  const left = await sql(`SELECT datname FROM pg_database WHERE starts_with(datname, '${database}')`, server)
  for (const { datname } of left) await sql(`DROP DATABASE "${String(datname)}" WITH (FORCE)`, server)
})

async function entriesOf(tarred: Buffer): Promise<Map<string, Buffer>> {
  const tar = extract()
  tar.end(tarred)
  const entries = new Map<string, Buffer>()
  for await (const entry of tar)
    entries.set(entry.header.name, Buffer.concat(await Readable.from(entry).toArray()))
  return entries
}
/** The entries of an archive, read by other means than the keeper's own. */
const archiveAt = async (...path: string[]) => entriesOf(zstdDecompressSync(readFileSync(join(...path))))

/** A column of each kind, and of each two that PostgreSQL has for it. */
const columns = `mood mood, words tsvector, tags text[], price numeric(9,2), share float8, at timestamptz, span interval,
  bytes bytea, document jsonb, code char(4), place inet, name varchar(9), small int2, good bool, known uuid`
const row = `'glad', 'a:1 b:2', ARRAY['a','b'], 1.50, 0, '2026-03-29 00:30Z', '1 month', '\\x00ff', '{"n": 1}', 'c1', '10.0.0.1', 'Name', 1, true,
  '7c9e6679-7425-40de-944b-e07fc1f90ae7'`

describe('the hash of a table', () => {
  const hash = () =>
    withConnection(url, async (client) => (await readContents(client)).tables.map((table) => table.hash))

  beforeEach(async () => {
    await sql(`CREATE TYPE mood AS ENUM ('glad', 'wry'); CREATE TABLE kinds (${columns})`)
    await sql(`INSERT INTO kinds VALUES (${row}), (${row}); UPDATE kinds SET small = 2 WHERE ctid = '(0,2)'`)
  })

  test.each([
    "mood = 'wry'",
    'mood = NULL',
    "words = 'a:1 b:3'",
    "words = 'a:1A b:2'",
    "tags = ARRAY['b','a']",
    "tags = ARRAY[['a','b']]",
    "tags = '[0:1]={a,b}'",
    "tags = ARRAY['a','b',NULL]",
    'price = 1.51',
    "share = '-0'",
    "share = 'NaN'",
    "at = at + interval '1 microsecond'",
    "span = '30 days'",
    "bytes = '\\x00fe'",
    `document = '{"n": 1.0}'`,
    "code = 'c2'",
    "place = '10.0.0.1/8'",
    "name = 'name'",
    "name = ''",
    'name = NULL',
    'small = 3',
    'good = false',
    "known = '7c9e6679-7425-40de-944b-e07fc1f90ae8'",
  ])('is another one after SET %s in one row', async (change) => {
    const before = await hash()
    await sql(`UPDATE kinds SET ${change} WHERE small = 1`)
    expect(await hash()).not.toEqual(before)
  })

  test('is the same whatever lies where, and where a type has another number', async () => {
    const before = await hash()
    await sql(`DELETE FROM kinds WHERE small = 1`)
    await sql(`CREATE TYPE other AS ENUM ('wry', 'glad'); ALTER TABLE kinds ALTER mood TYPE other USING mood::text::other;
      INSERT INTO kinds VALUES (${row})`)
    expect(await hash()).toEqual(before)
  })
})

test('rows are binary in a backup where every version reads them, and text in a file for others', async () => {
  await sql(`CREATE TYPE mood AS ENUM ('glad'); CREATE TABLE plain (id int, mood mood, words tsvector, at timestamptz, made int GENERATED ALWAYS AS (1) STORED);
    CREATE TABLE rare (id int, place inet); INSERT INTO plain VALUES (7, 'glad', 'élan', 'infinity'); INSERT INTO rare VALUES (1, '::1')`)
  const { name } = await keeper('create')
  const backup = await archiveAt(folder, 'backups', String(name), 'database.tar.zst')
  expect(JSON.parse(String(backup.get('archive.json')))).toMatchObject({
    format: 2,
    contents: {
      tables: [{ name: 'public.plain', copy: 'binary' }, { name: 'public.rare' }],
    },
  })
  expect(backup.get('rows/0/0')?.subarray(0, 11)).toEqual(Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'))
  expect(String(backup.get('rows/1/0'))).toBe('1\t::1\n')
  expect(await keeper('verify')).toMatchObject({ outcome: 'verified', compared: { tables: 2, rows: 2 } })

  const file = join(folder, 'site.tar')
  await keeper('export', file)
  const exported = await entriesOf(readFileSync(file))
  const inner = await entriesOf(zstdDecompressSync(exported.get('database.tar.zst') ?? Buffer.of()))
  expect(String(inner.get('rows/0/0'))).toBe("7\tglad\t'élan'\tinfinity\n")
})

test('a backup of format 1, with the hashes of that time, is verified and comes back', async () => {
  cpSync(join(import.meta.dirname, 'fixtures/format-1'), join(folder, 'backups'), { recursive: true })
  expect(await keeper('verify')).toMatchObject({
    outcome: 'verified',
    problems: [],
    compared: { tables: 4, rows: 82 },
  })
  await keeper('prepare')
  expect(
    await sql(
      `SELECT count(*)::int AS n, sum(price)::text AS price, max(tags[3]) AS tag, count(*) FILTER (WHERE words @@ 'élan')::int AS words FROM kinds`,
      at(`${database}_restored`),
    ),
  ).toEqual([{ n: 42, price: '117.14', tag: 'tab\t"q"', words: 40 }])
})

test('a constraint whose function looks into another table without naming its schema comes back', async () => {
  await sql(`CREATE TABLE colour (name text); INSERT INTO colour VALUES ('red');
    CREATE FUNCTION is_colour(text) RETURNS boolean LANGUAGE sql AS 'SELECT EXISTS (SELECT FROM colour WHERE name = $1)';
    CREATE TABLE car (colour text CHECK (is_colour(colour))); INSERT INTO car VALUES ('red')`)
  await keeper('create')
  expect(await keeper('verify')).toMatchObject({ outcome: 'verified', problems: [] })
})

describe('with two connections', () => {
  test('a server that has one left is restored over that one', async () => {
    const role = `${database}_role`
    await sql('CREATE TABLE message AS SELECT generate_series(1, 900) AS id; CREATE INDEX ON message (id)')
    await sql(`CREATE ROLE ${role} LOGIN CREATEDB CONNECTION LIMIT 2 PASSWORD 'secret'`, server)
    await sql(`ALTER DATABASE ${database} OWNER TO ${role}; ALTER TABLE message OWNER TO ${role}`)
    const owner = url
    url = Object.assign(new URL(url), { username: role, password: 'secret' }).href
    try {
      await keeper('create')
      expect(await keeper('verify')).toMatchObject({ outcome: 'verified', compared: { rows: 900 } })
    } finally {
      url = owner
      await sql(`DROP DATABASE ${database} WITH (FORCE)`, server)
      await sql(`DROP ROLE ${role}`, server)
    }
  })

  test('the error of one ends the work of the other, which could take for ever', async () => {
    const asked = withConnection(url, (one) =>
      withConnection(url, (two) =>
        sideBySide([one, two], ['SELECT 1/0', 'SELECT pg_sleep(100000)', 'SELECT 1'], (client, text) =>
          client.query(text),
        ),
      ),
    )
    await expect(asked).rejects.toThrow('division by zero')
  })

  test('what nobody waits for any more the server ends', async () => {
    const asleep = () =>
      sql(
        `SELECT pid FROM pg_stat_activity WHERE datname = '${database}' AND query = 'SELECT pg_sleep(100001)'`,
      )
    await withConnection(url, async (client) => {
      client.query('SELECT pg_sleep(100001)').catch(() => {})
      await waitUntil('it is at work', async () => (await asleep()).length > 0)
    })
    await waitUntil('it has ended', async () => (await asleep()).length === 0)
  })
})
