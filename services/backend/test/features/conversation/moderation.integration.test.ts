import { afterAll, beforeAll, expect, test } from 'vitest'
import { ChatClient } from '../../support/chat-client.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, createRoom, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let backend: TestBackend
let other: TestBackend
let editor: Person
let loud: Person

beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url)
  other = await startTestBackend(database.url)
  editor = await createPerson(database.url, { name: 'Edda', role: 'editor' })
})

afterAll(async () => {
  await backend?.stop()
  await other?.stop()
  await database?.drop()
})

const mute = (room: string, json: object, by = editor) =>
  ask<{ until: string | null }>(`${backend.url}/api/v1/rooms/${room}/mutes`, { json, headers: by.headers })
const post = (url: string, room: string, by: Person) =>
  ask(`${url}/api/v1/rooms/${room}/messages`, {
    json: { clientId: crypto.randomUUID(), body: 'Hear me.', lang: 'en' },
    headers: by.headers,
  })

test('a muted person is refused at once, over both ways in and on every backend, in that room alone', async () => {
  const [room, elsewhere] = [await createRoom(database.url), await createRoom(database.url)]
  loud = await createPerson(database.url, { name: 'Loud' })
  const rooms = [{ room }, { room: elsewhere }]
  const client = await ChatClient.enter(other.url, { lang: 'en', token: loud.token, rooms })
  const { seq } = await client.say(room, 'While I may.')
  expect(await mute(room, { userId: loud.id, minutes: 10, reason: 'Too loud' })).toMatchObject({
    status: 201,
  })

  client.send({ type: 'send', room, clientId: 'refused', body: 'And now?', lang: 'en' })
  expect(await client.next('error')).toMatchObject({
    code: 'forbidden',
    reason: 'muted',
    clientId: 'refused',
  })
  client.send({ type: 'edit', room, seq, clientId: 'edited', body: 'Other words.' })
  expect(await client.next('error', ({ clientId }) => clientId === 'edited')).toMatchObject({
    reason: 'muted',
  })
  expect(await post(backend.url, room, loud)).toMatchObject({ status: 403, body: { reason: 'muted' } })
  await client.say(elsewhere, 'Here I may.')

  const again = await ChatClient.enter(other.url, { lang: 'en', token: loud.token, rooms })
  expect((await again.next('welcome')).rooms).toMatchObject([
    { room, canWrite: false, muted: true },
    { room: elsewhere, canWrite: true },
  ])
  await Promise.all([client.leave(), again.leave()])
})

test('everywhere is everywhere; it ends by itself, or when somebody lifts it; the audit knows all of it', async () => {
  const [room, elsewhere] = [await createRoom(database.url), await createRoom(database.url)]
  const person = await createPerson(database.url, { name: 'Eve' })
  expect((await mute(room, { userId: person.id, everywhere: true })).body.until).toBeNull()
  expect((await post(backend.url, elsewhere, person)).status).toBe(403)
  const list = `${backend.url}/api/v1/rooms/${elsewhere}/mutes`
  expect((await ask(list, { headers: editor.headers })).body).toMatchObject({
    items: [{ userId: person.id, name: 'Eve', everywhere: true, until: null, by: 'Edda' }],
  })
  const lifted = await ask(`${list}/${person.id}`, { method: 'DELETE', headers: editor.headers })
  expect(lifted.status).toBe(204)
  expect((await post(backend.url, elsewhere, person)).status).toBe(201)

  await mute(room, { userId: person.id, minutes: 5 })
  await query(database.url, `UPDATE "RoomMute" SET until = now() - interval '1 second' WHERE "userId" = $1`, [
    person.id,
  ])
  expect((await post(backend.url, room, person)).status).toBe(201)
  const events = await query<{ action: string; actorId: string }>(
    database.url,
    `SELECT action, "actorId" FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY "createdAt", id`,
    [person.id],
  )
  expect(events.map(({ action }) => action)).toEqual(['user.muted', 'user.unmuted', 'user.muted'])
  expect(new Set(events.map(({ actorId }) => actorId))).toEqual(new Set([editor.id]))
})

test('only who keeps order may, and not against each other; an editor deletes what others wrote', async () => {
  const room = await createRoom(database.url)
  const person = await createPerson(database.url, { name: 'Pat', role: 'member' })
  const admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
  expect((await mute(room, { userId: admin.id }, person)).status).toBe(403)
  expect((await mute(room, { userId: admin.id })).status).toBe(403)
  expect((await mute(room, { userId: crypto.randomUUID() })).status).toBe(404)
  expect((await mute(room, { userId: person.id, minutes: 0 })).status).toBe(400)

  expect((await post(backend.url, room, person)).status).toBe(201)
  const message = `${backend.url}/api/v1/rooms/${room}/messages/1`
  const stranger = await createPerson(database.url, { name: 'Sam', role: 'member' })
  expect((await ask(message, { method: 'DELETE', headers: stranger.headers })).status).toBe(403)
  expect(await ask(message, { method: 'DELETE', headers: editor.headers })).toMatchObject({
    status: 200,
    body: { deleted: true, body: '' },
  })
})

test('the list finds rooms by words, says who spoke last, in which languages, and what is unread', async () => {
  const slug = await createRoom(database.url)
  const reader = await createPerson(database.url, { name: 'Rea' })
  const writer = await createPerson(database.url, { name: 'Wim' })
  const client = await ChatClient.enter(backend.url, {
    lang: 'en',
    token: reader.token,
    rooms: [{ room: slug }],
  })
  for (const [n, lang] of (['en', 'nl', 'fr'] as const).entries()) {
    const json = { clientId: `c${n}`, body: `Line ${n}`, lang }
    await ask(`${backend.url}/api/v1/rooms/${slug}/messages`, { json, headers: writer.headers })
  }
  const found = await ask<{ items: object[] }>(`${backend.url}/api/v1/rooms?q=${slug.toUpperCase()}`)
  expect(found.body.items).toMatchObject([
    { slug, lastSeq: 3, present: 1, lastMessage: { author: 'Wim', body: 'Line 2', lang: 'fr' } },
  ])
  expect(found.body.items[0]).toMatchObject({ languages: expect.arrayContaining(['en', 'fr', 'nl']) })
  expect((await ask(`${backend.url}/api/v1/rooms?words=none&q=${slug}`)).body).toEqual({
    items: [],
    more: false,
  })
  const recent = await ask<{ items: { slug: string }[] }>(`${backend.url}/api/v1/rooms?sort=recent`)
  expect(recent.body.items[0]?.slug).toBe(slug)

  const unread = () => ask(`${backend.url}/api/v1/unread`, { headers: reader.headers })
  expect((await unread()).body).toEqual({ items: [] })
  await query(
    database.url,
    `INSERT INTO "RoomRead" ("roomId", "userId", seq) SELECT id, $2, 1 FROM "Room" WHERE slug = $1`,
    [slug, reader.id],
  )
  expect((await unread()).body).toEqual({ items: [{ room: slug, unread: 2 }] })
  expect((await ask(`${backend.url}/api/v1/unread`)).status).toBe(401)
  await client.leave()
})
