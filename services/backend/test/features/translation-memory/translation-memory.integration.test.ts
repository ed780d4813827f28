import type { ServerDuplexStream } from '@grpc/grpc-js'
import type { MemoryAnswer__Output, MemoryQuestion } from '@parlance/contracts'
import { type Peer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { segmentHash } from '../../../src/features/translation-memory/translation-memory.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, type Person, query } from '../../support/people.ts'
import { marked } from '../../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

type Stream = ServerDuplexStream<MemoryAnswer__Output, MemoryQuestion>
type Handlers = Parameters<typeof startTranslationPeer>[0]

let database: TestDatabase
let translation: Peer
let backend: TestBackend
let admin: Person
let editor: Person
let guest: Person
/** The stream that the backend holds. */
let stream: Stream | undefined
let attached = 0
const answers = new Map<number, MemoryAnswer__Output>()
const forgotten: { segmentHashes: string[]; all: boolean }[] = []
const asked: { glossary: object[]; glossaryVersion: string; texts: string[] }[] = []
let nextId = 1

const handlers: Handlers = {
  AttachMemory: (call) => {
    stream = call
    attached++
    call.on('data', (answer: MemoryAnswer__Output) => answers.set(answer.id, answer))
    call.on('error', () => {})
    call.on('end', () => call.end())
  },
  ForgetSegments: async (request) => {
    forgotten.push(request)
    return { forgotten: 1 }
  },
  Translate: async (request) => {
    asked.push(request)
    return marked(request)
  },
}

beforeAll(async () => {
  database = await createTestDatabase()
  translation = await startTranslationPeer(handlers)
  backend = await startTestBackend(database.url, { TRANSLATION_ADDRESS: translation.address })
  admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
  editor = await createPerson(database.url, { name: 'Edi', role: 'editor' })
  guest = await createPerson(database.url, { name: 'Gus' })
  await waitUntil('the stream', () => stream)
})

afterAll(async () => {
  await backend?.stop()
  await translation?.stop()
  await database?.drop()
})

async function question(content: Omit<MemoryQuestion, 'id'>): Promise<MemoryAnswer__Output> {
  const id = nextId++
  stream?.write({ id, ...content })
  return waitUntil(`answer ${id}`, () => answers.get(id))
}

function entry(key: string, sourceText: string, translated: string, more: object = {}) {
  const languages = { sourceLanguage: 'en', targetLanguage: 'fr' }
  const engine = { engine: 'apertium', model: 'eng-fra', confidence: 0.5, human: false }
  return {
    key,
    segmentHash: segmentHash(sourceText),
    ...languages,
    sourceText,
    translated,
    ...engine,
    ...more,
  }
}
const lookup = (key: string, sourceText: string) => ({
  key,
  segmentHash: segmentHash(sourceText),
  sourceLanguage: 'en',
  targetLanguage: 'fr',
})

test('what the service stores it finds again, under its key alone; what it never stored it does not', async () => {
  const key = crypto.randomUUID()
  expect(await question({ entries: [entry(key, 'One.', 'Un.')] })).toMatchObject({ found: [], problem: '' })
  const { found, problem } = await question({ lookups: [lookup('other-key', 'One.'), lookup(key, 'One.')] })
  expect(problem).toBe('')
  expect(found).toEqual([entry(key, 'One.', 'Un.')])
})

test('a batch may name a key twice, and replace what was known; text may hold what PostgreSQL does not', async () => {
  const key = crypto.randomUUID()
  await question({ entries: [entry(key, 'Two.', 'a'), entry(key, 'Two.', 'Deux\u0000.')] })
  expect((await question({ lookups: [lookup(key, 'Two.')] })).found).toMatchObject([{ translated: 'Deux.' }])
  await question({ entries: [entry(key, 'Two.', 'Deux !', { confidence: 1 })] })
  expect((await question({ lookups: [lookup(key, 'Two.')] })).found).toMatchObject([
    { translated: 'Deux !', confidence: 1 },
  ])
})

test('a correction wins over every engine, and the hot memories are told', async () => {
  const key = crypto.randomUUID()
  await question({ entries: [entry(key, 'Good day.', 'Bon jour.')] })
  const url = `${backend.url}/api/v1/translation-memory/corrections`
  const json = { source: 'en', target: 'fr', text: 'Good day. See you!', translated: 'Bonjour. À bientôt !' }
  expect(await ask(url, { json })).toMatchObject({ status: 401 })
  expect(await ask(url, { json, headers: guest.headers })).toMatchObject({ status: 403 })
  expect(await ask(url, { json, headers: editor.headers })).toMatchObject({
    status: 200,
    body: { segments: 3 },
  })
  expect(forgotten.at(-1)?.segmentHashes).toContain(segmentHash('Good day.'))

  const corrected = { key, translated: 'Bonjour.', engine: 'human', human: true, confidence: 1 }
  expect((await question({ lookups: [lookup(key, 'Good day.')] })).found).toMatchObject([corrected])
  expect((await question({ lookups: [lookup('never-seen', 'See you!')] })).found).toMatchObject([
    { key: 'never-seen', translated: 'À bientôt !', human: true },
  ])
  // A service cannot pass for a person, nor talk over one.
  const correctionKey = (
    await query<{ key: string }>(
      database.url,
      'SELECT key FROM "TranslationMemory" WHERE human AND "sourceText" = $1',
      ['Good day.'],
    )
  )[0]?.key
  await question({ entries: [entry(correctionKey ?? '', 'Good day.', 'Mine.', { human: true })] })
  expect((await question({ lookups: [lookup(key, 'Good day.')] })).found).toMatchObject([corrected])

  const gone = `${url}?source=en&target=fr&text=${encodeURIComponent('Good day.')}`
  expect(await ask(gone, { method: 'DELETE', headers: editor.headers })).toMatchObject({ status: 204 })
  expect((await question({ lookups: [lookup(key, 'Good day.')] })).found).toMatchObject([
    { translated: 'Bon jour.' },
  ])
  expect(await ask(gone, { method: 'DELETE', headers: editor.headers })).toMatchObject({ status: 404 })
  const same = { ...json, target: 'en' }
  expect(await ask(url, { json: same, headers: editor.headers })).toMatchObject({ status: 400 })
})

test('a thousand look-ups and stores at once are all answered', async () => {
  const texts = Array.from({ length: 500 }, (_, n) => `Sentence ${n} of many.`)
  const keys = texts.map((text) => `k|${segmentHash(text)}`)
  const stores = [0, 1].map(() =>
    question({ entries: texts.map((text, n) => entry(keys[n] ?? '', text, `T ${n}`)) }),
  )
  await Promise.all(stores)
  const found = await Promise.all(
    [0, 1].map(() => question({ lookups: texts.map((text, n) => lookup(keys[n] ?? '', text)) })),
  )
  for (const answer of found)
    expect(answer.found.map(({ translated }) => translated)).toEqual(texts.map((_, n) => `T ${n}`))
})

test('a stream that breaks is opened again, also to a service that was started anew', async () => {
  const before = attached
  stream?.emit('error', Object.assign(new Error('broken'), { code: 14 }))
  await waitUntil('the next stream', () => attached > before)
  const port = Number(translation.address.split(':')[1])
  await translation.stop()
  const again = attached
  translation = await startTranslationPeer(handlers, port)
  await waitUntil('the stream to the new one', () => attached > again)
  const key = crypto.randomUUID()
  await question({ entries: [entry(key, 'Back.', 'De retour.')] })
  expect((await question({ lookups: [lookup(key, 'Back.')] })).found).toHaveLength(1)
})

test('the glossary goes with every request, in a version that follows its content; administrators keep it', async () => {
  const url = `${backend.url}/api/v1/glossary`
  const translate = async () => {
    await ask(`${backend.url}/api/v1/translate`, { json: { text: 'Parlance', target: 'fr' } })
    return asked.at(-1)
  }
  expect(await translate()).toMatchObject({ glossary: [], glossaryVersion: '' })
  const json = { term: ' Parlance ' }
  expect(await ask(url, { json })).toMatchObject({ status: 401 })
  expect(await ask(url, { json, headers: editor.headers })).toMatchObject({ status: 403 })
  const made = await ask<{ id: string }>(url, { json, headers: admin.headers })
  expect(made).toMatchObject({
    status: 201,
    body: { term: 'Parlance', translation: '', language: '', caseSensitive: false },
  })
  expect(forgotten.at(-1)).toMatchObject({ all: true })
  expect(await ask(url, { json, headers: admin.headers })).toMatchObject({ status: 409 })

  const first = await translate()
  expect(first?.glossary).toEqual([{ term: 'Parlance', translation: '', language: '', caseSensitive: false }])
  expect(first?.glossaryVersion).toMatch(/^[0-9a-f]{16}$/)
  const changed = { term: 'Parlance', translation: 'Le Parlance', language: 'fr', caseSensitive: true }
  const put = await ask(`${url}/${made.body.id}`, { method: 'PUT', json: changed, headers: admin.headers })
  expect(put.body).toEqual({ id: made.body.id, ...changed })
  const second = await translate()
  expect(second?.glossary).toEqual([changed])
  expect(second?.glossaryVersion).not.toBe(first?.glossaryVersion)

  expect((await ask(url)).body).toEqual({ items: [{ id: made.body.id, ...changed }] })
  expect(await ask(`${url}/${made.body.id}`, { method: 'DELETE', headers: admin.headers })).toMatchObject({
    status: 204,
  })
  expect(await ask(`${url}/${made.body.id}`, { method: 'DELETE', headers: admin.headers })).toMatchObject({
    status: 404,
  })
  expect(await translate()).toMatchObject({ glossary: [], glossaryVersion: '' })
  expect(await ask(url, { json: { term: '  ' }, headers: admin.headers })).toMatchObject({ status: 400 })
})
