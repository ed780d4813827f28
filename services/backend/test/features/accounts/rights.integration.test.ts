import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgetGuests } from '../../../src/features/accounts/forget-guests.ts'
import { hashPassword } from '../../../src/features/accounts/passwords.ts'
import { createAccountStore } from '../../../src/stores/account-store.ts'
import { openDatabase } from '../../../src/stores/database.ts'
import { ChatClient } from '../../support/chat-client.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, createRoom, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let backend: TestBackend
let other: TestBackend
let room: string

beforeAll(async () => {
  database = await createTestDatabase()
  // Two backends that know nothing of each other but the database.
  backend = await startTestBackend(database.url)
  other = await startTestBackend(database.url)
  room = await createRoom(database.url)
})
afterAll(async () => {
  await backend?.stop()
  await other?.stop()
  await database?.drop()
})

const change = (sql: string, id: string) => query(database.url, sql, [id])
const say = (at: TestBackend, { headers }: Pick<Person, 'headers'>) =>
  ask(`${at.url}/api/v1/rooms/${room}/messages`, {
    json: { clientId: crypto.randomUUID(), body: 'Still here' },
    headers,
  })

/** What needs rights, asked in somebody's name of both backends. */
async function statuses(person: Pick<Person, 'headers'>): Promise<number[]> {
  const { headers } = person
  const answers = [backend, other].map(async (at) => [
    (await ask(`${at.url}/api/v1/auth/me`, { headers })).status,
    (await say(at, person)).status,
    (await ask(`${at.url}/api/v1/submissions`, { json: { url: 'https://rights.test/' }, headers })).status,
    (await ask(`${at.url}/api/v1/glossary/${crypto.randomUUID()}`, { method: 'DELETE', headers })).status,
  ])
  return (await Promise.all(answers)).flat()
}

describe('with the next request, on every backend, there are no rights for', () => {
  test.each([
    ['the disabled', `UPDATE "User" SET "disabledAt" = now() WHERE id = $1`, 401],
    ['the deleted', `DELETE FROM "User" WHERE id = $1`, 401],
  ])('%s', async (_who, sql, status) => {
    const person = await createPerson(database.url, { name: 'Pat', role: 'admin' })
    expect(await statuses(person)).toEqual([200, 201, 202, 404, 200, 201, 202, 404])
    await change(sql, person.id)
    expect(await statuses(person)).toEqual(Array(8).fill(status))
  })

  test('the demoted, beyond those that are left', async () => {
    const person = await createPerson(database.url, { name: 'Pat', role: 'admin' })
    await change(`UPDATE "User" SET role = 'member' WHERE id = $1`, person.id)
    expect(await statuses(person)).toEqual([200, 201, 202, 403, 200, 201, 202, 403])
    await change(`UPDATE "User" SET role = 'guest' WHERE id = $1`, person.id)
    const closed = await createRoom(database.url, { guests: false })
    const url = `${other.url}/api/v1/rooms/${closed}/messages`
    expect(await ask(url, { json: { clientId: 'x', body: 'x' }, headers: person.headers })).toMatchObject({
      status: 403,
    })
  })

  test('who signed out, by cookie or by token', async () => {
    const { id } = await createPerson(database.url, { name: 'Pat', role: 'member' })
    await query(database.url, 'UPDATE "User" SET email = $2, "passwordHash" = $3 WHERE id = $1', [
      id,
      'pat@rights.test',
      await hashPassword('a long password'),
    ])
    const signIn = async () => {
      const made = await ask<{ token: string }>(`${backend.url}/api/v1/auth/login`, {
        json: { email: 'pat@rights.test', password: 'a long password' },
      })
      const headers = { authorization: `Bearer ${made.body.token}` }
      return { headers, cookie: made.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
    }
    const [phone, desk, laptop] = [await signIn(), await signIn(), await signIn()]
    const out = `${backend.url}/api/v1/auth/logout`
    await ask(out, { method: 'POST', headers: { cookie: phone.cookie } })
    await ask(out, { method: 'POST', headers: desk.headers })
    expect((await statuses(phone)).slice(0, 2)).toEqual([401, 401])
    expect((await statuses(desk)).slice(0, 2)).toEqual([401, 401])
    expect((await statuses(laptop)).slice(0, 2)).toEqual([200, 201])
  })

  test('a guest who signed out', async () => {
    const guest = await createPerson(database.url, { name: 'Gus' })
    expect((await say(other, guest)).status).toBe(201)
    await ask(`${backend.url}/api/v1/auth/logout`, { method: 'POST', headers: guest.headers })
    expect((await say(other, guest)).status).toBe(401)
  })
})

describe('on the WebSocket', () => {
  const enter = (at: TestBackend, { token }: Person) =>
    ChatClient.enter(at.url, { lang: 'en', token, rooms: [{ room }] })

  test('the connection of who lost their rights ends, on every backend; others stay', async () => {
    const person = await createPerson(database.url, { name: 'Pat', role: 'member' })
    const clients = [await enter(backend, person), await enter(other, person)]
    const bystander = await enter(other, await createPerson(database.url, { name: 'Bo' }))
    await change(`UPDATE "User" SET "disabledAt" = now() WHERE id = $1`, person.id)
    for (const client of clients) expect(await client.ended()).toMatchObject({ code: 4401 })
    expect(bystander.closed).toBeUndefined()
    await bystander.leave()
  })

  test('what is sent in the same moment is refused', async () => {
    const person = await createPerson(database.url, { name: 'Pat', role: 'member' })
    const client = await enter(backend, person)
    await change(`DELETE FROM "User" WHERE id = $1`, person.id)
    client.send({ type: 'send', room, clientId: 'late', body: 'Too late' })
    expect(await client.ended()).toMatchObject({ code: 4401 })
    expect(client.all('ack')).toEqual([])
  })
})

test('guests who never wrote are forgotten after their token has run out; who wrote is not', async () => {
  const [silent, author, fresh] = [
    await createPerson(database.url, { name: 'Silent' }),
    await createPerson(database.url, { name: 'Author' }),
    await createPerson(database.url, { name: 'Fresh' }),
  ]
  const member = await createPerson(database.url, { name: 'Member', role: 'member' })
  await say(backend, author)
  const old = [silent, author, member].map(({ id }) => id)
  await query(
    database.url,
    `UPDATE "User" SET "createdAt" = now() - interval '32 days' WHERE id = ANY($1::uuid[])`,
    [old],
  )
  const opened = openDatabase(database.url, () => {})
  expect(await forgetGuests(createAccountStore(opened), Date.now())).toBe(1)
  await opened.close()
  const left = await query<{ name: string }>(
    database.url,
    'SELECT name FROM "User" WHERE id = ANY($1::uuid[])',
    [[...old, fresh.id]],
  )
  expect(left.map(({ name }) => name).sort()).toEqual(['Author', 'Fresh', 'Member'])
})
