import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../../src/features/accounts/accounts.ts'
import type { PasskeyView } from '../../../src/features/accounts/passkey-port.ts'
import { hashPassword } from '../../../src/features/accounts/passwords.ts'
import { newId } from '../../../src/features/identifiers.ts'
import { createAuthenticator, type Lies } from '../../support/authenticator.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

const site = 'https://directory.example'
const password = 'a long password'

let database: TestDatabase
let backend: TestBackend

beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url, {
    NODE_ENV: 'development',
    SECOND_FACTOR: 'administrators',
    PUBLIC_URL: site,
  })
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

interface Answer {
  readonly reason?: string
  readonly token?: string
  readonly user?: { readonly role: Role; readonly needsSecondFactor?: boolean }
}
const api = <T = Answer>(path: string, headers: object, json?: unknown, method = 'POST') =>
  ask<T>(`${backend.url}/api/v1${path}`, {
    headers: { ...headers },
    method,
    ...(json === undefined ? {} : { json }),
  })
const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` })
const login = (email: string) => api('/auth/login', {}, { email, password })

/** Somebody with a password, signed in by it. */
async function account(name: string, role: Role = 'member') {
  const email = `${name}@example.org`
  await query(
    database.url,
    `INSERT INTO "User" (id, role, name, email, "passwordHash") VALUES ($1, $2::"Role", $3, $4, $5)`,
    [newId(), role, name, email, await hashPassword(password)],
  )
  const { status, body } = await login(email)
  expect(status, JSON.stringify(body)).toBe(200)
  return { email, headers: bearer(body.token) }
}

type Device = ReturnType<typeof createAuthenticator>
interface Options {
  readonly challenge: string
  readonly rpId?: string
  readonly rp?: { id: string }
  readonly user: { readonly id: string; readonly name: string }
  readonly excludeCredentials?: readonly { id: string }[]
  readonly authenticatorSelection?: object
  readonly userVerification?: string
}
const options = async (headers: object) => (await api<Options>('/me/passkeys/options', headers)).body
const add = async (headers: object, device: Device, lies: Lies = {}, name = 'Phone') =>
  api('/me/passkeys', headers, { name, response: device.create(await options(headers), lies) })
const asked = async () => (await api<Options>('/auth/passkey/options', {})).body
const signIn = async (device: Device, lies: Lies = {}) =>
  api('/auth/passkey', {}, { response: device.get(await asked(), lies) })
const list = async (headers: object) =>
  (await api<{ items: PasskeyView[] }>('/me/passkeys', headers, undefined, 'GET')).body.items

/** Somebody with a passkey. */
async function withPasskey(name: string, role?: Role) {
  const person = await account(name, role)
  const device = createAuthenticator(site)
  const added = await add(person.headers, device)
  return { ...person, device, added }
}

describe('a passkey', () => {
  test('is made for the site’s host, with a question of the device, and signs in without a password', async () => {
    const { headers, email } = await account('ana')
    const made = await options(headers)
    expect(made).toMatchObject({
      rp: { id: 'directory.example' },
      user: { name: email },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    const device = createAuthenticator(site)
    expect((await add(headers, device)).status).toBe(204)
    expect(await asked()).toMatchObject({ rpId: 'directory.example', userVerification: 'required' })
    const entered = await signIn(device)
    expect([entered.status, entered.body.user]).toMatchObject([200, { name: 'ana', email }])
    expect((await api('/auth/me', bearer(entered.body.token), undefined, 'GET')).status).toBe(200)
  })

  test('is listed, called something else, and taken away: then it signs nobody in', async () => {
    const { headers, device } = await withPasskey('bea')
    const [passkey] = await list(headers)
    expect(passkey).toMatchObject({ name: 'Phone', lastUsedAt: null })
    await signIn(device)
    expect((await list(headers))[0]?.lastUsedAt).toEqual(expect.any(String))
    const other = await account('ben')
    for (const [method, json] of [
      ['PATCH', { name: 'Mine' }],
      ['DELETE', undefined],
    ] as const) {
      expect((await api(`/me/passkeys/${passkey?.id}`, other.headers, json, method)).status).toBe(404)
    }
    expect((await api(`/me/passkeys/${passkey?.id}`, headers, { name: 'Laptop' }, 'PATCH')).status).toBe(204)
    expect((await list(headers)).map(({ name }) => name)).toEqual(['Laptop'])
    expect((await api(`/me/passkeys/${passkey?.id}`, headers, undefined, 'DELETE')).status).toBe(204)
    const refused = await signIn(device)
    expect([refused.status, refused.body.reason]).toEqual([401, 'passkey-unknown'])
  })

  test('of another site, without the device’s question, or of somebody else is refused', async () => {
    const { headers, device } = await withPasskey('cleo')
    const lies: Lies[] = [
      { origin: 'https://directory.example.evil.test' },
      { host: 'evil.test' },
      { unverified: true },
      { handle: newId() },
    ]
    for (const lie of lies) {
      const refused = await signIn(device, lie)
      expect([refused.status, refused.body.reason], JSON.stringify(lie)).toEqual([401, 'passkey-refused'])
    }
    for (const lie of lies.slice(0, 3)) {
      const refused = await add(headers, createAuthenticator(site), lie)
      expect([refused.status, refused.body.reason], JSON.stringify(lie)).toEqual([400, 'passkey-refused'])
    }
    expect(await list(headers)).toHaveLength(1)
    expect((await signIn(device)).status).toBe(200)
  })

  test('signs each question once, its own, and within its time', async () => {
    const { headers, device } = await withPasskey('dora')
    const response = device.get(await asked())
    expect((await api('/auth/passkey', {}, { response })).status).toBe(200)
    const again = await api('/auth/passkey', {}, { response })
    expect([again.status, again.body.reason]).toEqual([401, 'passkey-late'])
    const invented = await api('/auth/passkey', {}, { response: device.get({ challenge: 'aaaa' }) })
    expect(invented.body.reason).toBe('passkey-late')
    // The question of adding one is not that of signing in, and is its owner's alone.
    const forAdding = await api('/auth/passkey', {}, { response: device.get(await options(headers)) })
    expect(forAdding.body.reason).toBe('passkey-late')
    const other = await account('dan')
    const stolen = createAuthenticator(site).create(await options(headers))
    expect((await api('/me/passkeys', other.headers, { name: 'a', response: stolen })).status).toBe(400)
    const late = device.get(await asked())
    await query(database.url, `UPDATE "PasskeyChallenge" SET "expiresAt" = now() - interval '1 second'`)
    expect((await api('/auth/passkey', {}, { response: late })).body.reason).toBe('passkey-late')
    await asked()
    expect(await query(database.url, 'SELECT 1 FROM "PasskeyChallenge"')).toHaveLength(1)
  })

  test('that was copied is noticed by its count', async () => {
    const { device } = await withPasskey('emil')
    const older = device.get(await asked())
    expect((await signIn(device)).status).toBe(200)
    const copied = await api('/auth/passkey', {}, { response: older })
    expect([copied.status, copied.body.reason]).toEqual([401, 'passkey-refused'])
  })

  test('of an account that was closed signs nobody in', async () => {
    const { email, device } = await withPasskey('fred')
    await query(database.url, 'UPDATE "User" SET "disabledAt" = now() WHERE email = $1', [email])
    expect((await signIn(device)).status).toBe(401)
  })

  test('is not for guests, is on a device once, and nobody has more than twenty', async () => {
    const guest = await createPerson(database.url, { name: 'Gus' })
    expect((await api('/me/passkeys/options', guest.headers)).status).toBe(403)
    const { headers, device } = await withPasskey('gina')
    expect((await options(headers)).excludeCredentials).toMatchObject([{ id: device.id }])
    expect((await add(headers, device)).status).toBe(409)
    const answers: number[] = []
    for (let i = 0; i < 20; i++) answers.push((await add(headers, createAuthenticator(site))).status)
    expect(answers).toEqual([...Array(19).fill(204), 409])
  })

  test('that nothing reads, or of nonsense, is a clear refusal', async () => {
    const { headers, device } = await withPasskey('hal')
    const { response, ...rest } = device.get(await asked())
    for (const clientDataJSON of ['AAAA', 'bnVsbA', 'eyJjaGFsbGVuZ2UiOjF9']) {
      const refused = await api(
        '/auth/passkey',
        {},
        { response: { ...rest, response: { ...response, clientDataJSON } } },
      )
      expect(refused.status, clientDataJSON).toBe(401)
    }
    const made = createAuthenticator(site).create(await options(headers))
    const broken = { ...made, response: { ...made.response, attestationObject: 'AAAA' } }
    expect((await api('/me/passkeys', headers, { name: 'a', response: broken })).status).toBe(400)
  })
})

describe('as a second factor', () => {
  test('a passkey is what an administrator needs; a password alone then leaves them what a member may', async () => {
    const { email, headers, device, added } = await withPasskey('ada', 'admin')
    expect(added.status).toBe(204)
    const summary = async (who: object) => (await api('/admin/summary', who, undefined, 'GET')).status
    // The session that made it has shown it.
    expect(await summary(headers)).toBe(200)
    const entered = await signIn(device)
    expect(await summary(bearer(entered.body.token))).toBe(200)
    const weak = bearer((await login(email)).body.token)
    expect(await summary(weak)).toBe(403)
    const me = await api('/auth/me', weak, undefined, 'GET')
    expect(me.body.user).toMatchObject({ role: 'member', needsSecondFactor: true })
  })

  test('whoever came with the password alone gets round it by no other factor, token or removal', async () => {
    const { email, headers } = await withPasskey('ines', 'admin')
    const weak = bearer((await login(email)).body.token)
    const [passkey] = await list(headers)
    const answers = [
      await api('/me/passkeys/options', weak),
      await api('/me/second-factor', weak),
      await api('/me/tokens', weak, { name: 'a', scope: 'write' }),
      await api(`/me/passkeys/${passkey?.id}`, weak, undefined, 'DELETE'),
      await api(`/me/passkeys/${passkey?.id}`, weak, { name: 'a' }, 'PATCH'),
    ]
    expect(answers.map(({ status, body }) => [status, body.reason])).toEqual(
      Array(5).fill([403, 'second-factor-needed']),
    )
    // Without it, even who has shown it before is a member again.
    await api(`/me/passkeys/${passkey?.id}`, headers, undefined, 'DELETE')
    expect((await api('/admin/summary', headers, undefined, 'GET')).status).toBe(403)
  })

  test('nobody of whom none is demanded is locked out by a lost one', async () => {
    const { email } = await withPasskey('jo')
    const { body } = await login(email)
    const [passkey] = await list(bearer(body.token))
    expect((await api(`/me/passkeys/${passkey?.id}`, bearer(body.token), undefined, 'DELETE')).status).toBe(
      204,
    )
  })
})

test('a site without a name has no passkeys, and says so', async () => {
  const nameless = await startTestBackend(database.url, { PUBLIC_URL: 'http://192.0.2.7' })
  try {
    const offered = await ask<{ passkeys: boolean }>(`${nameless.url}/api/v1/auth/options`)
    expect(offered.body.passkeys).toBe(false)
    const refused = await ask(`${nameless.url}/api/v1/auth/passkey/options`, { method: 'POST' })
    expect(refused.status).toBe(422)
  } finally {
    await nameless.stop()
  }
})
