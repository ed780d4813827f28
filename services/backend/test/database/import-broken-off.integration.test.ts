import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { waitUntil } from '@parlance/testing'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import { commands } from '../../src/database/database-commands.ts'
import type { ToolPage } from '../../src/features/catalogue/catalogue.ts'
import { ask } from '../support/http-client.ts'
import { query } from '../support/people.ts'
import { startTestBackend } from '../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const program = fileURLToPath(new URL('../../src/database-main.ts', import.meta.url))
const listings = 2_000
let folder: string
let file: string
/** What an import that nothing breaks off leaves. */
let whole: string
let database: TestDatabase

const run = async (url: string, name: string, ...args: string[]) =>
  (await commands[name]?.(url, args, '')) as object
async function exported(url: string): Promise<string> {
  const path = join(folder, 'exported.ndjson')
  await run(url, 'catalogue-export', path)
  return readFile(path, 'utf8')
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlance-broken-off-'))
  file = join(folder, 'listings.ndjson')
  const lines = Array.from({ length: listings }, (_, n) =>
    JSON.stringify({
      url: `https://broken-${n}.test/`,
      slug: `broken-${n}`,
      'name.en': `Broken ${n}`,
      'tagline.en': `Mends kettle number${n % 97}`,
      'tagline.fr': `Répare la bouilloire numéro${n % 89}`,
      publishedAt: '2026-01-02T03:04:05.000Z',
    }),
  )
  // One that is there already changes.
  lines.push(
    JSON.stringify({
      url: 'https://pika.art/',
      slug: 'pika',
      'name.en': 'Pika',
      'tagline.en': 'Kettle pictures',
    }),
  )
  await writeFile(file, `${lines.join('\n')}\n`)
  const unbroken = await createTestDatabase()
  await run(unbroken.url, 'catalogue-import', file)
  whole = await exported(unbroken.url)
  await unbroken.drop()
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

/** Imports in a process of its own, which is killed as soon as it has told of so many records and `then` holds. */
async function killedAt(records: number, then: () => Promise<boolean> = async () => true): Promise<void> {
  const child = spawn(process.execPath, [program, 'catalogue-import', file], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  for await (const line of createInterface(child.stderr)) {
    if (JSON.parse(line).progress.records >= records) break
  }
  await waitUntil('the import is where it is broken off', then)
  child.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
}

/** Nobody writes to a table while the work is done. */
async function withTableHeld(table: string, work: () => Promise<void>): Promise<void> {
  const holder = new Client({ connectionString: database.url })
  await holder.connect()
  await holder.query('BEGIN')
  await holder.query(`LOCK TABLE "${table}" IN SHARE MODE`)
  await work()
  await holder.query('ROLLBACK')
  await holder.end()
}

const count = async (table: string) =>
  (await query<{ n: number }>(database.url, `SELECT count(*)::int AS n FROM "${table}"`))[0]?.n ?? -1

/** Counts of words that are not what counting the documents gives. */
const wrongCounts = () =>
  query(
    database.url,
    `SELECT language, word, counted.n, kept.documents FROM (
       SELECT d.language, w.word, count(*)::int AS n FROM "SearchDocument" d, unnest(d.lexemes) AS w (word)
       WHERE length(w.word) BETWEEN 2 AND 40 AND w.word !~ '^[0-9]+$' GROUP BY 1, 2) counted
     FULL JOIN (SELECT * FROM "SearchWord" WHERE documents <> 0) kept USING (language, word)
     WHERE counted.n IS DISTINCT FROM kept.documents`,
  )

async function expectWhole(): Promise<void> {
  expect(await exported(database.url)).toBe(whole)
  expect({ waiting: await count('SearchPending'), uncounted: await count('SearchWordChange') }).toEqual({
    waiting: 0,
    uncounted: 0,
  })
  expect(await count('SearchDocument')).toBe(7 * (await count('Tool')))
  expect(await wrongCounts()).toEqual([])
}

test.each<[string, () => Promise<void>]>([
  ['as it begins', () => killedAt(1)],
  ['in the middle of the listings', () => killedAt(listings / 2)],
  [
    'after the listings, before there is a document',
    () => withTableHeld('SearchDocument', () => killedAt(listings + 1)),
  ],
  [
    'after the documents, before their words are counted',
    () =>
      withTableHeld('SearchWord', () =>
        killedAt(listings + 1, async () => (await count('SearchPending')) === 0),
      ),
  ],
])('an import that is killed %s and run again ends as one that was not', async (_, breakOff) => {
  await breakOff()
  expect(await run(database.url, 'catalogue-import', file)).toMatchObject({
    ok: true,
    records: listings + 1,
    failed: 0,
  })
  await expectWhole()
})

test('a backend finishes what an import left that nobody runs again', async () => {
  await withTableHeld('SearchDocument', () => killedAt(listings + 1))
  await query(database.url, `UPDATE "SearchPending" SET since = now() - interval '2 minutes'`)
  const backend = await startTestBackend(database.url)
  try {
    await waitUntil(
      'the backend has made it searchable',
      async () => (await count('SearchPending')) + (await count('SearchWordChange')) === 0,
    )
    const { body } = await ask<ToolPage>(`${backend.url}/api/v1/tools?lang=fr&q=bouilloire`)
    expect(body).toMatchObject({ total: 1_000, totalExact: false })
  } finally {
    await backend.stop()
  }
  await expectWhole()
})

test('listings that several make documents of at once are waited for in one order', async () => {
  await run(database.url, 'catalogue-import', file)
  const ids = ((await query(database.url, 'SELECT id FROM "Tool" LIMIT 60')) as { id: string }[]).map(
    ({ id }) => id,
  )
  const writer = (statement: string, pieces: readonly unknown[]) =>
    withConnection(database.url, async (client) => {
      for (const piece of pieces) await client.query(statement, [piece])
    })
  const many = Array.from({ length: 6 }, (_, round) => ids.slice(round).concat(ids.slice(0, round)))
  const writers = [
    // Edits, one after the other; a category that is renamed; and what an import left.
    writer('SELECT parlance_index_tools(ARRAY[$1::uuid])', [...ids, ...ids]),
    writer('SELECT parlance_index_tools(ARRAY[$1::uuid])', [...ids, ...ids].reverse()),
    writer('SELECT parlance_index_tools($1::uuid[])', many),
    writer('WITH later AS MATERIALIZED (SELECT parlance_index_later($1::uuid[])) SELECT FROM later', many),
    writer('SELECT parlance_index_pending($1)', Array(30).fill(20)),
  ]
  const ends = await Promise.allSettled(writers)
  expect(ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []))).toEqual([])
})

test('what is edited while it waits is found by its new words at once, and counted once', async () => {
  await withTableHeld('SearchDocument', () => killedAt(listings + 1))
  await withConnection(database.url, async (client) => {
    await client.query('BEGIN')
    await client.query(`UPDATE "ToolTranslation" SET tagline = 'Mends teapots' WHERE language = 'en'
      AND "toolId" = (SELECT id FROM "Tool" WHERE slug = 'broken-7')`)
    await client.query(`SELECT parlance_index_tools(ARRAY(SELECT id FROM "Tool" WHERE slug = 'broken-7'))`)
    await client.query('COMMIT')
  })
  expect(
    await query(
      database.url,
      `SELECT documents FROM "SearchWord" WHERE language = 'en' AND word = 'teapots'`,
    ),
  ).toEqual([{ documents: 1 }])
  const none = join(folder, 'none.ndjson')
  await writeFile(none, `${JSON.stringify({ url: 'https://pika.art/', 'name.en': 'Pika' })}\n`)
  await run(database.url, 'catalogue-import', none)
  expect(await count('SearchPending')).toBe(0)
  expect(await wrongCounts()).toEqual([])
})
