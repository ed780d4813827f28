import type { Client, Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import { createCatalogueStore } from '../../src/stores/catalogue-store.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

let created: TestDatabase
let published: { slug: string; updatedAt: Date }[]

beforeAll(async () => {
  created = await createTestDatabase()
  await withConnection(created.url, async (client) => {
    await client.query(`UPDATE "Tool" SET status = 'hidden' WHERE slug = 'heygen'`)
    await client.query(`UPDATE "Tool" SET "updatedAt" = '2031-02-03T04:05:06Z' WHERE slug = 'runway'`)
    const { rows } = await client.query(`SELECT slug, "updatedAt" FROM "Tool" WHERE status = 'published'`)
    published = rows.sort((a, b) => (a.slug < b.slug ? -1 : 1))
  })
})
afterAll(() => created?.drop())

const storeOf = (client: Client) =>
  createCatalogueStore({ pool: client as unknown as Pool, readers: client as unknown as Pool })

test('all published listings in parts, each once, the last as full as what is left', async () => {
  await withConnection(created.url, async (client) => {
    const store = storeOf(client)
    const parts = await store.addressParts(10)
    expect(parts.map(({ slug }) => slug)).toEqual(
      published.filter((_, place) => place % 10 === 0).map(({ slug }) => slug),
    )
    const found = []
    for (const { slug } of parts) found.push(...(await store.addresses(slug, 10)))
    expect(found).toEqual(published)
    expect(found.map(({ slug }) => slug)).not.toContain('heygen')
  })
})

test('a part says when one of its listings was changed last', async () => {
  await withConnection(created.url, async (client) => {
    const place = published.findIndex(({ slug }) => slug === 'runway')
    const parts = await storeOf(client).addressParts(10)
    expect(parts[Math.floor(place / 10)]?.updatedAt.toISOString()).toBe('2031-02-03T04:05:06.000Z')
  })
})

test('a directory without listings has no part', async () => {
  await withConnection(created.url, async (client) => {
    await client.query('BEGIN')
    await client.query(`UPDATE "Tool" SET status = 'hidden'`)
    expect(await storeOf(client).addressParts(10)).toEqual([])
    expect(await storeOf(client).addresses('', 10)).toEqual([])
    await client.query('ROLLBACK')
  })
})
