import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import { addManyListings } from '../support/many-listings.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const listings = 300
let created: TestDatabase

beforeAll(async () => {
  created = await createTestDatabase()
  await withConnection(created.url, (client) => addManyListings(client, listings))
})
afterAll(() => created?.drop())

/** Documents that a change of those listings writes, and how many of them in place: without a word to any index. */
async function written(change: string): Promise<{ documents: number; inPlace: number }> {
  return await withConnection(created.url, async (client) => {
    await client.query('BEGIN')
    await client.query(`UPDATE "Tool" SET ${change} WHERE slug LIKE 'many-%'`)
    const { rows } = await client.query(
      `SELECT sum(pg_stat_get_xact_tuples_updated(relid))::int AS documents,
         sum(pg_stat_get_xact_tuples_hot_updated(relid))::int AS "inPlace"
       FROM pg_partition_tree('"SearchDocument"') WHERE isleaf`,
    )
    await client.query('COMMIT')
    return rows[0]
  })
}

// Once: PostgreSQL takes the rows of before away when nobody on its server may still look at them, and other tests are on this one.
test('listings that lie side by side are hidden with no index written', async () => {
  expect(await written(`status = 'hidden'`)).toEqual({ documents: 7 * listings, inPlace: 7 * listings })
})

test('readers that make a listing no step better known write no document; those that do write its sign', async () => {
  expect(await written('views = views')).toEqual({ documents: 0, inPlace: 0 })
  expect(await written('views = 2 * views + 1')).toEqual({ documents: 7 * listings, inPlace: 0 })
})
