import { type Peer, startTranslationPeer } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/http-client.ts'
import { marked } from '../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts'

let database: TestDatabase
let translation: Peer
let backend: TestBackend

beforeAll(async () => {
  database = await createTestDatabase()
  translation = await startTranslationPeer({
    Translate: async (request) => marked(request),
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

test('HTML keeps its markup', async () => {
  const q = '<p class="a">Hello <code>npm</code> &amp; welcome</p>'
  expect((await translate({ q, source: 'en', target: 'nl', format: 'html' })).body).toEqual({
    translatedText: '<p class="a">[nl] Hello <code>npm</code> [nl] &amp; welcome</p>',
  })
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
