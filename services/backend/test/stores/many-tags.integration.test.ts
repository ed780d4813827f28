/** A directory may have thousands of tags, and a page names a few: what it reads does not grow with them. */
import type { Client, Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import { createCatalogueStore } from '../../src/stores/catalogue-store.ts'
import { createSearchStore } from '../../src/stores/search-store.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const tags = 500
let created: TestDatabase

beforeAll(async () => {
  created = await createTestDatabase()
  await withConnection(created.url, async (client) => {
    await client.query(
      `INSERT INTO "Tag" (id, slug) SELECT gen_random_uuid(), 'many-' || n FROM generate_series(1, ${tags}) n`,
    )
    await client.query(
      `INSERT INTO "TagTranslation" ("tagId", language, name)
       SELECT g.id, l.code, 'Viele ' || g.slug FROM "Tag" g, "Language" l WHERE g.slug LIKE 'many-%'`,
    )
    // Names in one language, in English alone, in none.
    await client.query(
      `INSERT INTO "Tag" (id, slug) SELECT gen_random_uuid(), unnest(ARRAY['one', 'two', 'zeppelin-flights', 'unused'])`,
    )
    await client.query(
      `INSERT INTO "TagTranslation" ("tagId", language, name)
       SELECT g.id, n.language, n.name FROM "Tag" g
       JOIN (VALUES ('one', 'fr', 'Écrans géants'), ('one', 'en', 'Giant screens'), ('two', 'en', 'Giant airships'),
         ('unused', 'en', 'Giant nothings')) AS n (slug, language, name) ON n.slug = g.slug`,
    )
    await client.query(
      `INSERT INTO "ToolTag" ("toolId", "tagId") SELECT t.id, g.id FROM "Tag" g, (SELECT id FROM "Tool" WHERE slug = 'heygen') t
       WHERE g.slug IN ('one', 'two', 'zeppelin-flights') OR g.slug LIKE 'many-%' AND g.slug < 'many-11'`,
    )
    await client.query(`SELECT parlance_index_tools(ARRAY(SELECT id FROM "Tool" WHERE slug = 'heygen'))`)
    await client.query('ANALYZE')
  })
})
afterAll(() => created?.drop())

const stores = (client: Client) => {
  const database = { pool: client as unknown as Pool, readers: client as unknown as Pool }
  return { catalogue: createCatalogueStore(database), search: createSearchStore(database) }
}

/** Rows that the work reads of the tables of tags and of what is counted, by the server's own count. */
async function read(work: (parts: ReturnType<typeof stores>) => Promise<unknown>): Promise<number> {
  return await withConnection(created.url, async (client) => {
    await client.query('BEGIN')
    await client.query('SET LOCAL enable_seqscan = off')
    await work(stores(client))
    const { rows } = await client.query<{ read: number }>(
      `SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read
       FROM pg_stat_xact_user_tables WHERE relname IN ('Tag', 'TagTranslation', 'CatalogueCount')`,
    )
    await client.query('COMMIT')
    return rows[0]?.read ?? 0
  })
}

test.each<[string, (parts: ReturnType<typeof stores>) => Promise<unknown>]>([
  ['list', ({ catalogue }) => catalogue.page({}, { sort: 'popular', limit: 20 }, 'de')],
  ['listing', ({ catalogue }) => catalogue.bySlug('descript', 'de')],
  ['list of facets', ({ catalogue }) => catalogue.count({}, 'de', 1_000)],
  ['listing beside others', ({ catalogue }) => catalogue.related('heygen', 6)],
])('a %s reads the tags that it names', async (_, page) => {
  const count = await read(page)
  expect(count).toBeGreaterThan(0)
  expect(count).toBeLessThan(tags / 2)
})

test('whoever types is told tags by one look at each', async () => {
  expect(await read(({ search }) => search.suggest(['viele'], 'de', 8))).toBeLessThan(6 * tags)
})

test.each([
  ['fr', ['ecrans'], 'one', 'Écrans géants'],
  ['fr', ['geants'], 'one', 'Écrans géants'],
  ['fr', ['giant', 'air'], 'two', 'Giant airships'],
  ['de', ['giant', 'scr'], 'one', 'Giant screens'],
  ['de', ['flig'], 'zeppelin-flights', 'zeppelin-flights'],
] as const)('in %s, whoever types %j is offered the tag %s as %j', async (lang, words, slug, text) => {
  const found = await withConnection(created.url, (client) => stores(client).search.suggest(words, lang, 8))
  expect(found).toContainEqual({ kind: 'tag', slug, text })
})

test.each([
  ['fr', ['giant', 'scr']],
  ['en', ['giant', 'noth']],
] as const)('in %s, %j is no tag: it has another name there, or no listing', async (lang, words) => {
  const found = await withConnection(created.url, (client) => stores(client).search.suggest(words, lang, 8))
  expect(found.filter(({ kind }) => kind === 'tag')).toEqual([])
})

test('a tag is offered by its name of today', async () => {
  await withConnection(created.url, async (client) => {
    await client.query(`UPDATE "TagTranslation" SET name = 'Vols en Zéphyr' WHERE name = 'Écrans géants'`)
    const suggest = (word: string) => stores(client).search.suggest([word], 'fr', 8)
    expect(await suggest('zephyr')).toContainEqual({ kind: 'tag', slug: 'one', text: 'Vols en Zéphyr' })
    expect(await suggest('ecrans')).not.toContainEqual(expect.objectContaining({ kind: 'tag' }))
  })
})
