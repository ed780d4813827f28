import { type Peer, startTranslationPeer } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/http-client.ts'
import { marked } from '../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

let database: TestDatabase
let translation: Peer
const asked: { texts: string[]; format: string }[] = []
let backend: TestBackend

beforeAll(async () => {
  database = await createTestDatabase()
  translation = await startTranslationPeer({
    Translate: async (request) => {
      asked.push(request)
      const answer = marked(request)
      if (request.texts[0] !== 'nobody') return answer
      const [text = ''] = request.texts
      return {
        translations: [
          {
            text,
            translated: text,
            sourceLanguage: request.sourceLanguage,
            untranslated: true,
            engine: 'none',
          },
        ],
      }
    },
    DetectLanguage: async ({ texts }) => ({
      detections: texts.map((text) => ({ language: text.includes('¿') ? 'es' : 'fr', confidence: 0.875 })),
    }),
    ListModels: async () => ({
      models: [
        { tier: 'TIER_BASIC', available: true, pairs: [{ source: 'en', target: 'es', via: [] }] },
        { tier: 'TIER_MEDIUM', available: false, pairs: [{ source: 'en', target: 'fr', via: [] }] },
      ],
    }),
  })
  backend = await startTestBackend(database.url, { TRANSLATION_ADDRESS: translation.address })
})

afterAll(async () => {
  await backend?.stop()
  await translation?.stop()
  await database?.drop()
})

const translate = (json: unknown) => ask(`${backend.url}/translate`, { json })

test('a text, a list, and what is detected, in LibreTranslate’s shapes', async () => {
  expect(await translate({ q: 'Hello!', source: 'en', target: 'es' })).toMatchObject({
    status: 200,
    body: { translatedText: '[es] Hello!' },
  })
  expect(
    (await translate({ q: '¿Qué?', source: 'auto', target: 'en', format: 'text', api_key: '' })).body,
  ).toEqual({
    translatedText: '[en] ¿Qué?',
    detectedLanguage: { language: 'es', confidence: 88 },
  })
  expect(
    (await translate({ q: ['Salut', '¿Qué?'], source: 'auto', target: 'de', alternatives: 2 })).body,
  ).toEqual({
    translatedText: ['[de] Salut', '[de] ¿Qué?'],
    detectedLanguage: [
      { language: 'fr', confidence: 88 },
      { language: 'es', confidence: 88 },
    ],
    alternatives: [[], []],
  })
})

test('HTML goes as HTML, so that it is translated by sentence', async () => {
  const q = '<p class="a">Hello <b>big</b> house</p>'
  expect((await translate({ q, source: 'en', target: 'nl', format: 'html' })).body).toEqual({
    translatedText: `[nl] ${q}`,
  })
  expect(asked.at(-1)).toMatchObject({ texts: [q], format: 'FORMAT_HTML' })
})

test('a multipart body says the same as a form', async () => {
  const body = new FormData()
  for (const [name, value] of [
    ['q', 'One & “two”'],
    ['source', 'en'],
    ['target', 'it'],
  ] as const) {
    body.append(name, value)
  }
  const answer = await fetch(`${backend.url}/translate`, { method: 'POST', body })
  expect(await answer.json()).toEqual({ translatedText: '[it] One & “two”' })
  const broken = await fetch(`${backend.url}/detect`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: 'no parts',
  })
  expect(broken.status).toBe(400)
  expect(await broken.json()).toEqual({ error: expect.stringContaining('multipart') })
})

test.each([
  ['en-US', 'pt-BR', '[pt] a'],
  ['EN', 'pb', '[pt] a'],
  ['en_gb', 'es-419', '[es] a'],
])('codes of regions are those of their languages: %s to %s', async (source, target, expected) => {
  expect((await translate({ q: 'a', source, target })).body).toEqual({ translatedText: expected })
})

test('a pair that nothing serves is an error; a text that stays as it is in a served pair is none', async () => {
  const answer = await translate({ q: 'nobody', source: 'it', target: 'de' })
  expect(answer.status).toBe(400)
  expect(answer.body).toEqual({
    error: 'German (de) is not available as a target language from Italian (it)',
  })
  expect((await translate({ q: 'nobody', source: 'en', target: 'es' })).body).toEqual({
    translatedText: 'nobody',
  })
  expect((await translate({ q: 'nobody', source: 'de', target: 'de' })).body).toEqual({
    translatedText: 'nobody',
  })
})

test('settings and a description, as clients ask for them', async () => {
  const settings = await ask<Record<string, unknown>>(`${backend.url}/frontend/settings`)
  expect(settings.body).toMatchObject({ charLimit: 100_000, keyRequired: false, filesTranslation: false })
  const spec = await ask<{ swagger: string; paths: object }>(`${backend.url}/spec`)
  expect(spec.body.swagger).toBe('2.0')
  expect(Object.keys(spec.body.paths)).toEqual(
    expect.arrayContaining(['/translate', '/detect', '/languages', '/frontend/settings']),
  )
})

test('forms and queries say the same', async () => {
  const form = await fetch(`${backend.url}/translate`, {
    method: 'POST',
    body: new URLSearchParams([
      ['q', 'One'],
      ['q', 'Two'],
      ['source', 'en'],
      ['target', 'it'],
    ]),
  })
  expect(await form.json()).toEqual({ translatedText: ['[it] One', '[it] Two'] })
  const query = await ask(`${backend.url}/translate?q=Hi&source=en&target=pt`)
  expect(query.body).toEqual({ translatedText: '[pt] Hi' })
  const detected = await fetch(`${backend.url}/detect`, {
    method: 'POST',
    body: new URLSearchParams({ q: 'Salut' }),
  })
  expect(await detected.json()).toEqual([{ confidence: 88, language: 'fr' }])
})

test('languages name what each reaches', async () => {
  const { body } = await ask<{ code: string; name: string; targets: string[] }[]>(`${backend.url}/languages`)
  expect(body).toHaveLength(7)
  expect(body[0]).toEqual({ code: 'en', name: 'English', targets: ['en', 'es'] })
})

test.each([
  [{ source: 'en', target: 'es' }, 400, 'Invalid request: missing q parameter'],
  [{ q: 'a', target: 'es' }, 400, 'Invalid request: missing source parameter'],
  [{ q: 'a', source: 'en' }, 400, 'Invalid request: missing target parameter'],
  [{ q: 'a', source: 'en', target: 'tlh' }, 400, 'tlh is not supported'],
  [{ q: 'a', source: 'xx', target: 'en' }, 400, 'xx is not supported'],
  [{ q: 'a', source: 'en', target: 'es', format: 'pdf' }, 400, 'pdf format is not supported'],
  [{ q: [1], source: 'en', target: 'es' }, 400, /not a string/],
  [{ q: 'a'.repeat(100_001), source: 'en', target: 'es' }, 400, /exceeds text limit/],
  [{ q: new Array(65).fill('a'), source: 'en', target: 'es' }, 400, /exceeds batch limit/],
])('a bad request says what is wrong as `error`: %j', async (json, status, error) => {
  const answer = await translate(json)
  expect(answer.status).toBe(status)
  expect(answer.body).toEqual({ error: expect.stringMatching(error) })
})

test('JSON that is none, and a service that is away, are errors in the same shape', async () => {
  const broken = await fetch(`${backend.url}/translate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  })
  expect(broken.status).toBe(400)
  expect(await broken.json()).toEqual({ error: expect.any(String) })
  const alone = await startTestBackend(database.url)
  const answer = await ask(`${alone.url}/detect?q=a`)
  expect(answer.status).toBe(503)
  expect(answer.body).toEqual({ error: expect.any(String) })
  await alone.stop()
})
