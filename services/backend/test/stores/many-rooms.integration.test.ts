/** Every listing has a room: which are shown is found without looking at what is said in the others. */
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withConnection } from '../../src/database/connection.ts'
import type { RoomChoice } from '../../src/features/conversation/conversation-ports.ts'
import { createMessageStore } from '../../src/stores/message-store.ts'
import { createRoomStore } from '../../src/stores/room-store.ts'
import { createPerson } from '../support/people.ts'
import { asPool, rowsRead } from '../support/rows-read.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

const many = 300
let created: TestDatabase

beforeAll(async () => {
  created = await createTestDatabase()
  await withConnection(created.url, async (client) => {
    await client.query('DELETE FROM "Room"')
    // The first spoke last; every third is silent.
    await client.query(
      `INSERT INTO "Room" (id, slug, position, "lastSeq", "spokenAt")
       SELECT gen_random_uuid(), 'many-' || n, 1 + n % 2, CASE WHEN n % 3 = 0 THEN 0 ELSE 5 END,
         CASE WHEN n % 3 = 0 THEN NULL ELSE now() - n * interval '1 minute' END FROM generate_series(1, ${many}) n`,
    )
    await client.query(
      `INSERT INTO "Message" (id, "roomId", seq, "clientId", "authorName", language, body)
       SELECT gen_random_uuid(), r.id, s, 'c' || s, 'Ann', 'en', 'Word ' || s FROM "Room" r, generate_series(1, r."lastSeq") s`,
    )
    await client.query(
      `INSERT INTO "RoomTranslation" ("roomId", language, title) SELECT id, 'en', 'Title of ' || slug FROM "Room"`,
    )
    await client.query('ANALYZE')
  })
})
afterAll(() => created?.drop())

const choice = { sought: [], live: [], limit: 20 } as const
const list = (pool: Pool, asked: RoomChoice) => createRoomStore(pool).list('en', asked)
const found = async (asked: Partial<RoomChoice>) => {
  const { items, more } = await withConnection(created.url, (client) =>
    list(asPool(client), { ...choice, ...asked }),
  )
  return { slugs: items.map(({ slug }) => slug), more }
}
const idOf = (slug: string) =>
  withConnection(created.url, async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM "Room" WHERE slug = $1', [slug])
    return rows[0]?.id ?? ''
  })

test.each([{}, { sort: 'recent' }, { words: 'none' }, { sought: ['title'] }] as const)(
  'a list of rooms (%j) reads the messages of those that it shows',
  async (asked) => {
    const tables = ['Message', 'MessageTranslation']
    const read = await rowsRead(created.url, tables, (pool) => list(pool, { ...choice, limit: 5, ...asked }))
    expect(read).toBeLessThan(many / 3)
  },
)

test('rooms come as somebody spoke last, the silent ones behind; more are told of', async () => {
  expect(await found({ sort: 'recent', limit: 4 })).toEqual({
    slugs: ['many-1', 'many-2', 'many-4', 'many-5'],
    more: true,
  })
  const { slugs, more } = await found({ sort: 'recent', limit: many })
  expect(more).toBe(false)
  expect(slugs).toHaveLength(many)
  expect(slugs.slice(200).every((slug) => Number(slug.slice(5)) % 3 === 0)).toBe(true)
})

test('those with readers come first, and by position those that editors put first', async () => {
  const live = [await idOf('many-30'), await idOf('many-7')]
  expect((await found({ sort: 'recent', live, limit: 3 })).slugs).toEqual(['many-7', 'many-30', 'many-1'])
  expect((await found({ limit: 3 })).slugs).toEqual(['many-2', 'many-4', 'many-8'])
})

test('those with words and those without are asked for apart', async () => {
  expect((await found({ words: 'some', limit: many })).slugs).toHaveLength(200)
  expect((await found({ words: 'none', limit: many })).slugs).toHaveLength(100)
})

test('words are looked for in title and slug', async () => {
  expect((await found({ sought: ['TITLE', 'any-299'] })).slugs).toEqual(['many-299'])
  expect((await found({ sought: ['title', 'nowhere'] })).slugs).toEqual([])
})

test('a room where somebody speaks comes first', async () => {
  const author = await createPerson(created.url, { name: 'Ann' })
  const roomId = await idOf('many-99')
  await withConnection(created.url, (client) =>
    createMessageStore(asPool(client)).insert({
      roomId,
      clientId: 'new',
      authorId: author.id,
      authorName: 'Ann',
      lang: 'en',
      body: 'Hello',
      targets: [],
    }),
  )
  expect((await found({ sort: 'recent', limit: 1 })).slugs).toEqual(['many-99'])
})
