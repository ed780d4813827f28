import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChatClient } from '../../support/chat-client.ts'
import { ask } from '../../support/http-client.ts'
import { createRoom } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

const site = 'http://site.test'
const elsewhere = 'http://elsewhere.test'
let database: TestDatabase
let backend: TestBackend
beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url, { CORS_ORIGIN: site })
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

const post = (path: string, json: unknown, headers: Record<string, string> = {}) =>
  ask<Record<string, unknown>>(`${backend.url}/api/v1/${path}`, { method: 'POST', json, headers })

/** A guest as a browser has it: the answer, and the cookies as they would be sent back. */
async function browserGuest() {
  const answer = await post('auth/guest', { name: 'Inés', lang: 'es', session: 'cookie' }, { origin: site })
  const set = answer.headers.getSetCookie()
  return { answer, set, cookie: set.map((line) => line.split(';')[0]).join('; ') }
}

describe('a browser', () => {
  test('is never given a token: it is in a cookie that no script can read', async () => {
    const { answer, set } = await browserGuest()
    expect(answer).toMatchObject({ status: 200, body: { user: { name: 'Inés' } } })
    expect(JSON.stringify(answer.body)).not.toMatch(/eyJ|"token"/)
    expect(set).toHaveLength(1)
    expect(set[0]).toMatch(/^parlance_access=eyJ.*; Path=\/;.*HttpOnly.*SameSite=Lax/)
  })

  test('acts by its cookie on REST, for pages of ours alone', async () => {
    const { cookie } = await browserGuest()
    expect(await ask(`${backend.url}/api/v1/auth/me`, { headers: { cookie } })).toMatchObject({
      status: 200,
      body: { user: { name: 'Inés' } },
    })
    const room = await createRoom(database.url)
    const say = (headers: Record<string, string>) =>
      post(`rooms/${room}/messages`, { clientId: crypto.randomUUID(), body: 'hola' }, { cookie, ...headers })
    expect((await say({ origin: site })).status).toBeLessThan(300)
    expect((await say({ origin: backend.url })).status).toBeLessThan(300)
    expect(await say({ origin: elsewhere })).toMatchObject({ status: 403 })
    expect(await say({ origin: 'null' })).toMatchObject({ status: 403 })
    expect(await say({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 })
    expect(await say({ 'sec-fetch-site': 'same-site' })).toMatchObject({ status: 403 })
  })

  test('writes in rooms by the cookie that came with the handshake', async () => {
    const { cookie } = await browserGuest()
    const room = await createRoom(database.url)
    const talker = await ChatClient.open(backend.url, { origin: site, headers: { cookie } })
    talker.send({ type: 'hello', lang: 'es', rooms: [{ room, after: 0 }] })
    expect((await talker.next('welcome')).user).toMatchObject({ name: 'Inés' })
    await talker.say(room, 'hola')
    talker.socket.terminate()
  })

  test('whose cookie is no longer good reads on without a name', async () => {
    const room = await createRoom(database.url)
    const headers = { cookie: 'parlance_access=spent' }
    const reader = await ChatClient.open(backend.url, { origin: site, headers })
    reader.send({ type: 'hello', lang: 'es', rooms: [{ room, after: 0 }] })
    expect((await reader.next('welcome')).user).toBeNull()
    reader.send({ type: 'send', room, clientId: crypto.randomUUID(), body: 'hola' })
    expect((await reader.next('error')).code).toBe('unauthenticated')
    reader.socket.terminate()
  })

  test('is not signed in by a page of another site, nor signed out', async () => {
    const guest = { name: 'Mallory', lang: 'en', session: 'cookie' }
    expect(await post('auth/guest', guest, { origin: elsewhere })).toMatchObject({ status: 403 })
    expect(await post('auth/logout', {}, { origin: elsewhere })).toMatchObject({ status: 403 })
  })
})

test('a program keeps its bearer, whatever page it is on', async () => {
  const { body } = await post('auth/guest', { name: 'Robot', lang: 'en' })
  const me = await ask(`${backend.url}/api/v1/auth/me`, {
    headers: { authorization: `Bearer ${body.token}`, origin: elsewhere },
  })
  expect(me).toMatchObject({ status: 200, body: { user: { name: 'Robot' } } })
})
