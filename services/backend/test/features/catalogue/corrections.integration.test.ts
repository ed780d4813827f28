import type { ServerDuplexStream } from '@grpc/grpc-js'
import type { MemoryAnswer__Output, MemoryQuestion } from '@parlance/contracts'
import { type Peer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CorrectedListing } from '../../../src/features/catalogue/corrections.ts'
import { newId } from '../../../src/features/identifiers.ts'
import { statementOf } from '../../../src/features/revisits/statement.ts'
import { segmentHash } from '../../../src/features/translation-memory/translation-memory.ts'
import { createListingStore } from '../../../src/stores/listing-store.ts'
import { ask } from '../../support/http-client.ts'
import { pageFacts } from '../../support/page-facts.ts'
import { createPerson, type Person } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

interface Tool {
  tagline: string
  overview: string
  keyFeatures: string[]
  translation: { source: string; engine: string; reviewed: boolean; confidence: number } | null
}

let database: TestDatabase
let pool: Pool
let translation: Peer
let backend: TestBackend
let editor: Person
let admin: Person
let guest: Person
let stream: ServerDuplexStream<MemoryAnswer__Output, MemoryQuestion> | undefined
const answers = new Map<number, MemoryAnswer__Output>()
const forgotten = new Set<string>()
let nextId = 1
/** What the machine puts before a text, so that it shows when it was made. */
let machineSays = 'first'

/** The permanent memory, asked over the backend's own stream. */
async function recall(texts: readonly string[], source: string, target: string) {
  const id = nextId++
  const lookups = texts.map((text) => ({
    key: `machine|${text}`,
    segmentHash: segmentHash(text),
    sourceLanguage: source,
    targetLanguage: target,
  }))
  stream?.write({ id, lookups })
  const { found } = await waitUntil(`answer ${id}`, () => answers.get(id))
  return new Map(found.map((entry) => [entry.sourceText, entry]))
}

beforeAll(async () => {
  database = await createTestDatabase()
  pool = new Pool({ connectionString: database.url, max: 2 })
  translation = await startTranslationPeer({
    AttachMemory: (call) => {
      stream = call
      call.on('data', (answer: MemoryAnswer__Output) => answers.set(answer.id, answer))
      call.on('error', () => {})
      call.on('end', () => call.end())
    },
    ForgetSegments: async ({ segmentHashes }) => {
      for (const hash of segmentHashes) forgotten.add(hash)
      return { forgotten: segmentHashes.length }
    },
    // As the service does: what a person said first, then the machine.
    Translate: async ({ texts, sourceLanguage, targetLanguage }) => {
      const known = await recall(texts, sourceLanguage, targetLanguage)
      return {
        translations: texts.map((text) => {
          const human = known.get(text)
          const translated = human?.translated ?? (text && `${machineSays} ${targetLanguage} ${text}`)
          const spoke = human
            ? { engine: 'human', model: '', confidence: 1, remembered: true }
            : { engine: 'apertium', model: 'a-b', confidence: 0.5, remembered: false }
          return { text, sourceLanguage, translated, untranslated: false, ...spoke }
        }),
      }
    },
  })
  backend = await startTestBackend(database.url, { TRANSLATION_ADDRESS: translation.address })
  editor = await createPerson(database.url, { name: 'Edi', role: 'editor' })
  admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
  guest = await createPerson(database.url, { name: 'Gus', role: 'member' })
  await waitUntil('the stream', () => stream)
})

afterAll(async () => {
  await backend?.stop()
  await translation?.stop()
  await pool?.end()
  await database?.drop()
})

/** A listing in English with a machine's French and Spanish. */
async function list(slug: string, texts: { tagline: string; overview?: string; keyFeatures?: string[] }) {
  const store = createListingStore(pool, { submissions: 'open' })
  const id = newId()
  const rest = { description: null, useCases: [], questions: [] }
  const source = { overview: null, keyFeatures: [], ...texts, name: slug, ...rest }
  await store.create(
    {
      id,
      slug,
      url: `https://${slug}.example/`,
      canonicalUrl: `https://${slug}.example`,
      name: slug,
      sortName: slug,
      pricing: 'unknown',
      price: null,
      author: '',
      pageDate: null,
      profiles: [],
      category: null,
      tags: [],
      sourceLanguage: 'en',
      texts: source,
      images: {},
      read: { statement: statementOf(pageFacts({ name: slug })), version: null },
      roomId: newId(),
    },
    { id: newId(), attempt: 0 },
  )
  for (const language of ['fr', 'es']) {
    const made = (text: string) => `${machineSays} ${language} ${text}`
    await store.addTranslation(id, language, {
      texts: {
        name: null,
        tagline: made(source.tagline),
        overview: source.overview && made(source.overview),
        description: null,
        keyFeatures: source.keyFeatures.map(made),
        useCases: [],
        questions: [],
      },
      engine: 'apertium',
      model: 'a-b',
      confidence: 0.5,
    })
  }
  return id
}

const read = async (slug: string, lang = 'fr') =>
  (await ask<Tool>(`${backend.url}/api/v1/tools/${slug}?lang=${lang}`)).body
const put = (path: string, json: unknown, person: Person | undefined = editor) =>
  ask<CorrectedListing>(`${backend.url}/api/v1/tools/${path}`, {
    method: 'PUT',
    json,
    ...(person ? { headers: person.headers } : {}),
  })
const teach = `/api/v1/translation-memory/corrections`

describe('a corrected listing', () => {
  const tagline = 'The quick loom weaves films.'
  const corrected = 'Le métier agile tisse des films.'
  let id: string

  beforeAll(async () => {
    const others = { overview: 'It is small.', keyFeatures: ['Fast', 'Free'] }
    id = await list('loom-one', { tagline, ...others })
    await list('loom-two', { tagline, overview: 'Another text.' })
    await list('loom-by-hand', { tagline })
    await put('loom-by-hand/translations/fr', { tagline: 'Tout autre chose.' })
    // What that taught is not what this test is about.
    await pool.query('DELETE FROM "TranslationMemory"')
    await waitUntil('no renewal is left', idle)
  })

  test('reads as the editor says, bears a person’s mark, and says what else bears it', async () => {
    expect((await read('loom-one')).translation).toMatchObject({ source: 'machine', engine: 'apertium' })
    const answer = await put('loom-one/translations/fr', {
      tagline: ` ${corrected} `,
      keyFeatures: ['Rapide', 'Gratuit'],
    })
    expect(answer).toMatchObject({ status: 200 })
    const mark = { source: 'human', engine: 'human', model: null, confidence: 1, reviewed: true }
    expect(answer.body).toEqual({
      slug: 'loom-one',
      language: 'fr',
      corrected: ['tagline', 'keyFeatures'],
      unchanged: ['overview'],
      translation: mark,
      segments: 3,
      listings: 1,
    })
    const french = await read('loom-one')
    expect(french).toMatchObject({
      tagline: corrected,
      keyFeatures: ['Rapide', 'Gratuit'],
      overview: 'first fr It is small.',
      translation: mark,
    })
    expect((await read('loom-one', 'es')).translation).toMatchObject({ source: 'machine' })
  })

  test('is found by its new words', async () => {
    const { body } = await ask<{ items: { slug: string }[] }>(
      `${backend.url}/api/v1/tools?lang=fr&q=agile+gratuit`,
    )
    expect(body.items.map(({ slug }) => slug)).toEqual(['loom-one'])
  })

  test('is in the audit with who it was', async () => {
    const { rows } = await pool.query(
      `SELECT "actorId", detail, "requestId" <> '' AS traced FROM "AuditEvent"
       WHERE action = 'tool.corrected' AND "subjectId" = $1`,
      [id],
    )
    const detail = { language: 'fr', fields: ['tagline', 'keyFeatures'] }
    expect(rows).toEqual([{ actorId: editor.id, detail, traced: true }])
  })

  test('teaches: the same sentence elsewhere comes out corrected, and hot memories are told', async () => {
    expect(forgotten).toContain(segmentHash(tagline))
    expect(forgotten).toContain(segmentHash('Fast'))
    const json = { text: tagline, source: 'en', target: 'fr' }
    const { body } = await ask<{ translations: object[] }>(`${backend.url}/api/v1/translate`, { json })
    expect(body.translations).toMatchObject([{ translated: corrected, engine: 'human', remembered: true }])
  })

  test('renews what a machine made of the sentence for other listings, and nothing that a person wrote', async () => {
    const other = await waitUntil('the other listing', async () => {
      const tool = await read('loom-two')
      return tool.tagline === corrected && tool
    })
    expect(other.translation).toMatchObject({ source: 'machine', engine: 'apertium', reviewed: false })
    expect(await read('loom-two', 'es')).toMatchObject({ tagline: `first es ${tagline}` })
    await waitUntil('no renewal is left', idle)
    expect((await read('loom-by-hand')).tagline).toBe('Tout autre chose.')
  })

  test('corrected the same way again is the same', async () => {
    const before = await pool.query('SELECT count(*)::int FROM "TranslationMemory" WHERE human')
    const first = await read('loom-one')
    const again = await put('loom-one/translations/fr', { tagline: corrected }, admin)
    expect(again).toMatchObject({ status: 200, body: { corrected: ['tagline'], segments: 1 } })
    const { updatedAt: _first, ...was } = first as Tool & { updatedAt: string }
    expect(await read('loom-one')).toMatchObject(was)
    const after = await pool.query('SELECT count(*)::int FROM "TranslationMemory" WHERE human')
    expect(after.rows).toEqual(before.rows)
  })

  test('is not made again by a machine', async () => {
    const json = { source: 'en', target: 'fr', text: 'It is small.', translated: 'C’est tout petit.' }
    const { body } = await ask(backend.url + teach, { json, headers: editor.headers })
    expect(body).toEqual({ segments: 1, listings: 0 })
    expect((await read('loom-one')).overview).toBe('first fr It is small.')
  })

  test('may be in a language that no machine served', async () => {
    const { status, body } = await put('loom-one/translations/nl', { tagline: 'Het vlugge weefgetouw.' })
    expect({ status, body }).toMatchObject({ status: 200, body: { corrected: ['tagline'], unchanged: [] } })
    expect(await read('loom-one', 'nl')).toMatchObject({
      tagline: 'Het vlugge weefgetouw.',
      overview: 'It is small.',
      translation: { source: 'human' },
    })
  })

  test('teaches nothing by a list of another length', async () => {
    const { body } = await put('loom-one/translations/es', { keyFeatures: ['Uno solo'] })
    expect(body).toMatchObject({ segments: 0, listings: 0 })
    expect((await read('loom-one', 'es')).keyFeatures).toEqual(['Uno solo'])
  })
})

describe('a corrected sentence', () => {
  const sentence = 'Every school may use it.'
  const json = { source: 'en', target: 'fr', text: sentence, translated: 'Chaque école peut l’utiliser.' }

  test('has the listings that hold it made again, once it is forgotten too', async () => {
    await list('school', { tagline: sentence, overview: `It is free. ${sentence}` })
    await list('elsewhere', { tagline: 'Nothing of the kind.' })
    machineSays = 'second'
    const { status, body } = await ask(backend.url + teach, { json, headers: editor.headers })
    expect({ status, body }).toEqual({ status: 200, body: { segments: 1, listings: 1 } })
    const renewed = await waitUntil('the renewed text', async () => {
      const tool = await read('school')
      return tool.tagline === json.translated && tool
    })
    expect(renewed).toMatchObject({
      overview: `second fr It is free. ${sentence}`,
      translation: { source: 'machine', engine: 'apertium' },
    })
    expect((await read('elsewhere')).tagline).toBe('first fr Nothing of the kind.')

    const gone = `${backend.url}${teach}?source=en&target=fr&text=${encodeURIComponent(sentence)}`
    expect(await ask(gone, { method: 'DELETE', headers: editor.headers })).toMatchObject({ status: 204 })
    await waitUntil(
      'the machine’s text',
      async () => (await read('school')).tagline === `second fr ${sentence}`,
    )
  })
})

describe('a correction that cannot be', () => {
  const texts = { tagline: 'Un.' }
  test.each<[string, string, unknown, number]>([
    ['no listing', 'nothing-like-it/translations/fr', texts, 404],
    ['the language it is written in', 'loom-one/translations/en', texts, 400],
    ['no language', 'loom-one/translations/xx', texts, 400],
    ['no text', 'loom-one/translations/fr', {}, 400],
    ['a text that is not translated', 'loom-one/translations/fr', { name: 'Un' }, 400],
    ['a blank text', 'loom-one/translations/fr', { tagline: ' \u0000 ' }, 400],
    ['an empty list', 'loom-one/translations/fr', { keyFeatures: [] }, 400],
    ['a blank item', 'loom-one/translations/fr', { useCases: ['Un', ' '] }, 400],
    ['a huge text', 'loom-one/translations/fr', { tagline: 'x'.repeat(501) }, 400],
  ])('%s: says why', async (_what, path, json, status) => {
    const answer = await put(path, json)
    expect(answer.status).toBe(status)
    expect((answer.body as unknown as { detail: string }).detail).not.toBe('')
  })

  test('is for editors and administrators', async () => {
    const path = `${backend.url}/api/v1/tools/loom-two/translations/fr`
    expect(await ask(path, { method: 'PUT', json: texts })).toMatchObject({ status: 401 })
    expect(await put('loom-two/translations/fr', texts, guest)).toMatchObject({ status: 403 })
  })
})

/** Whether no renewal waits or runs. */
async function idle() {
  const { rows } = await pool.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM pgboss.job WHERE name = 'listing-translation' AND state < 'completed'`,
  )
  return rows[0]?.open === 0
}
