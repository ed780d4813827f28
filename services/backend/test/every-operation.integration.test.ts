import { Problem } from '@parlance/service-kit'
import { type Peer, startScraperPeer, startTranslationPeer, startVideoPeer } from '@parlance/testing'
import fc from 'fast-check'
import { Compile } from 'typebox/schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from './support/http-client.ts'
import { createPerson } from './support/people.ts'
import { startTestBackend, type TestBackend } from './support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from './support/test-database.ts'

/** JSON Schema and OpenAPI, as far as the document uses them. */
type Json = { readonly [member: string]: unknown }
interface Schema extends Json {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}
interface Operation {
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[]
  readonly requestBody?: { content: Readonly<Record<string, { schema: Schema }>> }
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, { schema: Schema }>> }>>
}
interface Shot {
  readonly path: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** Requests at once: as many as there are connections to the database, so that a busy machine makes none wait for one. */
const batch = 10
const batches = 20
const seed = Number(process.env.PARLANCE_TEST_SEED ?? Date.now() % 2 ** 31)

let database: TestDatabase
let translation: Peer
let scraper: Peer
let video: Peer
let backend: TestBackend
let tokens: string[]
let document: {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}
/** What is there, so that not every request asks for nothing. */
const known: Record<string, readonly unknown[]> = {
  slug: ['lobby', 'pika', 'veed'],
  seq: [1, 2],
  lang: ['fr'],
}

beforeAll(async () => {
  database = await createTestDatabase()
  translation = await startTranslationPeer({
    Translate: async ({ texts, targetLanguage }) => ({
      translations: texts.map((text) => ({
        text,
        sourceLanguage: 'en',
        translated: `${targetLanguage}: ${text}`,
        engine: 'echo',
        model: 'echo',
        confidence: 1,
        remembered: false,
        untranslated: false,
        note: '',
      })),
    }),
    DetectLanguage: async () => ({ detections: [{ language: 'en', confidence: 1 }] }),
    ListModels: async () => ({ models: [] }),
  })
  // biome-ignore lint/correctness/useYield: it refuses every page.
  scraper = await startScraperPeer(async function* () {
    throw new Problem('invalid', 'No page is read here.', { reason: 'invalid-url' })
  })
  // biome-ignore lint/correctness/useYield: it makes nothing of a film.
  video = await startVideoPeer(async function* () {
    throw new Problem('unavailable', 'Not now.')
  })
  // A developer's machine: no limit cuts the requests short.
  backend = await startTestBackend(database.url, {
    NODE_ENV: 'development',
    TRANSLATION_ADDRESS: translation.address,
    SCRAPER_ADDRESS: scraper.address,
    VIDEO_ADDRESS: video.address,
    // Nobody listens there: what is asked of it waits.
    TRANSCRIPTION_URL: 'http://127.0.0.1:9',
  })
  const people = (['admin', 'member', 'guest'] as const).map((role) =>
    createPerson(database.url, { name: role, role }),
  )
  tokens = (await Promise.all(people)).map(({ token }) => token)
  const submitted = await ask<{ id: string }>(`${backend.url}/api/v1/submissions`, {
    json: { url: 'https://some.test/page' },
  })
  const term = await ask<{ id: string }>(`${backend.url}/api/v1/glossary`, {
    json: { term: 'Some' },
    headers: { authorization: `Bearer ${tokens[0]}` },
  })
  const [tool, other] = (
    await ask<{ items: { id: string }[] }>(`${backend.url}/api/v1/admin/tools?limit=2`, {
      headers: { authorization: `Bearer ${tokens[0]}` },
    })
  ).body.items
  const film = await ask<{ items: { id: string }[] }>(`${backend.url}/api/v1/tools/runway/videos`)
  known.id = [submitted.body.id, term.body.id, tool?.id, film.body.items[0]?.id]
  known.into = [other?.id]
  for (const clientId of ['one', 'two']) {
    await ask(`${backend.url}/api/v1/rooms/lobby/messages`, {
      json: { clientId, body: 'Hello' },
      headers: { authorization: `Bearer ${tokens[0]}` },
    })
  }
  document = (await ask<typeof document>(`${backend.url}/docs/json`)).body
  process.stderr.write(`every operation: PARLANCE_TEST_SEED=${seed}\n`)
})
afterAll(async () => {
  await backend?.stop()
  await translation?.stop()
  await scraper?.stop()
  await video?.stop()
  await database?.drop()
})

/** A schema with its references followed. */
function resolve<T>(node: T): T {
  if (Array.isArray(node)) return node.map(resolve) as T
  if (node === null || typeof node !== 'object') return node
  const { $ref } = node as { $ref?: string }
  if ($ref !== undefined) return resolve(document.components.schemas[$ref.split('/').at(-1) ?? '']) as T
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(value)])) as T
}

/** Values that a schema allows. */
function valid(schema: Schema, name = ''): fc.Arbitrary<unknown> {
  const there = known[name]
  if (there) return fc.oneof(fc.constantFrom(...there), valid(schema))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((each) => valid(each)))
  const {
    minimum = 0,
    maximum = 1_000,
    minLength = 0,
    maxLength = 50,
    minItems = 0,
    maxItems = 4,
  } = schema as Record<string, number>
  switch (schema.type) {
    case 'integer':
      return fc.oneof(fc.integer({ min: minimum, max: maximum }), fc.constantFrom(minimum, maximum))
    case 'number':
      return fc.double({ min: minimum, max: maximum, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(valid(schema.items ?? {}), { minLength: minItems, maxLength: Math.min(maxItems, 4) })
    case 'object': {
      const properties = Object.entries(schema.properties ?? {})
      const model = Object.fromEntries(properties.map(([key, value]) => [key, valid(value, key)]))
      return fc.record(model, { requiredKeys: [...(schema.required ?? [])] })
    }
    default:
      if (schema.format === 'uuid') return fc.uuid()
      if (typeof schema.pattern === 'string' && schema.pattern !== '\\S')
        return fc.stringMatching(/^[a-z0-9]{1,9}$/)
      return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 50) })
  }
}

/** Values that hardly any schema allows. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    -1,
    0.5,
    2 ** 31,
    2 ** 53,
    1e308,
    '',
    'a\u0000b',
    '\ud83d',
    '-'.repeat(60),
    'x'.repeat(30_000),
    [],
    {},
    [[[[]]]],
    true,
    { $ne: 1 },
    "' OR 1=1 --",
    '%',
    '../..',
  ),
  fc.jsonValue(),
)

/** A request of an operation: whole, or with something in it that should not be. */
function shots(
  path: string,
  method: string,
  { parameters = [], requestBody }: Operation,
): fc.Arbitrary<Shot> {
  const of = (place: string) => parameters.filter((each) => each.in === place)
  const body = requestBody?.content['application/json']?.schema
  const broken = <T>(good: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 3, arbitrary: good }, { weight: 1, arbitrary: junk })
  const record = (place: string) =>
    fc.record(
      Object.fromEntries(of(place).map(({ name, schema }) => [name, broken(valid(resolve(schema), name))])),
    )
  const query = path.startsWith('/api') ? record('query') : libreFields
  const bodies: fc.Arbitrary<unknown> = body
    ? fc.oneof(
        { weight: 2, arbitrary: valid(resolve(body)) },
        {
          weight: 2,
          arbitrary: fc
            .tuple(
              valid(resolve(body)),
              fc.constantFrom(...Object.keys(resolve(body).properties ?? { x: {} })),
              junk,
            )
            .map(([good, key, bad]) => ({ ...(good as object), [key]: bad })),
        },
        { weight: 1, arbitrary: junk },
      )
    : libreFields
  const hasBody = body !== undefined || (method === 'post' && !path.startsWith('/api'))
  return fc
    .record({ inPath: record('path'), query, sent: bodies, who: fc.integer({ min: -2, max: 2 }) })
    .map(({ inPath, query: asked, sent, who }) => ({
      path: `${path.replace(/\{(\w+)\}/g, (_, name) => encode(inPath[name]))}${queryOf(asked)}`,
      method: method.toUpperCase(),
      headers: {
        ...(hasBody ? { 'content-type': 'application/json' } : {}),
        ...(who === -2 ? {} : { authorization: `Bearer ${tokens[who] ?? 'nobody'}` }),
      },
      body: hasBody ? JSON.stringify(sent) : undefined,
    }))
}

const libreFields = fc.record(
  {
    q: fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 }), junk),
    source: fc.oneof(fc.constantFrom('auto', 'en', 'fr', 'xx'), junk),
    target: fc.oneof(fc.constantFrom('es', 'de'), junk),
    format: fc.oneof(fc.constantFrom('text', 'html'), junk),
  },
  { requiredKeys: [] },
)

const plain = (value: unknown) =>
  (typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value)).slice(0, 3_000)
const encode = (value: unknown) => encodeURIComponent(plain(value)) || '%20'

function queryOf(asked: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(asked).filter(([, value]) => value !== undefined)
  return pairs.length === 0
    ? ''
    : `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(plain(value))}`).join('&')}`
}

const checks = new Map<Schema, { Check(value: unknown): boolean }>()
function fits(schema: Schema, value: unknown): boolean {
  const check = checks.get(schema) ?? Compile(resolve(schema) as never)
  checks.set(schema, check)
  return check.Check(value)
}

/** What is wrong with the answer to a request; undefined = nothing. */
async function faultOf(
  { path, method, headers, body }: Shot,
  { responses }: Operation,
): Promise<string | undefined> {
  const leave = new AbortController()
  const response = await fetch(backend.url + path, {
    method,
    headers,
    signal: leave.signal,
    ...(body === undefined ? {} : { body }),
  })
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  const text = type === 'text/event-stream' ? await firstChunk(response) : await response.text()
  leave.abort()
  const { status } = response
  const said = `${method} ${path.slice(0, 200)} ${body?.slice(0, 300) ?? ''} → ${status} ${type} ${text.slice(0, 300)}`
  if (status >= 500) return said
  const declared = responses[status] ?? responses[`${String(status)[0]}XX`]
  if (!declared) return `not declared: ${said}`
  const content = declared.content?.[type]
  if (!content) return declared.content || text !== '' ? `another type: ${said}` : undefined
  return fits(content.schema, bodyOf(type, text)) ? undefined : `outside its schema: ${said}`
}

function bodyOf(type: string, text: string): unknown {
  if (type === 'text/event-stream') return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? 'null')
  return type.endsWith('json') ? JSON.parse(text) : text
}

async function firstChunk(response: Response): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  const { value = '' } = (await reader?.read()) ?? {}
  return value
}

test('no request makes any operation answer 5xx, or outside of its schema', {
  timeout: 1_200_000,
}, async () => {
  const counts: Record<string, number> = {}
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  // Nothing more can be asked of a video that is gone, and last by those who erase their own account.
  const last = ['/api/v1/videos/{id}', '/api/v1/me']
  const place = ({ path, method }: { path: string; method: string }) =>
    method === 'delete' ? last.indexOf(path) : -1
  for (const { path, method, operation } of operations.sort((a, b) => place(a) - place(b))) {
    // Health says 503 by design, and asks for nothing.
    if (path.startsWith('/health')) continue
    const shot = shots(path, method, operation)
    const faults: string[] = []
    const run = await fc.check(
      fc.asyncProperty(fc.array(shot, { minLength: batch, maxLength: batch }), async (together) => {
        counts[`${method} ${path}`] = (counts[`${method} ${path}`] ?? 0) + together.length
        const found = await Promise.all(together.map((each) => faultOf(each, operation)))
        faults.push(...found.filter((fault) => fault !== undefined))
        return faults.length === 0
      }),
      { numRuns: batches, seed, endOnFailure: true },
    )
    expect(run.failed, faults[0] ?? String(run.errorInstance)).toBe(false)
  }
  process.stderr.write(
    `every operation: ${Object.keys(counts).length} operations, ${Object.values(counts).reduce((a, b) => a + b, 0)} requests\n`,
  )
  expect(Math.min(...Object.values(counts))).toBeGreaterThanOrEqual(200)
})
