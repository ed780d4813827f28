/** What editors look at beside a listing, a change or a host is looked up, however many listings there are. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import { createAuditLog } from '../../src/stores/administration/audit-log-store.ts'
import { createHostBlocks } from '../../src/stores/administration/host-block-store.ts'
import { readListing } from '../../src/stores/administration/listing-detail.ts'
import { addManyListings } from '../support/many-listings.ts'
import { asPool, rowsRead } from '../support/rows-read.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const many = 500
let created: TestDatabase
let id: string

beforeAll(async () => {
  created = await createTestDatabase()
  await withConnection(created.url, async (client) => {
    await addManyListings(client, many)
    // Each of a host of its own, but for three below one and two that are called the same.
    await client.query(
      `UPDATE "Tool" SET url = 'https://h' || views || '.test/page', "canonicalUrl" = 'https://h' || views || '.test/page' WHERE slug LIKE 'many-%'`,
    )
    await client.query(
      `UPDATE "Tool" t SET url = n.url, "canonicalUrl" = n.url FROM (VALUES ('many-1', 'https://shop.test/a'),
         ('many-2', 'http://EU.shop.test:8080/b'), ('many-3', 'https://www.eu.shop.test/c'), ('many-4', 'https://workshop.test/d'),
         ('many-5', 'https://shop.test.example/e'), ('many-6', 'https://shop.test/f')) AS n (slug, url) WHERE t.slug = n.slug`,
    )
    await client.query(`UPDATE "Tool" SET "sortName" = 'many 1' WHERE slug = 'many-9'`)
    await client.query(
      `INSERT INTO "HostBlock" (host) SELECT 'blocked-' || n || '.test' FROM generate_series(1, 200) n UNION ALL VALUES ('shop.test')`,
    )
    await client.query(
      `INSERT INTO "AuditEvent" (id, action, "subjectType", "subjectId")
       SELECT gen_random_uuid(), CASE WHEN t.slug = 'many-1' THEN 'tool.seldom' ELSE 'tool.edited' END, 'tool', t.id::text FROM "Tool" t`,
    )
    await client.query(
      `INSERT INTO "AuditEvent" (id, action, "subjectType", "subjectId") VALUES (gen_random_uuid(), 'host.blocked', 'host', 'shop.test')`,
    )
    await client.query('ANALYZE')
    const { rows } = await client.query<{ id: string }>(`SELECT id FROM "Tool" WHERE slug = 'many-1'`)
    id = rows[0]?.id ?? ''
  })
})
afterAll(() => created?.drop())

const jobs = { insert: () => Promise.reject(new Error('nothing is enqueued by looking')) }
const audit = { everything: true, limit: 10 } as const
const readOfTools = (work: Parameters<typeof rowsRead>[2]) => rowsRead(created.url, ['Tool'], work)

test('blocked hosts count the listings of theirs, and of what is below them, by looking at those alone', async () => {
  const hosts = await withConnection(created.url, (client) => createHostBlocks(asPool(client)).list())
  expect(hosts.filter(({ listings }) => listings > 0)).toEqual([
    expect.objectContaining({ host: 'shop.test', listings: 4 }),
  ])
  expect(hosts).toHaveLength(201)
  expect(await readOfTools((pool) => createHostBlocks(pool).list())).toBe(4)
})

test('a listing is compared with those of its host and of its name alone', async () => {
  const found = await withConnection(created.url, (client) => readListing(client, id))
  expect(found?.duplicates.map(({ slug, reason }) => [slug, reason])).toEqual(
    expect.arrayContaining([
      ['many-9', 'name'],
      ['many-6', 'host'],
    ]),
  )
  expect(found?.duplicates).toHaveLength(2)
  expect(await readOfTools((pool) => readListing(pool, id))).toBeLessThan(many / 4)
})

test('a page of changes names what was changed by looking it up', async () => {
  const page = await withConnection(created.url, (client) =>
    createAuditLog(asPool(client), jobs).list({ ...audit, subjectId: id }),
  )
  expect(page.items).toMatchObject([{ action: 'tool.seldom', subject: 'Many 1' }])
  expect(await readOfTools((pool) => createAuditLog(pool, jobs).list(audit))).toBeLessThanOrEqual(11)
})

test.each([{ action: 'tool.seldom' }, { subject: 'it' }])(
  'what was done seldom, or with one thing, is found by an index (%j)',
  async ({ action }) => {
    const asked = action ? { action } : { subjectId: id }
    const read = await rowsRead(created.url, ['AuditEvent'], (pool) =>
      createAuditLog(pool, jobs).list({ ...audit, ...asked }),
    )
    expect(read).toBe(1)
  },
)

test('what has no id has no name, and is listed', async () => {
  const page = await withConnection(created.url, (client) =>
    createAuditLog(asPool(client), jobs).list({ ...audit, subjectId: 'shop.test' }),
  )
  expect(page.items).toMatchObject([{ action: 'host.blocked', subject: '' }])
})
