import { waitUntil } from '@parlance/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChatClient } from './support/chat-client.ts'
import { ask } from './support/http-client.ts'
import { createPerson, createRoom, type Person } from './support/people.ts'
import { startTestBackend, type TestBackend } from './support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from './support/test-database.ts'

let database: TestDatabase
let backend: TestBackend
let admin: Person
let room: string

beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url)
  admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
  room = await createRoom(database.url)
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

const id = '019f0000-0000-7000-8000-000000000002'
const paths = (body: Record<string, unknown>) => (body.errors as { path: string }[]).map(({ path }) => path)

describe('text that cannot be kept is refused by the name of its field', () => {
  const nul = 'a\u0000b'
  const half = 'a\ud83d'
  test.each([
    ['a search', 'GET', `/api/v1/tools?q=x%00y`, undefined, 'querystring/q'],
    [
      'a correction to drop',
      'DELETE',
      '/api/v1/translation-memory/corrections?source=en&target=fr&text=%00',
      undefined,
      'querystring/text',
    ],
    ['a sign-in', 'POST', '/api/v1/auth/login', { email: nul, password: 'x' }, 'body/email'],
    ['a password', 'POST', '/api/v1/auth/login', { email: 'a@b.test', password: half }, 'body/password'],
    ['a name', 'POST', '/api/v1/auth/guest', { name: nul, lang: 'en' }, 'body/name'],
    ['a term', 'POST', '/api/v1/glossary', { term: half }, 'body/term'],
    [
      'a translation of a term',
      'PUT',
      `/api/v1/glossary/${id}`,
      { term: 'a', translation: nul },
      'body/translation',
    ],
    [
      'the id of a message',
      'POST',
      '/api/v1/rooms/ROOM/messages',
      { clientId: nul, body: 'x' },
      'body/clientId',
    ],
    ['a message', 'POST', '/api/v1/rooms/ROOM/messages', { clientId: 'x', body: half }, 'body/body'],
    ['an edit', 'PATCH', '/api/v1/rooms/ROOM/messages/1', { body: nul }, 'body/body'],
    ['a page to list', 'POST', '/api/v1/submissions', { url: `https://x.test/${nul}` }, 'body/url'],
    [
      'texts to translate',
      'POST',
      '/api/v1/translate',
      { texts: ['fine', nul], target: 'fr' },
      'body/texts/1',
    ],
    [
      'features',
      'PUT',
      '/api/v1/tools/x/translations/fr',
      { keyFeatures: ['a', half] },
      'body/keyFeatures/1',
    ],
  ] as const)('%s', async (_what, method, path, json, field) => {
    const { status, body } = await ask(backend.url + path.replace('ROOM', room), {
      method,
      headers: admin.headers,
      ...(json === undefined ? {} : { json }),
    })
    expect(status).toBe(400)
    expect(paths(body)).toEqual([field])
  })

  test('in frames of the WebSocket', async () => {
    const client = await ChatClient.open(backend.url)
    client.send({ type: 'hello', token: admin.token, lang: 'en', rooms: [] })
    await client.next('welcome')
    client.send({ type: 'send', room, clientId: nul, body: 'x' })
    client.send({ type: 'send', room, clientId: 'one', body: half })
    client.send({ type: 'edit', room, clientId: 'two', seq: 1, body: nul })
    client.send({ type: 'join', room: nul })
    const errors = await waitUntil(
      'all answers',
      () => client.all('error').length === 4 && client.all('error'),
    )
    expect(errors.map(({ code, message }) => `${code} ${/\w+\.\w+/.exec(message)?.[0]}`)).toEqual([
      'bad-frame send.clientId',
      'bad-frame send.body',
      'bad-frame edit.body',
      'bad-frame join.room',
    ])
    await client.leave()
  })
})

describe('numbers that no column holds are refused', () => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  test.each([
    `/api/v1/rooms/ROOM/messages?after=3000000000`,
    `/api/v1/rooms/ROOM/messages?before=3000000000`,
    `/api/v1/rooms/ROOM/messages?after=1e300`,
    `/api/v1/rooms/ROOM/messages?limit=99999999999999999999`,
    `/api/v1/tools?sort=popular&cursor=${cursor(['popular', 2 ** 40, id])}`,
    `/api/v1/tools?sort=newest&cursor=${cursor(['newest', 'tomorrow 3', id])}`,
    `/api/v1/tools?sort=name&cursor=${cursor(['name', 'a\u0000', id])}`,
  ])('%s', async (path) => {
    const { status, body } = await ask(backend.url + path.replace('ROOM', room))
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid' })
  })

  test('in frames of the WebSocket', async () => {
    const client = await ChatClient.open(backend.url)
    client.send({ type: 'hello', lang: 'en', rooms: [{ room, after: 3_000_000_000 }] })
    expect(await client.next('error')).toMatchObject({ code: 'bad-frame' })
    await client.leave()
  })
})

test('whatever is searched for, there is an answer', async () => {
  const piece = fc.constantFrom(
    '-',
    '"',
    ' ',
    '!',
    '(',
    ')',
    ':*',
    '<->',
    '&',
    '|',
    "'",
    '\\',
    'or',
    'the',
    'note',
    'é',
    '%',
  )
  const words = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('').slice(0, 200))
  await fc.assert(
    fc.asyncProperty(words, fc.constantFrom('en', 'de'), async (q, lang) => {
      const { status } = await ask(
        `${backend.url}/api/v1/tools?limit=1&lang=${lang}&q=${encodeURIComponent(q)}`,
      )
      expect(status).toBe(200)
    }),
    {
      numRuns: 150,
      examples: [
        ['-'.repeat(199), 'en'],
        ['-"'.repeat(90), 'en'],
        ['- '.repeat(90), 'de'],
      ],
    },
  )
})

test('stop words alone find nothing but what is named so', async () => {
  const found = async (q: string) =>
    (
      await ask<{ total: number; items: { slug: string }[] }>(
        `${backend.url}/api/v1/tools?q=${encodeURIComponent(q)}`,
      )
    ).body
  expect(await found('and with')).toMatchObject({ total: 0, items: [] })
  expect(await found('about')).toMatchObject({ total: 0, items: [] })
})
