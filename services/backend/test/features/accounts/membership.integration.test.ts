import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InvitationView, SessionView } from '../../../src/features/accounts/membership.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, createRoom, type Person, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let backend: TestBackend
let admin: Person

beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url, { NODE_ENV: 'development' })
  admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

const api = <T = Record<string, unknown>>(path: string, headers: object, json?: unknown, method?: string) =>
  ask<T>(`${backend.url}/api/v1${path}`, {
    headers: { ...headers },
    ...(json === undefined ? {} : { json }),
    ...(method ? { method } : {}),
  })
const invite = async (email: string, role = 'member') =>
  (await api<{ id: string; token: string }>('/admin/invitations', admin.headers, { email, role })).body
const accept = (token: string, name: string, headers: object = {}) =>
  api('/invitations/accept', headers, { token, name, password: 'a long password', lang: 'en' })
const signIn = async (email: string) => {
  const { body } = await api<{ token: string }>('/auth/login', {}, { email, password: 'a long password' })
  return { authorization: `Bearer ${body.token}` }
}

describe('an invitation', () => {
  test('makes an account of its role, once; the token is nowhere in the database', async () => {
    const { token } = await invite('Mia@Example.org', 'editor')
    const rows = await query<{ row: string }>(
      database.url,
      'SELECT to_jsonb(i)::text AS row FROM "Invitation" i',
    )
    expect(rows.some(({ row }) => row.includes(token))).toBe(false)
    expect((await accept(token, 'Mia')).body).toEqual({ email: 'mia@example.org' })
    const me = await api<{ user: object }>('/auth/me', await signIn('mia@example.org'))
    expect(me.body.user).toMatchObject({ name: 'Mia', role: 'editor' })

    const again = await accept(token, 'Mallory')
    expect([again.status, again.body.reason]).toEqual([410, 'invitation-used'])
    const unknown = await accept('nothing', 'Mallory')
    expect([unknown.status, unknown.body.reason]).toEqual([404, 'invitation-unknown'])
    const taken = await accept((await invite('mia@example.org')).token, 'Mallory')
    expect([taken.status, taken.body.reason]).toEqual([409, 'invitation-taken'])
  })

  test('that is taken back, or too old, holds no more', async () => {
    const { id, token } = await invite('one@example.org')
    const list = await api<{ items: InvitationView[] }>('/admin/invitations', admin.headers)
    expect(list.body.items).toContainEqual(
      expect.objectContaining({ id, email: 'one@example.org', invitedBy: 'Ada' }),
    )
    expect((await api(`/admin/invitations/${id}`, admin.headers, undefined, 'DELETE')).status).toBe(204)
    expect((await api(`/admin/invitations/${id}`, admin.headers, undefined, 'DELETE')).status).toBe(404)
    expect((await accept(token, 'One')).status).toBe(410)
    const old = await invite('old@example.org')
    await query(database.url, `UPDATE "Invitation" SET "expiresAt" = now() WHERE id = $1`, [old.id])
    expect((await accept(old.token, 'Old')).body.reason).toBe('invitation-expired')
  })

  test('accepted by a guest leaves them their words', async () => {
    const room = await createRoom(database.url)
    const guest = await createPerson(database.url, { name: 'Gus', role: 'guest' })
    await api(`/rooms/${room}/messages`, guest.headers, { clientId: 'a', body: 'Hello' })
    await accept((await invite('gus@example.org')).token, 'Gustav', guest.headers)
    const [message] = await query<{ email: string }>(
      database.url,
      `SELECT u.email FROM "Message" m JOIN "User" u ON u.id = m."authorId" WHERE m.body = 'Hello'`,
    )
    expect(message?.email).toBe('gus@example.org')
  })

  test('needs a password of some length', async () => {
    const { token } = await invite('short@example.org')
    const body = { token, name: 'Short', password: '123456789', lang: 'en' }
    expect((await api('/invitations/accept', {}, body)).status).toBe(400)
  })
})

test('sessions are listed, and one that is ended elsewhere is out with its next request', async () => {
  await accept((await invite('two@example.org')).token, 'Two')
  const [here, there] = [await signIn('two@example.org'), await signIn('two@example.org')]
  const { body } = await api<{ items: SessionView[] }>('/me/sessions', here)
  expect(body.items).toHaveLength(2)
  const other = body.items.find(({ current }) => !current)
  expect((await api(`/me/sessions/${other?.id}`, here, undefined, 'DELETE')).status).toBe(204)
  expect((await api('/auth/me', there)).status).toBe(401)
  expect((await api('/auth/me', here)).status).toBe(200)
  const [foreign] = await query<{ id: string }>(
    database.url,
    `SELECT s.id FROM "Session" s JOIN "User" u ON u.id = s."userId" WHERE u.email = 'mia@example.org'`,
  )
  expect((await api(`/me/sessions/${foreign?.id}`, here, undefined, 'DELETE')).status).toBe(404)
})

test('one’s own data is given out whole, and erased: words stay without a name, nothing else does', async () => {
  await accept((await invite('eve@example.org')).token, 'Evelyn Unique')
  const eve = await signIn('eve@example.org')
  const room = await createRoom(database.url)
  await api(`/rooms/${room}/messages`, eve, { clientId: 'a', body: 'I was here' })
  const data = await api('/me/data', eve)
  expect(data.body).toMatchObject({
    account: { name: 'Evelyn Unique', email: 'eve@example.org' },
    messages: [{ room, body: 'I was here' }],
    sessions: [{}],
  })
  expect((await api('/me', eve, undefined, 'DELETE')).status).toBe(204)
  expect((await api('/auth/me', eve)).status).toBe(401)
  const left = await query<{ n: number }>(
    database.url,
    `SELECT (SELECT count(*) FROM "User" WHERE email = 'eve@example.org' OR name LIKE 'Evelyn%')
       + (SELECT count(*) FROM "Message" WHERE "authorName" LIKE 'Evelyn%') AS n`,
  )
  expect(Number(left[0]?.n)).toBe(0)
  const messages = await api<{ items: { body: string }[] }>(`/rooms/${room}/messages`, {})
  expect(JSON.stringify(messages.body)).toContain('I was here')
})

test('all that the archive of the command line has of somebody is also given to themselves', async () => {
  await accept((await invite('ole@example.org')).token, 'Ole')
  const ole = await signIn('ole@example.org')
  await api('/me/tokens', ole, { name: 'my script', scope: 'read' })
  await api('/auth/forgot', {}, { email: 'ole@example.org', lang: 'en' })
  const own = (await api('/me/data', ole)).body
  // The headings of docs/administration.md's promise, one a table that says whose its rows are.
  expect(Object.keys(own).sort()).toEqual(
    [
      ...['account', 'account-letters', 'acts', 'imports', 'invitations', 'listings', 'messages', 'mutes'],
      ...[
        'passkeys',
        'reports',
        'rooms-read',
        'sessions',
        'submissions',
        'submitted-lists',
        'tokens',
        'videos',
      ],
    ].sort(),
  )
  expect(own).toMatchObject({
    account: { email: 'ole@example.org', name: 'Ole' },
    tokens: [{ name: 'my script' }],
    invitations: [{ email: 'ole@example.org', role: 'member' }],
  })
  expect((own.acts as { action: string }[]).map(({ action }) => action)).toContain('session.started')
  expect(JSON.stringify(own)).not.toMatch(/argon2|"hash"/)
})

test('of somebody who erased themselves nothing is left in any table but their words', async () => {
  const address = 'xavierunique@example.org'
  await accept((await invite(address)).token, 'Xavierunique')
  const xavier = await signIn(address)
  const me = (await api<{ user: { id: string } }>('/auth/me', xavier)).body.user
  const again = await invite(address, 'editor')
  const room = await createRoom(database.url)
  await api(`/rooms/${room}/messages`, xavier, { clientId: 'x', body: 'Only this stays' })
  await api(`/rooms/${room}/mutes`, admin.headers, { userId: me.id, reason: 'Xavierunique was rude' })
  await query(
    database.url,
    `INSERT INTO "AccountRequest" (id, kind, email, name, "expiresAt")
     VALUES (gen_random_uuid(), 'reset', $1, 'Xavierunique', now() + interval '1 hour')`,
    [address],
  )
  await query(
    database.url,
    `INSERT INTO "Video" (id, "toolId", "ownerId", name, bytes)
     SELECT gen_random_uuid(), id, $1, 'Xavierunique at the sea.mp4', 1 FROM "Tool" LIMIT 1`,
    [me.id],
  )
  expect((await api('/me', xavier, undefined, 'DELETE')).status).toBe(204)
  const tables = await query<{ name: string }>(
    database.url,
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await query<{ row: string }>(
      database.url,
      `SELECT t::text AS row FROM "${name}" t WHERE t::text ILIKE '%xavierunique%'`,
    )
    found.push(...rows.map(({ row }) => `${name}: ${row}`))
  }
  expect({ tables: tables.length > 40, found }).toEqual({ tables: true, found: [] })
  // The second link made an editor of whoever has it.
  expect((await accept(again.token, 'Xavier')).status).toBe(404)
})

test('of two invitations to one address, the one that was not taken ends', async () => {
  const [first, second] = [await invite('pia@example.org'), await invite('Pia@Example.org', 'editor')]
  expect((await accept(first.token, 'Pia')).status).toBe(201)
  await query(database.url, `DELETE FROM "User" WHERE email = 'pia@example.org'`)
  expect((await accept(second.token, 'Pia')).status).toBe(410)
})

test('of two administrators who erase themselves at the same moment, one stays', async () => {
  const second = await createPerson(database.url, { name: 'Second', role: 'admin' })
  await query(
    database.url,
    `UPDATE "User" SET "disabledAt" = now() WHERE role = 'admin' AND id <> ALL($1::uuid[])`,
    [[admin.id, second.id]],
  )
  const answers = await Promise.all(
    [admin, second].map(({ headers }) => api('/me', headers, undefined, 'DELETE')),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 422])
})
