/** Categories, tags and changes may be thousands: an editor is shown a page of them, and what is read does not grow with the rest. */
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import type { TermKind, TermQuery } from '../../src/features/administration/taxonomy.ts'
import { createTaxonomy } from '../../src/stores/administration/taxonomy-store.ts'
import { asPool, rowsRead } from '../support/rows-read.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const many = 400
let created: TestDatabase

beforeAll(async () => {
  created = await createTestDatabase()
  await withConnection(created.url, async (client) => {
    for (const [table, key, position] of [
      ['Tag', 'tagId', ''],
      ['Category', 'categoryId', ', position'],
    ] as const) {
      await client.query(
        `INSERT INTO "${table}" (id, slug${position}) SELECT gen_random_uuid(), 'many-' || n${position ? ', 1000 - n / 2' : ''}
         FROM generate_series(1, ${many}) n`,
      )
      await client.query(
        `INSERT INTO "${table}Translation" ("${key}", language, name)
         SELECT g.id, l.code, 'Viele ' || g.slug FROM "${table}" g, "Language" l WHERE g.slug LIKE 'many-%'`,
      )
    }
    await client.query(
      `UPDATE "TagTranslation" SET name = 'Écrans géants' WHERE language = 'fr' AND "tagId" = (SELECT id FROM "Tag" WHERE slug = 'many-77')`,
    )
    await client.query(
      `INSERT INTO "ToolTag" ("toolId", "tagId") SELECT t.id, g.id FROM "Tag" g, (SELECT id FROM "Tool" ORDER BY slug LIMIT 3) t WHERE g.slug LIKE 'many-%'`,
    )
    await client.query('ANALYZE')
  })
})
afterAll(() => created?.drop())

const list = (pool: Pool, kind: TermKind, query: TermQuery) => createTaxonomy(pool).list(kind, query)
const asked = (kind: TermKind, query: TermQuery) =>
  withConnection(created.url, (client) => list(asPool(client), kind, query))
const slugs = async (query: TermQuery) => (await asked('tags', query)).items.map(({ slug }) => slug)

test.each(['tags', 'categories'] as const)(
  'a page of %s reads the names and listings of its own',
  async (kind) => {
    const tables = ['TagTranslation', 'CategoryTranslation', 'ToolTag', 'Tool']
    const read = await rowsRead(created.url, tables, (pool) => list(pool, kind, { limit: 10 }))
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(many)
  },
)

test.each([
  ['tags', 'SELECT slug FROM "Tag" ORDER BY slug'],
  ['categories', 'SELECT slug FROM "Category" ORDER BY position, slug'],
] as const)('page after page, all %s come once and in order', async (kind, all) => {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await asked(kind, { limit: 70, ...(cursor ? { cursor } : {}) })
    found.push(...page.items.map(({ slug }) => slug))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  const { rows } = await withConnection(created.url, (client) => client.query<{ slug: string }>(all))
  expect(found).toEqual(rows.map(({ slug }) => slug))
})

test('a tag is found by a part of its name in any language, without accents, and by a part of its slug', async () => {
  expect(await slugs({ q: 'ecrans', limit: 10 })).toEqual(['many-77'])
  expect(await slugs({ q: 'Géants', limit: 10 })).toEqual(['many-77'])
  expect(await slugs({ q: 'NY-398', limit: 10 })).toEqual(['many-398'])
  expect(await slugs({ q: 'no tag has this', limit: 10 })).toEqual([])
})

test('tags are looked up by their slugs; those that are not there are left out', async () => {
  expect(await slugs({ slugs: ['many-9', 'nowhere', 'many-12'], limit: 10 })).toEqual(['many-12', 'many-9'])
})

test('a tag has its listings counted and its names in all languages', async () => {
  const { items } = await asked('tags', { slugs: ['many-77'], limit: 1 })
  expect(items[0]).toMatchObject({ slug: 'many-77', tools: 3 })
  expect(items[0]?.texts).toHaveLength(7)
  expect(items[0]?.texts).toContainEqual({ language: 'fr', name: 'Écrans géants', description: '' })
})
