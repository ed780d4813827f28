import { randomInt } from 'node:crypto'
import type { Socket } from 'node:net'
import { closeCodes, maxFrameBytes } from '@parlance/contracts/chat'
import { type Peer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { MessagePage } from '../../../src/features/conversation/conversation.ts'
import { startBackendProgram } from '../../support/backend-program.ts'
import { ChatClient } from '../../support/chat-client.ts'
import { Follower } from '../../support/follower.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, createRoom, type Person, query } from '../../support/people.ts'
import { marked } from '../../support/scrape-events.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let translation: Peer
let backend: TestBackend
let ann: Person
/** Calls of the translation service wait for it; the test lets them go. */
let gate: Promise<void> = Promise.resolve()
let translated = 0
let begun = 0
let cancelled = 0

const generous = { perUser: 1_000_000, perAddress: 1_000_000 }

beforeAll(async () => {
  database = await createTestDatabase()
  translation = await startTranslationPeer({
    Translate: async (request, { signal }) => {
      begun++
      signal.addEventListener('abort', () => cancelled++)
      await gate
      if (!signal.aborted) translated += request.texts.length
      return marked(request)
    },
    DetectLanguage: async ({ texts }) => ({
      detections: texts.map(() => ({ language: 'en', confidence: 1 })),
    }),
  })
  backend = await start({ limits: generous })
  ann = await createPerson(database.url, { name: 'Ann' })
})

afterAll(async () => {
  await backend?.stop()
  await translation?.stop()
  await database?.drop()
})

const start = (tuning: Parameters<typeof startTestBackend>[2], address = translation.address) =>
  startTestBackend(database.url, { TRANSLATION_ADDRESS: address, TRUSTED_PROXIES: '127.0.0.1' }, tuning)

test('without a name one reads, and may not write; what one may not do is said, and the connection stays', async () => {
  const room = await createRoom(database.url, { guests: false })
  const reader = await ChatClient.enter(backend.url, { lang: 'fr', rooms: [{ room }] })
  expect((await reader.next('welcome')).rooms).toMatchObject([{ canWrite: false }])
  reader.send({ type: 'send', room, clientId: 'a', body: 'Hello' })
  expect(await reader.next('error')).toMatchObject({ code: 'unauthenticated', clientId: 'a', room })
  const guest = await ChatClient.enter(backend.url, { lang: 'fr', token: ann.token, rooms: [{ room }] })
  guest.send({ type: 'send', room, clientId: 'b', body: 'Hello' })
  expect(await guest.next('error')).toMatchObject({ code: 'forbidden', clientId: 'b' })
  const member = await createPerson(database.url, { name: 'Mia', role: 'member' })
  guest.send({ type: 'hello', lang: 'fr', token: member.token, rooms: [{ room }] })
  await guest.say(room, 'Now I may.')
  expect(await reader.next('message')).toMatchObject({ body: 'Now I may.', author: { name: 'Mia' } })
  await Promise.all([reader.leave(), guest.leave()])
})

test('a token that is not good, a room that is not there, words before hello, an empty message', async () => {
  const room = await createRoom(database.url)
  const client = await ChatClient.open(backend.url)
  client.send({ type: 'send', room, clientId: 'early', body: 'x' })
  expect(await client.next('error', ({ clientId }) => clientId === 'early')).toMatchObject({
    code: 'precondition',
  })
  client.send({ type: 'hello', token: `${ann.token}x`, lang: 'en', rooms: [] })
  await client.next('error', ({ code }) => code === 'unauthenticated')
  client.send({ type: 'hello', token: ann.token, lang: 'en', rooms: [] })
  await client.next('welcome')
  client.send({ type: 'send', room: 'nowhere', clientId: 'lost', body: 'x' })
  expect(await client.next('error', ({ clientId }) => clientId === 'lost')).toMatchObject({
    code: 'not-found',
  })
  client.send({ type: 'send', room, clientId: 'empty', body: ' \u0007\n ' })
  expect(await client.next('error', ({ clientId }) => clientId === 'empty')).toMatchObject({
    code: 'invalid',
  })
  client.send({ type: 'edit', room, seq: 7, clientId: 'none', body: 'x' })
  expect(await client.next('error', ({ clientId }) => clientId === 'none')).toMatchObject({
    code: 'not-found',
  })
  await client.leave()
})

test.each([
  ['not JSON', '{"type":'],
  ['no object', '[1]'],
  ['no type', '{}'],
  ['an unknown type', '{"type":"toString"}'],
  ['a missing member', '{"type":"send","room":"a","clientId":"c"}'],
  [
    'a body over the limit',
    JSON.stringify({ type: 'send', room: 'a', clientId: 'c', body: 'x'.repeat(4_001) }),
  ],
  ['a language that there is none', '{"type":"hello","lang":"tlh","rooms":[]}'],
])('a bad frame is answered as one, and the connection stays: %s', async (_what, frame) => {
  const client = await ChatClient.open(backend.url)
  client.socket.send(frame)
  expect(await client.next('error')).toMatchObject({ code: 'bad-frame', message: expect.any(String) })
  client.send({ type: 'hello', lang: 'en', rooms: [] })
  await client.next('welcome')
  await client.leave()
})

test('an oversized frame ends the connection with 1009, and the backend goes on', async () => {
  const client = await ChatClient.open(backend.url)
  client.socket.send('x'.repeat(maxFrameBytes + 1))
  expect((await client.ended()).code).toBe(1009)
  const other = await ChatClient.enter(backend.url, { lang: 'en', rooms: [] })
  await other.leave()
})

test.each([
  ['a binary frame', Buffer.from('{"type":"hello","lang":"en","rooms":[]}'), 1003],
  ['text that is not UTF-8', [0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28], 1007],
  ['a frame with a reserved bit', [0xc1, 0x82, 0, 0, 0, 0, 0x7b, 0x7d], 1002],
  ['a frame without a mask', [0x81, 0x02, 0x7b, 0x7d], 1002],
  ['a header that says more than is allowed', [0x81, 0xfe, 0x80, 0x01, 0, 0, 0, 0], 1009],
])('what is no frame of the protocol ends the connection at once: %s', async (_what, frame, code) => {
  const client = await ChatClient.open(backend.url)
  if (Buffer.isBuffer(frame)) client.socket.send(frame)
  else (client.socket as unknown as { _socket: Socket })._socket.write(Buffer.from(frame))
  expect((await client.ended()).code).toBe(code)
})

test('eleven bad frames at once end the connection with 4400, each answered; ten do not', async () => {
  const client = await ChatClient.enter(backend.url, { lang: 'en', rooms: [] })
  for (let n = 0; n < 10; n++) client.socket.send(`{"type":"wrong","room":"r${n}"}`)
  await client.next('error', ({ room }) => room === 'r9')
  expect(client.closed).toBeUndefined()
  for (let n = 0; n < 10; n++) client.socket.send('[]')
  expect((await client.ended()).code).toBe(4400)
  expect(client.all('error').every(({ code }) => code === 'bad-frame')).toBe(true)
})

test('a page of another origin is refused, the site’s own and programs are not', async () => {
  const refused = ChatClient.open(backend.url, { origin: 'http://evil.test' })
  await expect(refused).rejects.toThrow('403')
  const own = await ChatClient.open(backend.url, { origin: 'http://site.test' })
  await own.leave()
  expect(await ask(`${backend.url}/ws`)).toMatchObject({ status: 422, body: { code: 'precondition' } })
})

test('who says nothing, floods, or comes with too many connections is told so by the close code', async () => {
  const strict = await start({
    limits: { helloMs: 3_000, frameBurst: 10, framesPerSecond: 1, refusedFrames: 20 },
    connectionsPerAddress: 3,
  })
  const silent = await ChatClient.open(strict.url)
  const flooding = await ChatClient.enter(strict.url, { lang: 'en', rooms: [] })
  const babbling = await ChatClient.enter(strict.url, { lang: 'en', rooms: [] })
  const fourth = await ChatClient.open(strict.url)
  expect((await fourth.ended()).code).toBe(closeCodes.tryLater)
  expect((await silent.ended()).code).toBe(closeCodes.silent)
  for (let n = 0; n < 40; n++) flooding.send({ type: 'typing', room: 'a' })
  for (let n = 0; n < 40; n++) babbling.socket.send('nonsense')
  expect((await flooding.ended()).code).toBe(closeCodes.flooding)
  expect(flooding.all('error')[0]).toMatchObject({ code: 'rate-limited', retryAfterMs: expect.any(Number) })
  expect((await babbling.ended()).code).toBe(closeCodes.badFrames)
  const again = await ChatClient.enter(strict.url, { lang: 'en', rooms: [] })
  await again.leave()
  await strict.stop()
})

test('messages are limited per person and per address, over both ways in', async () => {
  const strict = await start({ limits: { perUser: 3, perAddress: 5, windowMs: 60_000 } })
  const room = await createRoom(database.url)
  const bob = await createPerson(database.url, { name: 'Bob' })
  const writer = await ChatClient.enter(strict.url, { lang: 'en', token: ann.token, rooms: [{ room }] })
  for (let n = 0; n < 3; n++) await writer.say(room, `Number ${n}.`)
  writer.send({ type: 'send', room, clientId: 'over', body: 'One more.' })
  const error = await writer.next('error')
  expect(error).toMatchObject({ code: 'rate-limited', clientId: 'over' })
  expect(error.retryAfterMs).toBeGreaterThan(30_000)
  const url = `${strict.url}/api/v1/rooms/${room}/messages`
  const post = () => ask(url, { json: { clientId: crypto.randomUUID(), body: 'Hi.' }, headers: bob.headers })
  expect([(await post()).status, (await post()).status]).toEqual([201, 429])
  await writer.leave()
  await strict.stop()
})

test('an archived room and a closed account take nothing new', async () => {
  const room = await createRoom(database.url)
  const eve = await createPerson(database.url, { name: 'Eve' })
  const client = await ChatClient.enter(backend.url, { lang: 'en', token: eve.token, rooms: [{ room }] })
  await client.say(room, 'While I may.')
  await query(database.url, 'UPDATE "User" SET "disabledAt" = now() WHERE id = $1', [eve.id])
  client.send({ type: 'send', room, clientId: 'closed', body: 'x' })
  client.send({ type: 'edit', room, seq: 1, clientId: 'edited', body: 'y' })
  expect(await client.ended()).toMatchObject({ code: closeCodes.signedOut })
  expect(client.all('ack').map(({ clientId }) => clientId)).not.toContain('closed')
  expect(client.all('edited')).toEqual([])
  await query(database.url, 'UPDATE "Room" SET "archivedAt" = now() WHERE slug = $1', [room])
  const late = await ChatClient.enter(backend.url, { lang: 'en', token: ann.token, rooms: [{ room }] })
  expect((await late.next('welcome')).rooms).toMatchObject([{ canWrite: false, lastSeq: 1 }])
  late.send({ type: 'send', room, clientId: 'late', body: 'x' })
  expect(await late.next('error')).toMatchObject({ code: 'precondition', clientId: 'late' })
  await late.leave()
})

test('a reader that does not keep up is dropped with a code, and comes back to everything', {
  timeout: 120_000,
}, async () => {
  const room = await createRoom(database.url)
  const slow = await ChatClient.enter(backend.url, { lang: 'en', rooms: [{ room }] })
  const quick = new Follower(room, 'en')
  quick.go(backend.url)
  await waitUntil('the quick one', () => quick.connected)
  slow.socket.pause()
  const url = `${backend.url}/api/v1/rooms/${room}/messages`
  const dropped = async () => {
    const metrics = await (await fetch(`${backend.url}/metrics`)).text()
    return /parlance_chat_dropped_total\S* (\d+)/.exec(metrics)?.[1]
  }
  const before = await dropped()
  let said = 0
  while ((await dropped()) === before) {
    const posts = Array.from({ length: 25 }, () =>
      ask(url, {
        json: { clientId: crypto.randomUUID(), body: '語'.repeat(4_000), lang: 'en' },
        headers: { ...ann.headers, 'x-forwarded-for': `10.0.${randomInt(256)}.${randomInt(256)}` },
      }),
    )
    const answers = await Promise.all(posts)
    said += answers.filter(({ status }) => status === 201).length
    expect(said).toBeLessThan(2_000)
  }
  slow.socket.resume()
  expect((await slow.ended()).code).toBe(closeCodes.slow)
  expect(slow.all('message').length).toBeLessThan(said)
  await waitUntil('the quick one has all', () => quick.messages.size === said)
  const back = new Follower(room, 'en', slow.all('message').length)
  back.go(backend.url)
  await waitUntil('the rest', () => back.messages.size === said - slow.all('message').length)
  expect([...quick.faults, ...back.faults]).toEqual([])
  quick.cut()
  back.cut()
})

test('who was away for hundreds of messages and edits gets them page by page, each once', async () => {
  const room = await createRoom(database.url)
  await query(
    database.url,
    `WITH r AS (UPDATE "Room" SET "lastSeq" = 950, "lastChange" = 1550 WHERE slug = $1 RETURNING id)
     INSERT INTO "Message" (id, "roomId", seq, change, revision, "clientId", "authorName", language, body, "editedAt")
     SELECT gen_random_uuid(), r.id, n, CASE WHEN n <= 600 THEN 950 + n ELSE n END, CASE WHEN n <= 600 THEN 2 ELSE 1 END,
       'c' || n, 'Ann', 'en', 'Number ' || n, CASE WHEN n <= 600 THEN now() END FROM r, generate_series(1, 950) AS n`,
    [room],
  )
  const anew = new Follower(room, 'en')
  anew.go(backend.url)
  await waitUntil('all', () => anew.messages.size === 950)
  expect(anew.faults).toEqual([])
  const half = await ChatClient.enter(backend.url, { lang: 'en', rooms: [{ room, after: 500, since: 960 }] })
  expect(half.all('message').map(({ seq }) => seq)).toEqual(Array.from({ length: 450 }, (_, n) => 501 + n))
  expect(half.all('edited').map(({ seq }) => seq)).toEqual(Array.from({ length: 490 }, (_, n) => 11 + n))
  expect(half.all('caughtUp')).toEqual([{ type: 'caughtUp', room, seq: 950, change: 1550 }])
  anew.cut()
  await half.leave()
})

test('a message edited while it is being translated: no translation of the old words arrives or stays', async () => {
  const room = await createRoom(database.url)
  const french = await ChatClient.enter(backend.url, { lang: 'fr', rooms: [{ room }] })
  const writer = await ChatClient.enter(backend.url, { lang: 'en', token: ann.token, rooms: [{ room }] })
  const { promise, resolve: open } = Promise.withResolvers<void>()
  gate = promise
  const { seq, id } = await writer.say(room, 'Old words.')
  writer.send({ type: 'edit', room, seq, clientId: 'e', body: 'New words.' })
  await writer.next('ack', ({ clientId }) => clientId === 'e')
  await french.next('edited')
  open()
  expect(await french.next('translation')).toMatchObject({ rev: 2, body: '[fr] New words.' })
  writer.send({ type: 'delete', room, seq, clientId: 'd' })
  await french.next('deleted')
  expect(french.all('translation')).toHaveLength(1)
  expect(
    await query(database.url, 'SELECT 1 FROM "MessageTranslation" WHERE "messageId" = $1', [id]),
  ).toEqual([])
  await Promise.all([french.leave(), writer.leave()])
})

test('a translation service that is away: the original goes out, the translation when it is back', async () => {
  const late = await startTranslationPeer({ Translate: async (request) => marked(request) })
  await late.stop()
  const alone = await start({ limits: generous, times: { sweepMs: 50 } }, late.address)
  const room = await createRoom(database.url)
  const french = await ChatClient.enter(alone.url, { lang: 'fr', rooms: [{ room }] })
  const writer = await ChatClient.enter(alone.url, { lang: 'en', token: ann.token, rooms: [{ room }] })
  await writer.say(room, 'Hello?')
  await french.next('message')
  const page = await ask<MessagePage>(`${alone.url}/api/v1/rooms/${room}/messages?lang=fr`)
  expect(page.body.items[0]).not.toHaveProperty('translation')
  const port = Number(late.address.split(':')[1])
  const back = await startTranslationPeer({ Translate: async (request) => marked(request) }, port)
  expect(await french.next('translation')).toMatchObject({ body: '[fr] Hello?' })
  await Promise.all([french.leave(), writer.leave()])
  await alone.stop()
  await back.stop()
})

test('killed in the middle of a translation: another backend makes it, once, and tells who reads', async () => {
  const program = await startBackendProgram(database.url, { TRANSLATION_ADDRESS: translation.address })
  // With the usual times: a claim lives three seconds, and its heir looks every second.
  const heir = await start({ limits: generous })
  const room = await createRoom(database.url)
  const french = await ChatClient.enter(program.url, { lang: 'fr', rooms: [{ room }] })
  const writer = await ChatClient.enter(program.url, { lang: 'en', token: ann.token, rooms: [{ room }] })
  const { promise, resolve: open } = Promise.withResolvers<void>()
  gate = promise
  begun = 0
  cancelled = 0
  await writer.say(room, 'Do not lose me.')
  await french.next('message')
  await waitUntil('the call', () => begun === 1)
  await program.kill('SIGKILL')
  await Promise.all([french.ended(), writer.ended()])
  const pending = () =>
    query<{ status: string }>(
      database.url,
      `SELECT t.status FROM "MessageTranslation" t JOIN "Room" r ON r.id = t."roomId" WHERE r.slug = $1`,
      [room],
    )
  expect(await pending()).toEqual([{ status: 'pending' }])
  await waitUntil('the call is given up', () => cancelled === 1)
  gate = Promise.resolve()
  open()
  translated = 0
  const follower = new Follower(room, 'fr')
  follower.go(heir.url)
  await waitUntil('the translation', () => follower.translations.get(1)?.body === '[fr] Do not lose me.')
  expect(await pending()).toEqual([{ status: 'done' }])
  expect(translated).toBe(1)
  follower.cut()
  await heir.stop()
})

test('an orderly end: readers are sent away with 1001, and what was not translated is free for others at once', async () => {
  const going = await start({ limits: generous, leaseMs: 600_000 })
  const room = await createRoom(database.url)
  const french = await ChatClient.enter(going.url, { lang: 'fr', rooms: [{ room }] })
  const { promise, resolve: open } = Promise.withResolvers<void>()
  gate = promise
  const json = { clientId: 'a', body: 'Left behind.', lang: 'en' }
  await ask(`${going.url}/api/v1/rooms/${room}/messages`, { json, headers: ann.headers })
  await french.next('message')
  const stopped = going.stop()
  expect((await french.ended()).code).toBe(closeCodes.goingAway)
  await stopped
  gate = Promise.resolve()
  open()
  // The lease outlives the test: only work that was given back is taken over.
  const heir = await start({ limits: generous, times: { sweepMs: 50 }, leaseMs: 600_000 })
  const follower = new Follower(room, 'fr')
  follower.go(heir.url)
  await waitUntil('the translation', () => follower.translations.size === 1)
  follower.cut()
  await heir.stop()
})

test('a connection whose other end is gone without a word is found out by its heartbeat', async () => {
  const brisk = await start({ limits: { heartbeatMs: 100 } })
  const client = await ChatClient.enter(brisk.url, { lang: 'en', rooms: [] })
  expect((await client.next('welcome')).heartbeatMs).toBe(100)
  const deaf = new WebSocket(`${brisk.url.replace('http', 'ws')}/ws`, { autoPong: false })
  const ended = new Promise((resolve) => deaf.once('close', resolve))
  await ended
  expect(client.closed).toBeUndefined()
  await client.leave()
  await brisk.stop()
})
