import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@parlance/service-kit'
import { type Peer, startScraperPeer, startTranslationPeer } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withConnection } from '../../../src/database/connection.ts'
import type { SubmissionView } from '../../../src/features/submissions/submissions.ts'
import { ask, readEvents } from '../../support/http-client.ts'
import { createPerson } from '../../support/people.ts'
import { goodScrape, marked } from '../../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

interface Tool {
  slug: string
  name: string
  tagline: string
  description: string
  keyFeatures: string[]
  languages: Record<string, string>
  translation: { source: string; engine: string; confidence: number } | null
  logo: {
    url: string
    width: number
    renditions: { url: string; width: number; mediaType: string }[]
  } | null
  availableLanguages: string[]
  room: { slug: string } | null
}

let database: TestDatabase
let scraper: Peer
let translation: Peer
let backend: TestBackend
/** What the scraper does with an address, by its path. */
const pages = new Map<string, (url: string) => AsyncIterable<ReturnType<typeof goodScrape>[number]>>()
const scraped: string[] = []
/** Languages that no engine speaks. */
const untranslatable = new Set(['nl'])

async function* events(list: ReturnType<typeof goodScrape>) {
  yield* list
}

beforeAll(async () => {
  database = await createTestDatabase()
  scraper = await startScraperPeer(async function* ({ url }) {
    scraped.push(url)
    const page = pages.get(new URL(url).pathname)
    if (page) yield* page(url)
    else yield* goodScrape(url)
  })
  translation = await startTranslationPeer({
    Translate: async (request) =>
      untranslatable.has(request.targetLanguage) || untranslatable.has(request.sourceLanguage)
        ? {
            translations: request.texts.map((text) => ({
              text,
              translated: text,
              engine: 'none',
              untranslated: true,
            })),
          }
        : marked(request),
    DetectLanguage: async ({ texts }) => ({
      detections: texts.map(() => ({ language: 'es', confidence: 0.9 })),
    }),
  })
  backend = await startTestBackend(database.url, {
    // One address submits more than a site allows one in a minute.
    NODE_ENV: 'development',
    SCRAPER_ADDRESS: scraper.address,
    TRANSLATION_ADDRESS: translation.address,
  })
})

afterAll(async () => {
  await backend?.stop()
  await scraper?.stop()
  await translation?.stop()
  await database?.drop()
})

async function submit(url: string, lang?: string) {
  return ask<SubmissionView>(`${backend.url}/api/v1/submissions`, {
    json: { url, ...(lang ? { lang } : {}) },
  })
}

async function follow(id: string): Promise<SubmissionView[]> {
  const seen: SubmissionView[] = []
  for await (const view of readEvents<SubmissionView>(`${backend.url}/api/v1/submissions/${id}/events`))
    seen.push(view)
  return seen
}

async function submitToEnd(url: string): Promise<SubmissionView> {
  const { body } = await submit(url)
  const last = (await follow(body.id)).at(-1)
  if (!last) throw new Error('no event')
  return last
}

describe('a page that reads well', () => {
  test('is followed to its listing, with pictures, texts in every language that an engine speaks, and a room', async () => {
    const { status, headers, body } = await submit('loomery.example')
    expect(status).toBe(202)
    expect(headers.get('location')).toBe(`/api/v1/submissions/${body.id}`)
    expect(body).toMatchObject({ url: 'https://loomery.example/', status: 'queued', duplicate: false })

    const seen = await follow(body.id)
    const last = seen.at(-1)
    expect(last).toMatchObject({ status: 'done', step: 'done', progress: 1, tool: { slug: 'loomery' } })
    const progress = seen.map((view) => view.progress)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))

    const french = (await ask<Tool>(`${backend.url}/api/v1/tools/loomery?lang=fr`)).body
    expect(french).toMatchObject({
      name: 'Loomery',
      tagline: '[fr] Weave films from words',
      keyFeatures: ['[fr] Films from text', '[fr] Many styles'],
      languages: { name: 'en', tagline: 'fr', description: 'fr', keyFeatures: 'fr' },
      translation: { source: 'machine', engine: 'apertium', confidence: 0.8 },
      room: { slug: 'loomery' },
    })
    expect(french.availableLanguages).toEqual(['en', 'fr', 'es', 'it', 'de', 'pt'])

    const dutch = (await ask<Tool>(`${backend.url}/api/v1/tools/loomery?lang=nl`)).body
    expect(dutch).toMatchObject({
      tagline: 'Weave films from words',
      languages: { tagline: 'en' },
      translation: null,
    })

    const logo = await fetch(`${backend.url}${french.logo?.url}`)
    expect(logo.status).toBe(200)
    expect(logo.headers.get('content-type')).toBe('image/webp')
    expect(logo.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const kept = await readFile(join(backend.assetsDir, (french.logo?.url ?? '').replace('/assets/', '')))
    expect(Buffer.from(await logo.arrayBuffer())).toEqual(kept)
    // What every browser shows is the picture; the newer format is beside it.
    expect(french.logo?.renditions).toEqual([
      { url: expect.stringMatching(/\.avif$/), width: 1, mediaType: 'image/avif' },
    ])
    const rendition = await fetch(`${backend.url}${french.logo?.renditions[0]?.url}`)
    expect(rendition.headers.get('content-type')).toBe('image/avif')
    expect(await rendition.text()).toBe('not read by anybody')
  })

  test('is found by the words of its translation', async () => {
    const { status, body } = await ask<{ items: { slug: string }[] }>(
      `${backend.url}/api/v1/tools?lang=fr&q=Loomery`,
    )
    expect({ status, body }).toMatchObject({ status: 200, body: { items: [{ slug: 'loomery' }] } })
  })

  test('submitted again in another spelling is the listing that is there', async () => {
    const { body } = await submit('http://WWW.loomery.example/?utm_source=letter#top')
    expect(body).toMatchObject({ status: 'done', duplicate: true, tool: { slug: 'loomery' } })
    expect(scraped.filter((url) => url.includes('loomery.example'))).toHaveLength(1)
  })

  test('submitted by two at once is read once', async () => {
    const [one, two] = await Promise.all([submit('https://twice.example/'), submit('https://twice.example')])
    expect(one.body.id).toBe(two.body.id)
    expect((await follow(one.body.id)).at(-1)).toMatchObject({ status: 'done' })
    expect(scraped.filter((url) => url.includes('twice.example'))).toHaveLength(1)
  })

  test('that turns out to be a listed one ends with that listing', async () => {
    pages.set('/moved', () => events(goodScrape('https://loomery.example/')))
    const last = await submitToEnd('https://elsewhere.example/moved')
    expect(last).toMatchObject({ status: 'done', duplicate: true, tool: { slug: 'loomery' } })
  })

  test('with a name that is taken gets a number in its address', async () => {
    const last = await submitToEnd('https://other-loomery.example/')
    expect(last.tool?.slug).toMatch(/^loomery-\d$/)
  })

  test('in a language of its own keeps it, and is detected where the page does not say', async () => {
    pages.set('/es', (url) => events(goodScrape(url, { title: 'Telar', siteName: 'Telar', language: '' })))
    const last = await submitToEnd('https://telar.example/es')
    const { body } = await ask<Tool>(`${backend.url}/api/v1/tools/${last.tool?.slug}?lang=en`)
    expect(body).toMatchObject({ sourceLanguage: 'es', languages: { tagline: 'en', name: 'es' } })
  })

  test('in a language that the site does not speak is listed as it is, says so, and is found', async () => {
    pages.set('/ja', (url) =>
      events(
        goodScrape(url, {
          title: 'Hataori 機織り',
          siteName: 'Hataori',
          description: '言葉から映画を織る',
          language: 'ja-JP',
        }),
      ),
    )
    untranslatable.add('ja')
    const last = await submitToEnd('https://hataori.example/ja')
    const { body } = await ask<Tool>(`${backend.url}/api/v1/tools/${last.tool?.slug}?lang=de`)
    expect(body).toMatchObject({
      sourceLanguage: 'ja',
      overview: '言葉から映画を織る',
      languages: { overview: 'ja' },
    })
    const found = await ask<{ items: { slug: string }[] }>(`${backend.url}/api/v1/tools?lang=de&q=Hataori`)
    expect(found.body.items).toMatchObject([{ slug: last.tool?.slug }])
  })
})

describe('a page that cannot be listed', () => {
  test.each([
    ['not an address', 'invalid-url'],
    ['https://nodots', 'invalid-url'],
    ['https://user:secret@example.org/', 'invalid-url'],
    ['ftp://example.org/', 'unsupported-scheme'],
    ['javascript:alert(1)', 'unsupported-scheme'],
    ['file:///etc/passwd', 'unsupported-scheme'],
  ])('%s is refused at once: %s', async (url, reason) => {
    const { status, body } = await ask(`${backend.url}/api/v1/submissions`, { json: { url } })
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'invalid', reason })
  })

  test.each([
    ['not-found', 'page-not-found', 'There is no page at this address (404).'],
    ['forbidden', 'blocked-address', 'The address leads into a private network.'],
    ['too-large', 'too-large', 'The page is larger than 5 MB.'],
    ['timeout', 'timed-out', 'The page did not end within 20 s.'],
  ] as const)(
    'ends with %s (%s), in the words of the scraper, after one try',
    async (code, reason, detail) => {
      // biome-ignore lint/correctness/useYield: it fails before there is anything to say
      pages.set(`/${reason}`, async function* () {
        throw new Problem(code, detail, { reason })
      })
      const last = await submitToEnd(`https://broken.example/${reason}`)
      expect(last).toMatchObject({ status: 'failed', attempts: 1, problem: { code, reason, detail } })
      expect(last.problem?.title).not.toBe('')
    },
  )

  test('because it was taken down says so at once', async () => {
    await withConnection(database.url, (client) =>
      client.query(`UPDATE "Tool" SET status = 'hidden' WHERE slug = 'pika'`),
    )
    const { status, body } = await submit('https://pika.art/')
    expect(status).toBe(202)
    expect(body).toMatchObject({ status: 'failed', problem: { code: 'conflict', reason: 'taken-down' } })
    expect(body).not.toHaveProperty('tool')
  })

  test('can be submitted again, and is read again', async () => {
    pages.set('/page-not-found', (url) => events(goodScrape(url, { siteName: 'Back again' })))
    expect(await submitToEnd('https://broken.example/page-not-found')).toMatchObject({ status: 'done' })
  })
})

describe('a fault that passes', () => {
  test('a scraper that dies in the middle is asked again', async () => {
    let tries = 0
    pages.set('/dies', async function* (url) {
      tries += 1
      if (tries === 1) {
        yield { progress: { step: 'STEP_FETCH', fraction: 0.3, detail: '' } }
        throw new Problem('unavailable', 'The scraper is going down.')
      }
      yield* goodScrape(url, { siteName: 'Survivor' })
    })
    const last = await submitToEnd('https://dies.example/dies')
    expect(last).toMatchObject({ status: 'done', attempts: 2, tool: { slug: 'survivor' } })
  })
})

test('an unknown submission is 404, also as events; an id that is none is 400', async () => {
  const unknown = `${backend.url}/api/v1/submissions/01900000-0000-7000-8000-000000000000`
  expect(await ask(unknown)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await ask(`${unknown}/events`)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await ask(`${backend.url}/api/v1/submissions/nonsense`)).toMatchObject({ status: 400 })
})

describe('what a page says of itself reaches its listing', () => {
  test('category, tags, price, questions, author, date and profiles; and the editor sees why', async () => {
    pages.set('/facts', (url) =>
      events(
        goodScrape(url, {
          siteName: 'Facts',
          tagline: 'Video editor for teams',
          description: 'Edit videos together, in your browser.',
          price: { amount: 12.5, currency: 'EUR', period: 'month' },
          questions: [{ question: 'Does it run offline?', answer: 'It does.' }],
          author: 'Ada Lovelace',
          publishedTime: '2024-05-06T07:08:09Z',
          profiles: ['https://github.com/facts/facts'],
          sources: [{ field: 'title', source: 'og:title, h1', confidence: 0.9 }],
        }),
      ),
    )
    const ended = await submitToEnd('https://facts.example/facts')
    const tool = await ask(`${backend.url}/api/v1/tools/${ended.tool?.slug}?lang=fr`)
    expect(tool.body).toMatchObject({
      category: { slug: 'video-editing' },
      tags: expect.arrayContaining([expect.objectContaining({ slug: 'browser' })]),
      price: { amount: 12.5, currency: 'EUR', period: 'month' },
      questions: [{ question: '[fr] Does it run offline?', answer: '[fr] It does.' }],
      author: 'Ada Lovelace',
      pageDate: '2024-05-06T07:08:09.000Z',
      profiles: ['https://github.com/facts/facts'],
    })

    const path = `${backend.url}/api/v1/submissions/${ended.id}/findings`
    expect((await ask(path)).status).toBe(401)
    const member = await createPerson(database.url, { name: 'Ben', role: 'member' })
    expect((await ask(path, { headers: member.headers })).status).toBe(403)
    const editor = await createPerson(database.url, { name: 'Edit', role: 'editor' })
    const findings = await ask(path, { headers: editor.headers })
    expect(findings.body).toMatchObject({
      findings: {
        category: 'video-editing',
        candidates: expect.arrayContaining([
          expect.objectContaining({ evidence: expect.arrayContaining(['“video editor” in the name']) }),
        ]),
        sources: [{ field: 'title', source: 'og:title, h1', confidence: 0.9 }],
      },
    })
  })
})
