import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import type { SearchQuestion } from '../../src/features/catalogue/search-port.ts'
import { type Database, openDatabase } from '../../src/stores/database.ts'
import { createSearchStore } from '../../src/stores/search-store.ts'
import { addManyListings } from '../support/many-listings.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

/** With so many counted, the best known are looked through first where a question's words are as common as `documents` says. */
const most = 200
const listings = 1_100
let created: TestDatabase
let database: Database

beforeAll(async () => {
  created = await createTestDatabase()
  database = openDatabase(created.url, (error) => {
    throw error
  })
  await withConnection(created.url, (client) => addManyListings(client, listings))
})
afterAll(async () => {
  await database?.close()
  await created?.drop()
})

function find(documents: number, more: Partial<SearchQuestion> = {}) {
  const page = { offset: 0, limit: 20, facets: true }
  const question = { query: "'zeppelin'", nameQuery: "'=zeppelin'", plain: 'zeppelin', filter: {}, page }
  return createSearchStore(database).find(
    { ...question, documents: [documents], sort: 'popular', most, ...more },
    'en',
  )
}

/** From the listings themselves: doubling its readers makes a listing a step better known. */
async function bestKnown(count: number): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM "Tool" WHERE slug LIKE 'many-%'
     ORDER BY floor(log(2.0, 1 + views::numeric)) DESC, id LIMIT $1`,
    [count],
  )
  return rows.map(({ id }) => id)
}

test('the first of thousands are the same, looked for among the best known or among all', async () => {
  const { ids: first, total, facets } = await find(listings)
  expect({ first, total }).toEqual({ first: await bestKnown(most + 1), total: most + 1 })
  expect(await find(1)).toEqual({ ids: first, total, reachable: total, facets })
})

test('by relevance too', async () => {
  const byRelevance = { sort: 'relevance' as const }
  const among = await find(listings, byRelevance)
  expect(among.ids).toEqual((await bestKnown(20)).slice(0, 20))
  expect(await find(1, byRelevance)).toEqual(among)
})

test.each([
  ['fewer of the best known than are counted', 900],
  ['nearly all', 1_090],
])('where there are %s, more are looked through', async (_, counted) => {
  const { ids } = await find(100_000, { most: counted })
  expect(ids).toEqual(await bestKnown(counted + 1))
})

test('what is named so and is not found by the question is no result', async () => {
  await withConnection(created.url, async (client) => {
    await client.query(
      `INSERT INTO "Tool" (id, slug, url, "canonicalUrl", name, "sortName", "sourceLanguage", views)
       VALUES (gen_random_uuid(), 'lone', 'https://lone.test/', 'https://lone.test/', 'Many alone', 'many alone', 'en', 1000000)`,
    )
    await client.query(`SELECT parlance_index_tools(ARRAY(SELECT id FROM "Tool" WHERE slug = 'lone'))`)
  })
  const named = { nameQuery: "'=many'", plain: 'many', sort: 'relevance' as const, most: 2_000 }
  const { total, reachable, ids } = await find(listings, named)
  expect({ total, reachable }).toEqual({ total: listings, reachable: listings })
  expect(ids[0]).toBe((await bestKnown(1))[0])
})

test('a listing that becomes better known comes first, and back again', async () => {
  const [one] = (await database.pool.query(`SELECT id FROM "Tool" WHERE slug = 'many-1'`)).rows
  const isFirst = async () => (await find(listings)).ids[0] === one.id
  const before = await isFirst()
  await database.pool.query(`UPDATE "Tool" SET views = 1000000 WHERE slug = 'many-1'`)
  const better = await isFirst()
  await database.pool.query(`UPDATE "Tool" SET views = 1 WHERE slug = 'many-1'`)
  expect({ before, better, after: await isFirst() }).toEqual({ before: false, better: true, after: false })
  expect((await find(listings)).ids).toEqual(await bestKnown(most + 1))
})

test('as long as documents wait that may lack the sign, it is not relied on', async () => {
  const [best] = await bestKnown(1)
  const has = async () => (await find(listings)).ids.includes(best ?? '')
  await database.pool.query(
    `UPDATE "SearchDocument" SET vector = ts_delete(vector, parlance_known_sign(quality)) WHERE "toolId" = $1`,
    [best],
  )
  const without = await has()
  await database.pool.query('INSERT INTO "SearchPending" ("toolId") VALUES ($1)', [best])
  const waiting = await has()
  await database.pool.query('SELECT parlance_index_pending(10)')
  expect({ without, waiting, made: await has() }).toEqual({ without: false, waiting: true, made: true })
})
