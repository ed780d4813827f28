import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../../support/http-client.ts'
import { type MailServer, startMailServer } from '../../support/mail-server.ts'
import { createPerson, createRoom, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let mail: MailServer
let backend: TestBackend

beforeAll(async () => {
  database = await createTestDatabase()
  mail = await startMailServer()
  backend = await startTestBackend(database.url, {
    // Rate limits are those of a developer's machine: none for loopback.
    NODE_ENV: 'development',
    SIGN_UP: 'open',
    SMTP_URL: mail.url,
    PUBLIC_URL: 'http://site.test',
  })
})
afterAll(async () => {
  await backend?.stop()
  await mail?.stop()
  await database?.drop()
})

const password = 'a long password'
const post = (path: string, json: object, headers: object = {}) =>
  ask<{ reason?: string; token?: string; mailed?: boolean; email?: string }>(`${backend.url}/api/v1${path}`, {
    headers: { ...headers },
    json,
  })
const signUp = (email: string, headers: object = {}) =>
  post('/auth/sign-up', { email, name: 'Mia', password, lang: 'en' }, headers)
const forgot = (email: string, lang = 'en') => post('/auth/forgot', { email, lang })
const login = (email: string, word = password) => post('/auth/login', { email, password: word })
/** The token of a letter's link, which must lead to the site. */
const tokenOf = (text: string, page: string) => {
  const found = new RegExp(`^http://site\\.test/[a-z]{2}/${page}\\?token=([\\w-]+)$`, 'm').exec(text)
  return found?.[1] ?? `no link to ${page} in: ${text}`
}
const member = async (email: string) => {
  await signUp(email)
  await post('/auth/confirm', { token: tokenOf((await mail.next(email)).text, 'confirm') })
}

describe('signing up', () => {
  test('an account is there when its letter was answered, once, and not before', async () => {
    expect((await signUp(' Mia@Example.org ')).status).toBe(400)
    expect((await signUp('Mia@Example.org')).status).toBe(202)
    const letter = await mail.next('mia@example.org')
    expect([letter.subject, letter.auto]).toEqual(['Parlance: Confirm your address', 'auto-generated'])
    expect((await login('mia@example.org')).status).toBe(401)
    const token = tokenOf(letter.text, 'confirm')
    const kept = await query<{ row: string }>(
      database.url,
      `SELECT to_jsonb(r)::text AS row FROM "AccountRequest" r UNION ALL SELECT to_jsonb(j)::text FROM pgboss.job j`,
    )
    expect(kept.some(({ row }) => row.includes(token) || row.includes(password))).toBe(false)
    expect((await post('/auth/confirm', { token })).body).toEqual({ email: 'mia@example.org' })
    expect((await login('mia@example.org')).status).toBe(200)
    const again = await post('/auth/confirm', { token })
    expect([again.status, again.body.reason]).toEqual([410, 'link-used'])
    const unknown = await post('/auth/confirm', { token: 'nothing' })
    expect([unknown.status, unknown.body.reason]).toEqual([404, 'link-unknown'])
  })

  test('with an address that has an account is answered alike; its owner is told by letter', async () => {
    await member('known@example.org')
    const known = await signUp('known@example.org')
    const fresh = await signUp('fresh@example.org')
    expect([known.status, known.body]).toEqual([fresh.status, fresh.body])
    const letter = await mail.next('known@example.org')
    expect(letter.subject).toBe('Parlance: You have an account already')
    expect(letter.text).toContain('http://site.test/en/forgot')
    expect(letter.text).not.toContain('token=')
  })

  test('a guest who signs up keeps their words', async () => {
    const room = await createRoom(database.url)
    const guest = await createPerson(database.url, { name: 'Gus' })
    await post(`/rooms/${room}/messages`, { clientId: 'a', body: 'Hello from Gus' }, guest.headers)
    await signUp('gus@example.org', guest.headers)
    await post('/auth/confirm', { token: tokenOf((await mail.next('gus@example.org')).text, 'confirm') })
    const rows = await query<{ email: string }>(
      database.url,
      `SELECT u.email FROM "Message" m JOIN "User" u ON u.id = m."authorId" WHERE m.body = 'Hello from Gus'`,
    )
    expect(rows).toEqual([{ email: 'gus@example.org' }])
  })

  test('two letters to one address make one account', async () => {
    await signUp('twice@example.org')
    await signUp('twice@example.org')
    const tokens = [await mail.next('twice@example.org'), await mail.next('twice@example.org')].map(
      ({ text }) => tokenOf(text, 'confirm'),
    )
    const answers = await Promise.all(tokens.map((token) => post('/auth/confirm', { token })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, expect.toBeOneOf([409, 410])])
  })

  test('a link that is too old makes nothing', async () => {
    await signUp('late@example.org')
    const token = tokenOf((await mail.next('late@example.org')).text, 'confirm')
    await query(
      database.url,
      `UPDATE "AccountRequest" SET "expiresAt" = now() WHERE email = 'late@example.org'`,
    )
    expect((await post('/auth/confirm', { token })).body.reason).toBe('link-expired')
    expect((await login('late@example.org')).status).toBe(401)
  })

  test('a letter that the mail server did not take is sent again', async () => {
    mail.refuse(1)
    await signUp('again@example.org')
    const token = tokenOf((await mail.next('again@example.org')).text, 'confirm')
    expect((await post('/auth/confirm', { token })).status).toBe(200)
  })

  test('letters to one address have an end, and nobody is told', async () => {
    for (let each = 0; each < 5; each++) await forgot('flood@example.org')
    expect((await forgot('flood@example.org')).status).toBe(202)
    const [{ n } = { n: 0 }] = await query<{ n: number }>(
      database.url,
      `SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'account-mail' AND data->>'id' IN
         (SELECT id::text FROM "AccountRequest" WHERE email = 'flood@example.org')`,
    )
    expect(n).toBeLessThanOrEqual(5)
  })
})

describe('a lost password', () => {
  test('is replaced by a letter, once; every session ends', async () => {
    await member('lost@example.org')
    const { body } = await login('lost@example.org')
    const session = { authorization: `Bearer ${body.token}` }
    await forgot('lost@example.org', 'de')
    const letter = await mail.next('lost@example.org')
    expect(letter.subject).toBe('Parlance: Wähle ein anderes Passwort')
    const token = tokenOf(letter.text, 'reset')
    expect((await post('/auth/reset', { token, password: 'short' })).status).toBe(400)
    expect((await post('/auth/reset', { token, password: 'another password' })).status).toBe(200)
    const me = await ask(`${backend.url}/api/v1/auth/me`, { headers: session })
    expect(me.status).toBe(401)
    expect((await login('lost@example.org')).status).toBe(401)
    expect((await login('lost@example.org', 'another password')).status).toBe(200)
    const again = await post('/auth/reset', { token, password: 'a third password' })
    expect([again.status, again.body.reason]).toEqual([410, 'link-used'])
  })

  test('the link of a sign-up sets no password, and the other way round', async () => {
    await signUp('mixed@example.org')
    const token = tokenOf((await mail.next('mixed@example.org')).text, 'confirm')
    expect((await post('/auth/reset', { token, password })).body.reason).toBe('link-unknown')
  })

  test('an address without an account is answered alike, and gets no letter', async () => {
    await member('real@example.org')
    const [none, real] = [await forgot('nobody@example.org'), await forgot('real@example.org')]
    expect([none.status, none.body]).toEqual([real.status, real.body])
    await mail.next('real@example.org')
    // Letters go one after the other: that of nobody would have come before.
    expect(mail.letters.filter(({ to }) => to.includes('nobody@example.org'))).toEqual([])
  })
})

test('an invitation goes by letter, and the link is shown all the same', async () => {
  const admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
  const body = { email: 'guest@example.org', role: 'editor', lang: 'fr' }
  const made = await post('/admin/invitations', body, admin.headers)
  expect([made.status, made.body.mailed]).toEqual([201, true])
  const letter = await mail.next('guest@example.org')
  expect(tokenOf(letter.text, 'invitation')).toBe(made.body.token)
  expect(letter.subject).toBe('Parlance: Vous êtes invité')
})

describe('where letters cannot be sent', () => {
  test.each([
    ['no mail server', { SIGN_UP: 'open' }, 422, 'no-mail'],
    ['invitations alone', { SIGN_UP: 'invite', SMTP_URL: 'smtp://127.0.0.1:9' }, 403, 'sign-up-closed'],
  ])('%s: signing up says so', async (_, config, status, reason) => {
    const other = await startTestBackend(database.url, config)
    const answer = await ask<{ reason: string }>(`${other.url}/api/v1/auth/sign-up`, {
      json: { email: 'a@example.org', name: 'A', password, lang: 'en' },
    })
    await other.stop()
    expect([answer.status, answer.body.reason]).toEqual([status, reason])
  })

  test('a mail server that hangs holds up no answer', async () => {
    const held = new Set<Socket>()
    const silent = createServer((socket) => held.add(socket.on('error', () => {})))
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as AddressInfo
    const own = await createTestDatabase()
    const other = await startTestBackend(own.url, { SIGN_UP: 'open', SMTP_URL: `smtp://127.0.0.1:${port}` })
    const answer = await ask(`${other.url}/api/v1/auth/sign-up`, {
      json: { email: 'a@example.org', name: 'A', password, lang: 'en' },
    })
    expect(answer.status).toBe(202)
    for (const socket of held) socket.destroy()
    silent.close()
    await other.stop()
    await own.drop()
  })
})
