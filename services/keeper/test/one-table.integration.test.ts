import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { testServer } from '@parlance/testing/test-server'
import { Client } from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readKeeperConfig } from '../src/config.ts'
import { commands } from '../src/keeper-commands.ts'
import { queryAt } from './support/query-at.ts'

const program = join(import.meta.dirname, '../src/keeper-main.ts')
const database = `keeper_table_${randomUUID().slice(0, 8)}`
let server: string
let url: string
let folder: string

const sql = (text: string, at = url) => queryAt(at, text)
const prepared = () => Object.assign(new URL(server), { pathname: `/${database}_restored` }).href

const environment = () => ({
  DATABASE_URL: url,
  ASSETS_DIR: join(folder, 'site'),
  BACKUP_DIR: join(folder, 'backups'),
  MIGRATIONS_DIR: join(folder, 'migrations'),
})
const keeper = async (name: string, ...words: string[]) =>
  (await commands[name]?.(readKeeperConfig(environment()), words)) ?? {}

/** As `backup:restore latest --table NAME` runs it, on a backup that needs no migration. */
async function restore(table: string, ...flags: string[]) {
  await keeper('check', 'latest', `--table=${table}`)
  await keeper('prepare', 'latest', `--table=${table}`)
  return keeper('take-table', `--table=${table}`, ...flags)
}

const authors = async () =>
  (await sql('SELECT id, name, born FROM "Author" ORDER BY id')).map(
    ({ id, name, born }) => `${id} ${name} ${JSON.stringify(born)}`,
  )
const books = async () =>
  (await sql('SELECT title, author FROM book ORDER BY title')).map(
    ({ title, author }) => `${title} by ${author}`,
  )
const databases = async () =>
  (
    await sql(`SELECT datname FROM pg_database WHERE starts_with(datname, '${database}') ORDER BY 1`, server)
  ).map(({ datname }) => datname)

/** People who are referred to, by their books (which go with them) and by each other; how many there are is counted. */
const schema = `
  CREATE TABLE "Author" (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, born json,
    length int GENERATED ALWAYS AS (length(name)) STORED, teacher int REFERENCES "Author" ON DELETE SET NULL);
  CREATE TABLE book (title text PRIMARY KEY, author int REFERENCES "Author" ON DELETE CASCADE ON UPDATE CASCADE);
  CREATE TABLE note (words text);
  CREATE TABLE counted (n int);
  INSERT INTO counted VALUES (0);
  CREATE FUNCTION count_authors() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN UPDATE counted SET n = (SELECT count(*) FROM "Author"); RETURN NULL; END $$;
  CREATE TRIGGER count_authors AFTER INSERT OR DELETE ON "Author" FOR EACH STATEMENT EXECUTE FUNCTION count_authors();
  INSERT INTO "Author" (name, born) VALUES ('Ada', '{"year": 1815}'), ('Bert', NULL), ('Cleo', '[1]');
  UPDATE "Author" SET teacher = 1 WHERE id = 3;
  INSERT INTO book VALUES ('Notes', 1), ('Poems', 2);
  INSERT INTO note VALUES ('a word')`

const whole = ['1 Ada {"year":1815}', '2 Bert null', '3 Cleo [1]']

beforeAll(async () => {
  server = await testServer('postgres')
  url = Object.assign(new URL(server), { pathname: `/${database}` }).href
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance table '))
  mkdirSync(join(folder, 'migrations'))
  await sql(`CREATE DATABASE ${database}`, server)
  await sql(schema)
  await keeper('create')
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  for (const name of await databases()) await sql(`DROP DATABASE "${name}" WITH (FORCE)`, server)
})

describe('the rows of one table', () => {
  test('what is missing or altered comes back, what came since stays, and nothing else is another', async () => {
    await sql(`
      DELETE FROM "Author" WHERE name = 'Cleo';
      UPDATE "Author" SET born = '{"year": 1}' WHERE name = 'Ada';
      INSERT INTO "Author" (name) VALUES ('Dora');
      INSERT INTO book VALUES ('Letters', 4);
      UPDATE note SET words = 'another word'`)
    expect(await restore('Author')).toMatchObject({
      table: 'public."Author"',
      rows: 3,
      inserted: 1,
      updated: 1,
      removed: 0,
      newer: 1,
    })
    expect(await authors()).toEqual([...whole, '4 Dora null'])
    expect(await sql('SELECT teacher, length FROM "Author" WHERE id = 3')).toEqual([
      { teacher: 1, length: 4 },
    ])
    expect(await books()).toEqual(['Letters by 4', 'Notes by 1', 'Poems by 2'])
    expect(await sql('SELECT * FROM note')).toEqual([{ words: 'another word' }])
    // The triggers of the site have seen it.
    expect(await sql('SELECT n FROM counted')).toEqual([{ n: 4 }])
    expect(await databases()).toEqual([database])
  })

  test('with --exact what came since goes, as long as nobody refers to it', async () => {
    await sql(
      `INSERT INTO "Author" (name) VALUES ('Dora'), ('Emil'); UPDATE "Author" SET teacher = 5 WHERE id = 4`,
    )
    await sql(`INSERT INTO book VALUES ('Letters', 5)`)
    await expect(restore('Author', '--exact')).rejects.toThrow(
      /1 rows of public\.book refer to rows of public\."Author" .*\(book_author_fkey\)/,
    )
    expect(await authors()).toEqual([...whole, '4 Dora null', '5 Emil null'])
    expect(await books()).toEqual(['Letters by 5', 'Notes by 1', 'Poems by 2'])
    await sql(`DELETE FROM book WHERE title = 'Letters'`)
    expect(await restore('Author', '--exact')).toMatchObject({
      inserted: 0,
      updated: 0,
      removed: 2,
      newer: 0,
    })
    expect(await authors()).toEqual(whole)
    expect(await sql('SELECT n FROM counted')).toEqual([{ n: 3 }])
  })

  test('with --exact a row of the backup that refers to one that came since is not cut off in silence', async () => {
    await sql(`INSERT INTO "Author" (name) VALUES ('Dora'); UPDATE "Author" SET teacher = 4 WHERE id = 2`)
    await expect(restore('Author', '--exact')).rejects.toThrow(/1 rows .*Author_teacher_fkey/)
    expect(await sql('SELECT teacher FROM "Author" WHERE id = 2')).toEqual([{ teacher: 4 }])
  })

  test('numbers are not given twice afterwards', async () => {
    await sql(`TRUNCATE "Author" RESTART IDENTITY CASCADE`)
    await restore('Author')
    await sql(`INSERT INTO "Author" (name) VALUES ('Dora')`)
    expect(await authors()).toEqual([...whole, '4 Dora null'])
  })

  test('what was moved forward by migrations comes back in the shape of today', async () => {
    await keeper('check', 'latest', '--table=book')
    await keeper('prepare', 'latest', '--table=book')
    for (const at of [url, prepared()])
      await sql("ALTER TABLE book ADD COLUMN language text DEFAULT 'en'", at)
    await sql(`DELETE FROM book`)
    expect(await keeper('take-table', '--table=book')).toMatchObject({ inserted: 2 })
    expect(await sql('SELECT title, language FROM book ORDER BY 1')).toEqual([
      { title: 'Notes', language: 'en' },
      { title: 'Poems', language: 'en' },
    ])
  })
})

describe('what is refused, with nothing changed', () => {
  test('rows that refer to what is gone: the reference is named', async () => {
    await sql(`DELETE FROM "Author" WHERE name = 'Ada'; INSERT INTO book VALUES ('Travels', 2)`)
    await expect(restore('book')).rejects.toThrow(
      /Key \(author\)=\(1\) is not present in table "Author".*\(book_author_fkey\).*Restore that table first/,
    )
    expect(await books()).toEqual(['Poems by 2', 'Travels by 2'])
    expect(await databases()).toEqual([database])
    // And as it says:
    await restore('Author')
    expect(await restore('book')).toMatchObject({ inserted: 1, newer: 1 })
    expect(await books()).toEqual(['Notes by 1', 'Poems by 2', 'Travels by 2'])
  })

  test('a row whose place another has taken', async () => {
    await sql(`DELETE FROM "Author" WHERE name = 'Cleo'; INSERT INTO "Author" (name) VALUES ('Cleo')`)
    await expect(restore('Author')).rejects.toThrow(/Key \(name\)=\(Cleo\) already exists.*--exact/)
    expect(await authors()).toEqual([whole[0], whole[1], '4 Cleo null'])
    expect(await restore('Author', '--exact')).toMatchObject({ inserted: 1, removed: 1 })
    expect(await authors()).toEqual(whole)
  })

  test('rows of which a trigger makes others', async () => {
    await sql(`
      DELETE FROM "Author" WHERE name = 'Cleo';
      CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name = upper(NEW.name); RETURN NEW; END $$;
      CREATE TRIGGER shout BEFORE INSERT ON "Author" FOR EACH ROW EXECUTE FUNCTION shout()`)
    await expect(restore('Author')).rejects.toThrow(/1 rows .* did not come back as they were/)
    expect(await authors()).toEqual(whole.slice(0, 2))
  })

  test.each([
    [
      'a table that is nowhere',
      '',
      'Autor',
      /no table Autor in the database\. It has: Author, book, counted, note/,
    ],
    [
      'a table that came since',
      'CREATE TABLE later (n int)',
      'later',
      /no table later in parlance-.* It has: Author, book/,
    ],
    ['a table that is gone', 'DROP TABLE book', 'book', /no table book in the database/],
    [
      'other columns',
      'ALTER TABLE book ADD COLUMN pages int',
      'book',
      /columns title, author, pages, and title, author in/,
    ],
    ['rows that cannot be told apart', '', 'note', /no primary key/],
  ])('%s', async (_, change, table, why) => {
    await sql(change || 'SELECT 1')
    await expect(restore(table)).rejects.toThrow(why)
    expect(await authors()).toEqual(whole)
    expect(await databases()).toEqual([database])
  })

  test('the history of migrations', async () => {
    await sql('CREATE TABLE _prisma_migrations (id text PRIMARY KEY)')
    await expect(restore('_prisma_migrations')).rejects.toThrow(/goes with the whole backup/)
  })

  test('another type of a column, where the copy was migrated otherwise', async () => {
    await keeper('prepare', 'latest', '--table=book')
    await sql('ALTER TABLE book ALTER COLUMN title TYPE varchar(80)')
    await expect(keeper('take-table', '--table=book')).rejects.toThrow(
      /title character varying\(80\).* and title text, .*db:migrate/,
    )
  })

  test('nothing is prepared', async () => {
    await expect(keeper('take-table', '--table=book')).rejects.toThrow(/nothing is prepared/)
  })
})

test('killed between its changes: the table is as it was, and the next restore brings it back', async () => {
  await sql(`
    DELETE FROM "Author" WHERE name = 'Cleo';
    UPDATE "Author" SET born = NULL WHERE name = 'Ada';
    CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(77); RETURN NULL; END $$;
    CREATE TRIGGER hold AFTER INSERT ON "Author" FOR EACH STATEMENT EXECUTE FUNCTION hold()`)
  const before = await authors()
  await keeper('prepare', 'latest', '--table=Author')
  const holder = new Client({ connectionString: url })
  await holder.connect()
  await holder.query('SELECT pg_advisory_lock(77)')
  const child = spawn(process.execPath, [program, 'take-table', '--table=Author'], {
    env: { ...process.env, ...environment() },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  await waitUntil('its rows are inserted', async () => {
    const waiting = await sql(
      `SELECT FROM pg_stat_activity WHERE datname = '${database}' AND wait_event = 'advisory' AND query LIKE 'INSERT INTO public."Author"%'`,
    )
    return waiting.length > 0
  })
  child.kill('SIGKILL')
  await ended
  await holder.end()
  // The server ends the work of who has gone by itself.
  await waitUntil('the killed one is gone', async () => {
    const left = await sql(
      `SELECT FROM pg_stat_activity WHERE datname = '${database}' AND query LIKE 'INSERT INTO public."Author"%'`,
    )
    return left.length === 0
  })
  expect(await authors()).toEqual(before)
  expect(await restore('Author')).toMatchObject({ inserted: 1, updated: 1 })
  expect(await authors()).toEqual(whole)
})
