import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withConnection } from '../../../src/database/connection.ts'
import { readSeed } from '../../../src/database/seed-files.ts'
import type { Suggestion, ToolPage } from '../../../src/features/catalogue/catalogue.ts'
import { ask } from '../../support/http-client.ts'
import { writtenIn } from '../../support/seed-texts.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let backend: TestBackend
const seed = await readSeed()

beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url)
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

async function search(lang: string, q: string, more: Record<string, string> = {}): Promise<ToolPage> {
  const query = new URLSearchParams({ lang, q, ...more })
  const { status, body } = await ask<ToolPage>(`${backend.url}/api/v1/tools?${query}`)
  expect({ status, q }).toEqual({ status: 200, q })
  return body
}
const slugs = ({ items }: ToolPage) => items.map(({ slug }) => slug)

/** What should come first, as somebody who knows the sample catalogue would say; also in docs/search.md. */
test.each([
  // The name itself, whatever stands between its words.
  ['en', 'remove.bg', ['remove-bg']],
  ['fr', 'd-id', ['d-id']],
  ['it', 'Descript', ['descript']],
  ['nl', 'adobe', ['adobe-firefly', 'adobe-podcast', 'sonix']],
  // Singular and plural.
  ['en', 'subtitle', ['happy-scribe', 'veed', 'dubverse']],
  ['en', 'subtitles', ['happy-scribe', 'veed', 'dubverse']],
  ['it', 'sottotitolo', ['happy-scribe', 'dubverse', 'veed']],
  ['it', 'sottotitoli', ['happy-scribe', 'dubverse', 'veed']],
  ['nl', 'ondertitels', ['dubverse', 'happy-scribe', 'veed']],
  ['fr', 'avatars', ['heygen', 'synthesia', 'colossyan']],
  // With accents, without, and in capitals.
  ['fr', 'génération vidéo', ['kling-ai', 'runway', 'pika']],
  ['fr', 'GENERATION VIDEO', ['kling-ai', 'runway', 'pika']],
  ['es', 'música', ['soundraw', 'udio', 'aiva']],
  ['es', 'musica', ['soundraw', 'udio', 'aiva']],
  ['pt', 'transcricao', ['otter-ai', 'sonix', 'descript']],
  ['de', 'ubersetzung', ['veed', 'rask-ai', 'heygen']],
  // Beginnings of words.
  ['en', 'runw', ['runway']],
  ['de', 'Hintergr', ['remove-bg', 'photoroom', 'veed']],
  ['es', 'transcrip', ['happy-scribe', 'otter-ai', 'sonix']],
  ['it', 'trascri', ['otter-ai', 'sonix', 'happy-scribe']],
  // The original's words, for readers of another language.
  ['fr', 'dubbing', ['dubverse', 'deepdub', 'elevenlabs']],
  // No listing has both words: what has one of them is nearer than nothing.
  ['en', 'podcast cleanup', ['adobe-podcast']],
  // Phrases, and what is not wanted.
  // The third place is shared by two that are as near, and no row says which comes first.
  ['en', '"text to video"', ['pika', 'runway']],
  ['en', 'voice cloning', ['elevenlabs', 'heygen', 'rask-ai']],
])('in %s, %j finds %j first', async (lang, q, first) => {
  const page = await search(lang, q)
  expect(slugs(page).slice(0, first.length)).toEqual(first)
  expect(page).not.toHaveProperty('correctedQuery')
})

test.each([
  ['en', 'dubing', 'dubbing', 'dubverse'],
  ['fr', 'doublge', 'doublage', 'deepdub'],
  ['it', 'doppiagio', 'doppiaggio', 'deepdub'],
  ['de', 'Transkripton', 'transkription', 'sonix'],
  ['nl', 'achtergrnd', 'achtergrond', 'remove-bg'],
  ['pt', 'musca', 'musica', 'soundraw'],
  ['es', 'transcrpción', 'transcripcion', 'happy-scribe'],
])('in %s, the typo %j is read as %j, and said so', async (lang, q, meant, first) => {
  const page = await search(lang, q)
  expect({ corrected: page.correctedQuery, first: slugs(page)[0] }).toEqual({ corrected: meant, first })
})

describe('a word that says nothing', () => {
  test.each([
    ['en', 'the'],
    ['fr', 'le'],
    ['es', 'el'],
    ['it', 'il'],
    ['de', 'für'],
    ['nl', 'de'],
    ['pt', 'o'],
    ['fr', 'the'],
  ])('in %s, %j alone finds nothing that is not named so', async (lang, q) => {
    expect(await search(lang, q)).toMatchObject({ items: [], total: 0, totalExact: true })
  })

  test('finds what is named so', async () => {
    await withConnection(database.url, async (client) => {
      await client.query(`UPDATE "Tool" SET name = 'The Who', "sortName" = 'the who' WHERE slug = 'piper'`)
      await client.query(`SELECT parlance_index_tools(ARRAY(SELECT id FROM "Tool" WHERE slug = 'piper'))`)
    })
    expect(slugs(await search('de', 'the'))).toEqual(['piper'])
    expect(slugs(await search('en', 'The WHO'))).toEqual(['piper'])
  })

  test('is left out beside others', async () => {
    expect((await search('en', 'the music')).total).toBe((await search('en', 'music')).total)
  })
})

test.each([
  ['en', 'podcasts', /\bpodcasts?\b/i],
  ['fr', 'doublage', /\bdoublages?\b/i],
  ['es', 'subtitulos', /\bsubt[ií]tulos?\b/i],
  ['it', 'doppiaggio', /\bdoppiagg(io|i)\b/i],
  ['de', 'Untertitel', /\buntertiteln?\b/i],
  ['nl', 'muziek', /\bmuziek\b/i],
  ['pt', 'musica', /\bmúsicas?\b/i],
] as const)(
  'in %s, the total of %j is what counting the files gives, and so are its facets',
  async (lang, q, word) => {
    const counted = seed.tools.filter(
      (tool) => word.test(writtenIn(seed, tool, lang)) || word.test(writtenIn(seed, tool, 'en')),
    )
    const page = await search(lang, q, { limit: '100' })
    expect({ total: page.total, exact: page.totalExact }).toEqual({ total: counted.length, exact: true })
    expect(slugs(page).sort()).toEqual(counted.map(({ slug }) => slug).sort())
    const byPrice = Object.fromEntries(page.facets?.pricing.map(({ slug, count }) => [slug, count]) ?? [])
    const expected: Record<string, number> = {}
    for (const { pricing } of counted) expected[pricing] = (expected[pricing] ?? 0) + 1
    expect(byPrice).toEqual(expected)
  },
)

test('words that were found are marked where they stand', async () => {
  const page = await search('fr', 'sous-titres')
  const marked = page.items.flatMap(({ tagline, highlights }) =>
    (highlights?.tagline ?? []).map(([from = 0, to = 0]) => tagline.slice(from, to).toLowerCase()),
  )
  expect(marked.filter((word) => !/^(sous|titr)/.test(word))).toEqual([])
  expect(marked).toContain('titres')
})

test('what is hidden is not found or counted from the same moment, and is again when it is shown', async () => {
  const before = await search('en', 'avatar')
  const setStatus = (status: string) =>
    withConnection(database.url, (client) =>
      client.query(`UPDATE "Tool" SET status = $1::"ToolStatus" WHERE slug = 'heygen'`, [status]),
    )
  await setStatus('hidden')
  const hidden = await search('en', 'avatar')
  expect(hidden.total).toBe((before.total ?? 0) - 1)
  expect(slugs(hidden)).not.toContain('heygen')
  await setStatus('published')
  expect((await search('en', 'avatar')).total).toBe(before.total)
})

test.each([
  ['fr', 'musi', 'category', 'music'],
  ['en', 'adob', 'tool', 'adobe-firefly'],
  ['de', 'podcast', 'tool', 'adobe-podcast'],
])('in %s, whoever types %j is offered the %s %s', async (lang, q, kind, slug) => {
  const { body } = await ask<{ items: Suggestion[] }>(`${backend.url}/api/v1/suggestions?lang=${lang}&q=${q}`)
  expect(body.items).toContainEqual(expect.objectContaining({ kind, slug }))
})

test.each(['%27', '%5C', '%00', '-', '%22a', 'a%3A*%26b'])('suggestions are not upset by %s', async (q) => {
  expect((await ask(`${backend.url}/api/v1/suggestions?q=${q}`)).status).toBeLessThan(500)
})

test('what found nothing is remembered, with how often', async () => {
  for (const q of ['Quantum  Toaster', 'quantum toaster', 'quantum toaster']) await search('nl', q)
  const remembered = () =>
    withConnection(database.url, async (client) => {
      const { rows } = await client.query<{ times: number }>(
        `SELECT times FROM "SearchMiss" WHERE language = 'nl' AND query = 'quantum toaster'`,
      )
      return rows[0]?.times
    })
  // The same address is answered by what is kept of it: two of the three are asked.
  await waitUntil('the misses', async () => ((await remembered()) ?? 0) >= 2)
})

describe('more than a thousand', () => {
  beforeAll(async () => {
    await withConnection(database.url, async (client) => {
      await client.query(
        `INSERT INTO "Tool" (id, slug, url, "canonicalUrl", name, "sortName", "sourceLanguage", views, pricing)
         SELECT gen_random_uuid(), 'many-' || n, 'https://many.test/' || n, 'https://many.test/' || n, 'Many ' || n,
           'many ' || n, 'en', n, CASE WHEN n = 1 THEN 'contact' ELSE 'free' END::"Pricing" FROM generate_series(1, 1100) n`,
      )
      await client.query(
        `INSERT INTO "ToolTranslation" ("toolId", language, name, tagline, source)
         SELECT id, 'en', name, 'A zeppelin among zeppelins', 'human' FROM "Tool" WHERE slug LIKE 'many-%'`,
      )
      await client.query(`SELECT parlance_index_tools(ARRAY(SELECT id FROM "Tool" WHERE slug LIKE 'many-%'))`)
    })
  })

  test('are said to be more than that, with facets that are at least so many', async () => {
    const page = await search('en', 'zeppelin')
    expect(page).toMatchObject({ total: 1_000, totalExact: false })
    expect(page.facets?.pricing[0]).toMatchObject({ slug: 'free', count: 1_000 })
  })

  test('a filter comes before that: the least known of all is found by it', async () => {
    const page = await search('en', 'zeppelin', { pricing: 'contact' })
    expect({ found: slugs(page), total: page.total, exact: page.totalExact }).toEqual({
      found: ['many-1'],
      total: 1,
      exact: true,
    })
  })

  test('kept counts of the list go on being exact', async () => {
    const { body } = await ask<ToolPage>(`${backend.url}/api/v1/tools?limit=1`)
    expect(body).toMatchObject({ total: seed.tools.length + 1_100, totalExact: true })
  })
})
