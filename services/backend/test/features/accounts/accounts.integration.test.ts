import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withConnection } from '../../../src/database/connection.ts'
import { hashPassword } from '../../../src/features/accounts/passwords.ts'
import { type Answer, ask } from '../../support/http-client.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let backend: TestBackend
const email = 'editor@parlance.test'
const password = 'four words, or five'

beforeAll(async () => {
  database = await createTestDatabase()
  await query(
    `INSERT INTO "User" (id, role, name, email, "passwordHash") VALUES (gen_random_uuid(), 'admin', 'Editor', $1, $2)`,
    [email, await hashPassword(password)],
  )
  backend = await startTestBackend(database.url, { PUBLIC_URL: 'https://site.test' })
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

async function query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
  return withConnection(database.url, async (client) => (await client.query(sql, values)).rows as T[])
}

const auth = (path: string, json?: unknown, headers: Record<string, string> = {}) =>
  ask<{ token: string; expiresAt: string; user: Record<string, unknown>; detail: string }>(
    `${backend.url}/api/v1/auth/${path}`,
    { method: 'POST', headers, ...(json === undefined ? {} : { json }) },
  )

/** The refresh cookie that an answer sets, as a browser would send it back. */
function cookieOf({ headers }: Answer<unknown>): string {
  const [set = ''] = headers.getSetCookie()
  return set.split(';')[0] ?? ''
}

const signIn = () => auth('login', { email, password })
const renew = (cookie: string) => auth('refresh', undefined, { cookie })

describe('guests', () => {
  test('have a name, a token and no account', async () => {
    const { status, body } = await auth('guest', { name: '  Zoë \u202e  van Dam\n', lang: 'nl' })
    expect(status).toBe(200)
    expect(body.user).toMatchObject({ name: 'Zoë van Dam', role: 'guest', lang: 'nl', email: null })
    const me = await ask(`${backend.url}/api/v1/auth/me`, {
      headers: { authorization: `Bearer ${body.token}` },
    })
    expect(me).toMatchObject({ status: 200, body: { user: { name: 'Zoë van Dam' } } })
  })

  test.each([[''], ['   '], ['\u202e\u200b'], ['x'.repeat(41)]])('are refused the name %j', async (name) => {
    expect(await auth('guest', { name, lang: 'en' })).toMatchObject({ status: 400 })
  })
})

describe('signing in', () => {
  test('gives a short token, and a cookie that no script and no other route sees', async () => {
    const answer = await signIn()
    expect(answer).toMatchObject({ status: 200, body: { user: { email, role: 'admin' } } })
    expect(Date.parse(answer.body.expiresAt) - Date.now()).toBeLessThanOrEqual(15 * 60_000)
    expect(answer.headers.getSetCookie()[0]).toMatch(/Path=\/api\/v1\/auth; .*HttpOnly; Secure; SameSite=Lax/)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(JSON.stringify(answer.body)).not.toContain('$argon2')
  })

  test('says the same of a wrong password and of an unknown address, and keeps a record', async () => {
    const wrong = await auth('login', { email, password: 'guess' })
    const unknown = await auth('login', { email: 'nobody@parlance.test', password: 'guess' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(wrong.body.detail).toBe(unknown.body.detail)
    const events = await query<{ action: string }>(`SELECT action FROM "AuditEvent" ORDER BY "createdAt", id`)
    expect(events.map(({ action }) => action)).toEqual([
      'session.started',
      'session.refused',
      'session.refused',
    ])
  })

  test('keeps neither password nor token as it is', async () => {
    const cookie = cookieOf(await signIn())
    const [, secret = ''] = cookie.split('=')
    const [user] = await query<{ passwordHash: string }>(
      `SELECT "passwordHash" FROM "User" WHERE email = $1`,
      [email],
    )
    expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await query(`SELECT 1 FROM "RefreshToken" WHERE hash = $1`, [secret])).toEqual([])
  })
})

describe('refresh tokens', () => {
  test('of a browser come with an access token in another cookie, and never show it to its scripts', async () => {
    const answer = await auth('login', { email, password, session: 'cookie' })
    const cookies = (given: Answer<unknown>) => given.headers.getSetCookie().map((set) => set.split('=')[0])
    const jar = answer.headers.getSetCookie().map((set) => set.split(';')[0])
    expect(cookies(answer).sort()).toEqual(['parlance_access', 'parlance_renewal'])
    expect(answer.body.token).toBeUndefined()
    const renewed = await renew(jar.join('; '))
    expect(renewed).toMatchObject({ status: 200, body: { user: { email } } })
    expect(renewed.body.token).toBeUndefined()
    expect(cookies(renewed).sort()).toEqual(['parlance_access', 'parlance_renewal'])
  })

  test('change with every use', async () => {
    const first = cookieOf(await signIn())
    const answer = await renew(first)
    expect(answer.status).toBe(200)
    expect(cookieOf(answer)).not.toBe(first)
    expect(await renew(cookieOf(answer))).toMatchObject({ status: 200 })
  })

  test('two tabs that renew at the same moment both go on', async () => {
    const cookie = cookieOf(await signIn())
    const answers = await Promise.all([renew(cookie), renew(cookie)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
  })

  test('a spent one that comes back later ends the session, for thief and owner', async () => {
    const stolen = cookieOf(await signIn())
    const owner = cookieOf(await renew(stolen))
    await query(
      `UPDATE "RefreshToken" SET "spentAt" = "spentAt" - interval '1 minute' WHERE "spentAt" IS NOT NULL`,
    )
    const thief = await renew(stolen)
    expect(thief).toMatchObject({ status: 401, body: { reason: 'reused-token' } })
    expect(thief.headers.getSetCookie()).toContainEqual(expect.stringMatching(/^parlance_refresh=;/))
    expect(await renew(owner)).toMatchObject({ status: 401 })
  })

  test('signing out ends the session', async () => {
    const cookie = cookieOf(await signIn())
    expect((await auth('logout', undefined, { cookie })).status).toBe(204)
    expect(await renew(cookie)).toMatchObject({ status: 401 })
  })

  test('invented ones, and none, are refused', async () => {
    expect(await renew('parlance_refresh=invented')).toMatchObject({ status: 401 })
    expect(await auth('refresh')).toMatchObject({ status: 401 })
  })
})

test.each([
  ['Bearer nonsense'],
  ['Basic YTpi'],
  // {"alg":"none"} with the claims of an administrator.
  [
    `Bearer ${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${Buffer.from('{"iss":"parlance","sub":"x","name":"x","role":"admin","lang":"en"}').toString('base64url')}.`,
  ],
])('%s is no identity', async (authorization) => {
  const answer = await ask(`${backend.url}/api/v1/auth/me`, { headers: { authorization } })
  expect(answer.status).toBe(401)
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
})

test('wrong passwords make who guesses wait, by Retry-After, and keep nobody else out', async () => {
  const plain = await startTestBackend(database.url, { TRUSTED_PROXIES: '127.0.0.1' })
  const attempt = (from: string, guess: string) =>
    ask(`${plain.url}/api/v1/auth/login`, {
      json: { email, password: guess },
      headers: { 'x-forwarded-for': from },
    })
  const answers: Awaited<ReturnType<typeof attempt>>[] = []
  for (let each = 0; each < 11; each += 1) answers.push(await attempt('203.0.113.5', 'guess'))
  expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(401), 429])
  expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await attempt('203.0.113.6', password)).status).toBe(200)
  await plain.stop()
})

test('right passwords are not counted', async () => {
  const answers = []
  for (let each = 0; each < 12; each += 1) answers.push((await signIn()).status)
  expect(answers).toEqual(Array(12).fill(200))
})
