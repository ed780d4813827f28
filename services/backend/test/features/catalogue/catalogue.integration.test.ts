import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withConnection } from '../../../src/database/connection.ts'
import { readSeed } from '../../../src/database/seed-files.ts'
import type { ToolDetail, ToolPage } from '../../../src/features/catalogue/catalogue.ts'
import { ask } from '../../support/http-client.ts'
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

async function list(query: Record<string, string | number>): Promise<ToolPage> {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) search.set(name, String(value))
  const { status, body } = await ask<ToolPage>(`${backend.url}/api/v1/tools?${search}`)
  expect({ status, query }).toEqual({ status: 200, query })
  return body
}

async function allPages(query: Record<string, string | number>): Promise<ToolPage['items']> {
  const items: ToolPage['items'] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: ToolPage = await list({ ...query, ...(cursor ? { cursor } : {}) })
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

const slugs = (page: Pick<ToolPage, 'items'>) => page.items.map(({ slug }) => slug)

describe('pages', () => {
  test.each(['popular', 'newest', 'name'])('in the order of %s have every listing once', async (sort) => {
    const items = await allPages({ lang: 'de', sort, limit: 7 })
    expect(new Set(items.map(({ slug }) => slug)).size).toBe(seed.tools.length)
    expect(items).toHaveLength(seed.tools.length)
  })

  test('are stable while others come in front', async () => {
    const first = await list({ sort: 'newest', limit: 10 })
    await withConnection(database.url, (client) =>
      client.query(`UPDATE "Tool" SET "publishedAt" = now() + interval '1 hour' WHERE slug = $1`, [
        slugs({ items: first.items.slice(-1) })[0],
      ]),
    )
    const second = await list({ sort: 'newest', limit: 10, cursor: first.nextCursor ?? '' })
    expect(slugs(second).filter((slug) => slugs(first).includes(slug))).toEqual([])
  })

  test('by name are in the order of the alphabet', async () => {
    const names = (await allPages({ sort: 'name', limit: 50 })).map(({ name }) => name.toLowerCase())
    expect(names).toEqual([...names].sort())
  })

  test('the first counts all, with facets that add up; later ones do not count again', async () => {
    const page = await list({ lang: 'fr', limit: 5 })
    expect(page.total).toBe(seed.tools.length)
    const counted = page.facets?.categories.reduce((sum, { count }) => sum + count, 0)
    expect(counted).toBe(seed.tools.length)
    const next = await list({ lang: 'fr', limit: 5, cursor: page.nextCursor ?? '' })
    expect(next).not.toHaveProperty('total')
  })

  test.each([['nonsense'], [Buffer.from('["name","a","b"]').toString('base64url')], ['%00']])(
    'a cursor that is not ours is refused: %s',
    async (cursor) => {
      const answer = await ask(`${backend.url}/api/v1/tools?cursor=${encodeURIComponent(cursor)}`)
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid' } })
    },
  )
})

describe('filters', () => {
  test('by category, tag and price hold together', async () => {
    const wanted = seed.tools.filter(
      (tool) =>
        tool.category === 'dubbing' && tool.tags.includes('multilingual') && tool.pricing === 'freemium',
    )
    const page = await list({ category: 'dubbing', tag: 'multilingual', pricing: 'freemium', limit: 50 })
    expect(slugs(page).sort()).toEqual(wanted.map(({ slug }) => slug).sort())
  })

  test('of an unknown category find nothing', async () => {
    expect(await list({ category: 'no-such-thing' })).toMatchObject({ items: [], total: 0, nextCursor: null })
  })
})

describe('search', () => {
  test.each([
    ['fr', 'sous-titres', 'happy-scribe'],
    ['fr', 'DOUBLAGE', 'rask-ai'],
    ['es', 'subtitulos', 'rask-ai'],
    ['de', 'Transkription', 'sonix'],
    ['en', 'dubbing', 'deepdub'],
    ['fr', 'dubbing', 'deepdub'],
    ['en', 'runw', 'runway'],
  ])('in %s, "%s" finds %s', async (lang, q, slug) => {
    expect(slugs(await list({ lang, q, limit: 50 }))).toContain(slug)
  })

  test('puts the listing of that name first', async () => {
    expect(slugs(await list({ lang: 'it', q: 'descript' }))[0]).toBe('descript')
  })

  test.each([
    ['en', 'dubing', 'dubbing'],
    ['fr', 'doublge', 'doublage'],
  ])('in %s, the typo "%s" is read as "%s", and said so', async (lang, q, meant) => {
    const page = await list({ lang, q })
    expect(page.correctedQuery).toBe(meant)
    expect(page.items.length).toBeGreaterThan(0)
  })

  test('goes on page by page, each listing once', async () => {
    const items = await allPages({ lang: 'en', q: 'video', limit: 4 })
    const { total } = await list({ lang: 'en', q: 'video', limit: 4 })
    expect(items).toHaveLength(total ?? -1)
    expect(new Set(items.map(({ slug }) => slug)).size).toBe(total)
  })

  test.each([`'`, `"`, '!!!', '& | !', '\\', ':*', '<script>', 'a:*&b', '%', '🎬', 'x'.repeat(200)])(
    'is not upset by %s',
    async (q) => {
      expect((await ask(`${backend.url}/api/v1/tools?q=${encodeURIComponent(q)}`)).status).toBe(200)
    },
  )

  test('order by relevance without words is refused, with what to do', async () => {
    const answer = await ask(`${backend.url}/api/v1/tools?sort=relevance`)
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining('`q`') } })
  })
})

describe('one listing', () => {
  const get = (slug: string, lang: string) =>
    ask<ToolDetail>(`${backend.url}/api/v1/tools/${slug}?lang=${lang}`)

  test('is in the language asked for, and says so', async () => {
    const { body } = await get('pika', 'pt')
    const written = seed.tools.find(({ slug }) => slug === 'pika')?.translations.pt
    expect(body).toMatchObject({
      tagline: written?.tagline,
      description: written?.description,
      keyFeatures: written?.keyFeatures,
      languages: { tagline: 'pt', description: 'pt', keyFeatures: 'pt' },
      translation: { source: 'human', reviewed: true },
      availableLanguages: ['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'],
      room: { slug: 'pika' },
    })
  })

  test('falls back text by text, and says which language each is really in', async () => {
    await withConnection(database.url, (client) =>
      client.query(
        `UPDATE "ToolTranslation" x SET tagline = NULL, "keyFeatures" = '{}' FROM "Tool" t
         WHERE t.id = x."toolId" AND t.slug = 'runway' AND x.language = 'fr'`,
      ),
    )
    const english = seed.tools.find(({ slug }) => slug === 'runway')?.translations.en
    const { body } = await get('runway', 'fr')
    expect(body).toMatchObject({
      tagline: english?.tagline,
      keyFeatures: english?.keyFeatures,
      languages: { tagline: 'en', keyFeatures: 'en', overview: 'fr' },
    })
  })

  test('counts its readers and those who go on', async () => {
    const before = (await get('luma-dream-machine', 'en')).body
    for (const what of ['views', 'views', 'clicks']) {
      const answer = await ask(`${backend.url}/api/v1/tools/luma-dream-machine/${what}`, { method: 'POST' })
      expect(answer.status).toBe(204)
    }
    // They are written together, in a moment.
    await waitUntil('the counts', async () => {
      const after = (await get('luma-dream-machine', 'en')).body
      return after.views - before.views === 2 && after.clicks - before.clicks === 1
    })
  })

  test('that is not there, or hidden, is 404', async () => {
    await withConnection(database.url, (client) =>
      client.query(`UPDATE "Tool" SET status = 'hidden' WHERE slug = 'veed'`),
    )
    expect(await get('no-such-tool', 'en')).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await get('veed', 'en')).toMatchObject({ status: 404 })
    expect((await ask(`${backend.url}/api/v1/tools/veed/clicks`, { method: 'POST' })).status).toBe(404)
    expect(await get('Not A Slug', 'en')).toMatchObject({ status: 400 })
  })
})

test('categories and languages are in the words of the reader', async () => {
  const { body } = await ask<{ items: { slug: string; name: string; tools: number }[] }>(
    `${backend.url}/api/v1/categories?lang=fr`,
  )
  expect(body.items.map(({ slug }) => slug)).toEqual(seed.categories.map(({ slug }) => slug))
  expect(body.items[0]?.name).toBe(seed.categories[0]?.translations.fr?.name)
  const languages = await ask<{ items: { code: string; name: string }[] }>(`${backend.url}/api/v1/languages`)
  expect(languages.body.items.map(({ code }) => code)).toEqual(['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'])
})
