import { type Peer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessagePage, MessageView, RoomView } from '../../../src/features/conversation/conversation.ts'
import { ChatClient } from '../../support/chat-client.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, createRoom, type Person, query } from '../../support/people.ts'
import { marked } from '../../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let translation: Peer
let backend: TestBackend
let ann: Person
let bob: Person
/** What the translation service was asked. */
const asked: { texts: string[]; source: string; target: string }[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  translation = await startTranslationPeer({
    Translate: async (request) => {
      asked.push({ texts: request.texts, source: request.sourceLanguage, target: request.targetLanguage })
      return marked(request)
    },
    DetectLanguage: async ({ texts, priorLanguage }) => ({
      detections: texts.map((text) => ({
        language: text.includes('¿') ? 'es' : priorLanguage,
        confidence: 0.9,
      })),
    }),
  })
  backend = await startTestBackend(database.url, { TRANSLATION_ADDRESS: translation.address })
  ann = await createPerson(database.url, { name: 'Ann', lang: 'en' })
  bob = await createPerson(database.url, { name: 'Bob', lang: 'fr' })
})

afterAll(async () => {
  await backend?.stop()
  await translation?.stop()
  await database?.drop()
})

const enter = (room: string, lang: 'en' | 'fr' | 'es' | 'de', person?: Person) =>
  ChatClient.enter(backend.url, { lang, token: person?.token, rooms: [{ room }] })

test('a message goes out at once, and its translation to readers of that language alone', async () => {
  const room = await createRoom(database.url)
  const writer = await enter(room, 'en', ann)
  const french = await enter(room, 'fr', bob)
  const alsoFrench = await enter(room, 'fr')
  const english = await enter(room, 'en')

  const ack = await writer.say(room, '  Hello, everybody!\u0007 ')
  expect(ack).toMatchObject({ room, seq: 1, rev: 1 })

  const message = await french.next('message')
  expect(message).toMatchObject({
    room,
    seq: 1,
    rev: 1,
    id: ack.id,
    author: { id: ann.id, name: 'Ann' },
    lang: 'en',
    body: 'Hello, everybody!',
    change: 1,
  })
  const translated = await french.next('translation')
  expect(translated).toMatchObject({
    room,
    seq: 1,
    rev: 1,
    lang: 'fr',
    body: '[fr] Hello, everybody!',
    change: 2,
  })
  expect(translated).toMatchObject({ engine: 'apertium', confidence: 0.8 })
  await alsoFrench.next('translation')
  await english.next('message')
  await writer.next('message')
  expect(asked.filter(({ texts }) => texts.includes('Hello, everybody!'))).toEqual([
    { texts: ['Hello, everybody!'], source: 'en', target: 'fr' },
  ])
  expect([...english.all('translation'), ...writer.all('translation')]).toEqual([])
  await Promise.all([writer, french, alsoFrench, english].map((client) => client.leave()))
})

test('a retry is acknowledged the same and doubles nothing, even at the same moment', async () => {
  const room = await createRoom(database.url)
  const writer = await enter(room, 'en', ann)
  const clientId = crypto.randomUUID()
  const json = { clientId, body: 'Once.', lang: 'en' }
  const url = `${backend.url}/api/v1/rooms/${room}/messages`
  const posts = Array.from({ length: 8 }, () => ask<MessageView>(url, { json, headers: ann.headers }))
  const answers = await Promise.all(posts)
  const ack = await writer.say(room, 'Once.', { clientId })
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id} ${body.seq}`))).toEqual(
    new Set([`201 ${ack.id} 1`]),
  )
  await writer.say(room, 'Twice.')
  await writer.next('message', ({ body }) => body === 'Twice.')
  expect(writer.all('message').map(({ seq }) => seq)).toEqual([1, 2])
  const stolen = await ask(url, { json, headers: bob.headers })
  expect(stolen).toMatchObject({ status: 409, body: { code: 'conflict' } })
  await writer.leave()
})

test('the language is what the writer says, else what is detected, else the writer’s own', async () => {
  const room = await createRoom(database.url)
  const reader = await enter(room, 'de')
  const url = `${backend.url}/api/v1/rooms/${room}/messages`
  const post = (body: string, lang?: string) =>
    ask<MessageView>(url, { json: { clientId: crypto.randomUUID(), body, lang }, headers: bob.headers })
  expect((await post('¿Qué tal?')).body.lang).toBe('es')
  expect((await post('Salut')).body.lang).toBe('fr')
  expect((await post('Hallo', 'de')).body.lang).toBe('de')
  await reader.next('message', ({ body }) => body === 'Hallo')
  // They are of two pairs, which are translated beside each other.
  await reader.next('translation', ({ seq }) => seq === 1)
  await reader.next('translation', ({ seq }) => seq === 2)
  expect(
    reader
      .all('translation')
      .map(({ seq }) => seq)
      .sort(),
  ).toEqual([1, 2])
  await reader.leave()
})

test('REST gives the newest page, makes what it lacks in the language asked for, and pages both ways', async () => {
  const room = await createRoom(database.url)
  const url = `${backend.url}/api/v1/rooms/${room}/messages`
  for (let n = 1; n <= 5; n++) {
    await ask(url, { json: { clientId: `n${n}`, body: `Number ${n}.`, lang: 'en' }, headers: ann.headers })
  }
  const newest = await ask<MessagePage>(`${url}?lang=pt&limit=2`)
  expect(newest.body).toMatchObject({ lastSeq: 5, hasMore: true })
  expect(newest.body.items.map(({ seq, translation }) => [seq, translation?.body])).toEqual([
    [4, '[pt] Number 4.'],
    [5, '[pt] Number 5.'],
  ])
  const calls = asked.filter(({ target, texts }) => target === 'pt' && texts.includes('Number 4.'))
  expect(calls).toEqual([{ source: 'en', target: 'pt', texts: ['Number 4.', 'Number 5.'] }])
  const before = await ask<MessagePage>(`${url}?before=4&limit=2`)
  expect(before.body).toMatchObject({ hasMore: true, items: [{ seq: 2 }, { seq: 3 }] })
  const after = await ask<MessagePage>(`${url}?after=3&limit=2`)
  expect(after.body).toMatchObject({ hasMore: false, items: [{ seq: 4 }, { seq: 5 }] })
  expect(before.body.items[0]).not.toHaveProperty('translation')
  expect(await ask(`${url}?after=1&before=3`)).toMatchObject({ status: 400, body: { code: 'invalid' } })
  expect(await ask(`${backend.url}/api/v1/rooms/no-such-room/messages`)).toMatchObject({ status: 404 })
})

test('rooms have their texts in the language asked for', async () => {
  const { body } = await ask<{ items: RoomView[] }>(`${backend.url}/api/v1/rooms?lang=fr`)
  const seeded = await query<{ slug: string; title: string }>(
    database.url,
    `SELECT r.slug, t.title FROM "Room" r JOIN "RoomTranslation" t ON t."roomId" = r.id AND t.language = 'fr'`,
  )
  const own = body.items.find(({ slug }) => slug === seeded[0]?.slug)
  expect(own).toMatchObject({ language: 'fr', title: seeded[0]?.title, tool: null })
  expect(own?.lastSeq).toBeGreaterThan(0)
  expect(own?.lastMessageAt).toMatch(/^\d{4}-/)
  const ofTool = body.items.find(({ tool, lastSeq }) => tool !== null && lastSeq === 0)
  expect(ofTool).toMatchObject({ language: 'fr', guests: true, lastSeq: 0, lastMessageAt: null })
  const one = await ask<RoomView>(`${backend.url}/api/v1/rooms/${ofTool?.slug}?lang=fr`)
  // The list says more of a room than the room itself: how many are there.
  expect(ofTool).toMatchObject(one.body)
})

test('an edit raises the revision, is translated anew, and no translation of the old words comes after it', async () => {
  const room = await createRoom(database.url)
  const writer = await enter(room, 'en', ann)
  const french = await enter(room, 'fr')
  const { seq } = await writer.say(room, 'First.')
  await french.next('translation')
  const clientId = crypto.randomUUID()
  writer.send({ type: 'edit', room, seq, body: 'Second.', clientId })
  expect(await writer.next('ack', (frame) => frame.clientId === clientId)).toMatchObject({ seq, rev: 2 })
  expect(await french.next('edited')).toMatchObject({ seq, rev: 2, body: 'Second.', lang: 'en' })
  await french.next('translation', ({ rev }) => rev === 2)
  const after = french.frames.slice(french.frames.findIndex(({ type }) => type === 'edited'))
  expect(after.filter((frame) => frame.type === 'translation').map(({ rev, body }) => [rev, body])).toEqual([
    [2, '[fr] Second.'],
  ])
  const url = `${backend.url}/api/v1/rooms/${room}/messages`
  const patch = await ask<MessageView>(`${url}/${seq}`, {
    method: 'PATCH',
    json: { body: 'Second.' },
    headers: ann.headers,
  })
  expect(patch.body).toMatchObject({ rev: 2 })
  const foreign = await ask(`${url}/${seq}`, {
    method: 'PATCH',
    json: { body: 'Mine.' },
    headers: bob.headers,
  })
  expect(foreign).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  await Promise.all([writer.leave(), french.leave()])
})

test('authors and administrators delete; the words are gone, and the audit knows who did it', async () => {
  const room = await createRoom(database.url)
  const admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
  const reader = await enter(room, 'fr')
  const url = `${backend.url}/api/v1/rooms/${room}/messages`
  const { body } = await ask<MessageView>(url, {
    json: { clientId: 'a', body: 'Rude words.', lang: 'en' },
    headers: ann.headers,
  })
  await reader.next('translation')
  expect(await ask(`${url}/1`, { method: 'DELETE', headers: bob.headers })).toMatchObject({ status: 403 })
  const gone = await ask<MessageView>(`${url}/1`, { method: 'DELETE', headers: admin.headers })
  expect(gone.body).toMatchObject({ deleted: true, body: '', rev: 2 })
  expect(await reader.next('deleted')).toMatchObject({ seq: 1, rev: 2 })
  const again = await ask<MessageView>(`${url}/1`, { method: 'DELETE', headers: admin.headers })
  expect(again.body).toMatchObject({ deleted: true, rev: 2 })
  const events = await query(database.url, 'SELECT action, detail FROM "AuditEvent" WHERE "subjectId" = $1', [
    body.id,
  ])
  expect(events).toEqual([{ action: 'message.deleted', detail: { rev: 2, byAuthor: false } }])
  const left = await query(database.url, 'SELECT 1 FROM "MessageTranslation" WHERE "messageId" = $1', [
    body.id,
  ])
  expect(left).toEqual([])
  const late = await ChatClient.enter(backend.url, { lang: 'fr', rooms: [{ room, after: 0 }] })
  expect(await late.next('message')).toMatchObject({ seq: 1, body: '', deleted: true })
  const edit = await ask(`${url}/1`, { method: 'PATCH', json: { body: 'Back.' }, headers: ann.headers })
  expect(edit).toMatchObject({ status: 422, body: { code: 'precondition' } })
  await Promise.all([reader.leave(), late.leave()])
})

test('a correction replaces the machine for everybody; guests do not correct', async () => {
  const room = await createRoom(database.url)
  const member = await createPerson(database.url, { name: 'Mia', role: 'member', lang: 'fr' })
  const reader = await enter(room, 'fr')
  const url = `${backend.url}/api/v1/rooms/${room}/messages`
  await ask(url, { json: { clientId: 'a', body: 'Good day.', lang: 'en' }, headers: ann.headers })
  await reader.next('translation')
  const put = (headers: Record<string, string>, lang = 'fr') =>
    ask<MessageView>(`${url}/1/translations/${lang}`, { method: 'PUT', json: { body: 'Bonjour.' }, headers })
  expect(await put(bob.headers)).toMatchObject({ status: 403 })
  expect(await put(member.headers, 'en')).toMatchObject({ status: 400 })
  expect((await put(member.headers)).body.translation).toMatchObject({ body: 'Bonjour.', engine: 'human' })
  expect(await reader.next('translation', ({ engine }) => engine === 'human')).toMatchObject({
    body: 'Bonjour.',
    rev: 1,
    confidence: 1,
  })
  const [known] = await query(
    database.url,
    'SELECT translated, human FROM "TranslationMemory" WHERE "sourceText" = $1',
    ['Good day.'],
  )
  expect(known).toEqual({ translated: 'Bonjour.', human: true })
  await reader.leave()
})

test('presence and typing: who reads is told, who types is told to the others', async () => {
  const room = await createRoom(database.url)
  const first = await enter(room, 'en', ann)
  const second = await enter(room, 'fr', bob)
  const nameless = await enter(room, 'es')
  const everybody = [
    { id: ann.id, name: 'Ann' },
    { id: bob.id, name: 'Bob' },
  ].sort((a, b) => (a.id < b.id ? -1 : 1))
  expect(await nameless.next('presence', ({ guests }) => guests === 1)).toMatchObject({ users: everybody })
  await first.next('presence', ({ guests, users }) => guests === 1 && users.length === 2)
  second.send({ type: 'typing', room })
  second.send({ type: 'typing', room })
  expect(await first.next('typing')).toEqual({ type: 'typing', room, user: { id: bob.id, name: 'Bob' } })
  await second.leave()
  await first.next('presence', ({ users }) => users.length === 1)
  await first.say(room, 'Alone.')
  expect(first.all('typing')).toHaveLength(1)
  expect(second.all('typing')).toHaveLength(0)
  await Promise.all([first.leave(), nameless.leave()])
})

test('join, leave, hello again in another language, and how far somebody has read', async () => {
  const [one, two] = [await createRoom(database.url), await createRoom(database.url)]
  const client = await enter(one, 'en', ann)
  await client.say(one, 'A.')
  await client.next('message')
  client.send({ type: 'join', room: two })
  expect(await client.next('joined')).toMatchObject({ room: two, lastSeq: 0, readSeq: 0, canWrite: true })
  await client.say(two, 'B.')
  await client.next('message', ({ room }) => room === two)
  client.send({ type: 'leave', room: two })
  client.send({ type: 'ack', room: one, seq: 1 })
  client.send({ type: 'hello', token: ann.token, lang: 'fr', rooms: [{ room: one }, { room: 'nowhere' }] })
  expect(await client.next('error')).toMatchObject({ code: 'not-found', room: 'nowhere' })
  await waitUntil(
    'the mark',
    async () => (await query(database.url, 'SELECT 1 FROM "RoomRead" WHERE "userId" = $1', [ann.id]))[0],
  )
  const other = await enter(one, 'en', ann)
  expect((await other.next('welcome')).rooms).toMatchObject([
    { room: one, lastSeq: 1, readSeq: 1, canWrite: true },
  ])
  await other.say(one, 'C.')
  await other.say(two, 'D.')
  expect(await client.next('translation')).toMatchObject({ room: one, lang: 'fr', body: '[fr] C.' })
  expect(client.all('message').map(({ body }) => body)).toEqual(['A.', 'B.', 'C.'])
  await Promise.all([client.leave(), other.leave()])
})
