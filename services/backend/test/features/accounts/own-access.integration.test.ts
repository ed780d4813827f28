import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../../src/features/accounts/accounts.ts'
import type { ApiTokenView } from '../../../src/features/accounts/api-tokens.ts'
import { hashPassword } from '../../../src/features/accounts/passwords.ts'
import { newId } from '../../../src/features/identifiers.ts'
import { ask } from '../../support/http-client.ts'
import { createPerson, createRoom, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

let database: TestDatabase
let backend: TestBackend

beforeAll(async () => {
  database = await createTestDatabase()
  backend = await startTestBackend(database.url, { NODE_ENV: 'development', SECOND_FACTOR: 'administrators' })
})
afterAll(async () => {
  await backend?.stop()
  await database?.drop()
})

const password = 'a long password'
const api = <T = Record<string, unknown>>(path: string, headers: object, json?: unknown, method?: string) =>
  ask<T>(`${backend.url}/api/v1${path}`, {
    headers: { ...headers },
    ...(json === undefined ? {} : { json }),
    ...(method ? { method } : {}),
  })
interface SignedIn {
  readonly token?: string
  readonly reason?: string
}
const login = (email: string, code?: string, word = password) =>
  api<SignedIn>('/auth/login', {}, { email, password: word, ...(code === undefined ? {} : { code }) })

/** Somebody with a password. */
async function account(
  name: string,
  role: Role,
): Promise<{ email: string; headers: { authorization: string } }> {
  const email = `${name}@example.org`
  await query(
    database.url,
    `INSERT INTO "User" (id, role, name, email, "passwordHash") VALUES ($1, $2::"Role", $3, $4, $5)`,
    [newId(), role, name, email, await hashPassword(password)],
  )
  const { body } = await login(email)
  return { email, headers: { authorization: `Bearer ${body.token}` } }
}

/** RFC 4648 base32 as bytes. */
function base32(text: string): Buffer {
  const bits = [...text].map((sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The code of an authenticator, from RFC 6238 and RFC 4226 themselves. @param steps of thirty seconds from now */
function codeOf(secret: Buffer, steps = 0, seconds = Date.now() / 1_000): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30) + steps))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** Adds a second factor; the code of the next step is still good then, whenever a step ends meanwhile. */
async function addFactor(headers: object) {
  const { body } = await api<{ secret: string; uri: string }>('/me/second-factor', headers, undefined, 'POST')
  const secret = base32(body.secret)
  const confirmed = await api<{ codes: string[] }>('/me/second-factor/confirm', headers, {
    code: codeOf(secret),
  })
  return { secret, uri: body.uri, status: confirmed.status, codes: confirmed.body.codes }
}

test('the codes of this test are those of RFC 6238, appendix B', () => {
  const secret = Buffer.from('12345678901234567890')
  expect([59, 1_111_111_109, 20_000_000_000].map((time) => codeOf(secret, 0, time))).toEqual([
    '287082',
    '081804',
    '353130',
  ])
})

describe('a second factor', () => {
  test('is asked for after the password, and a code is good once', async () => {
    const mia = await account('mia', 'member')
    const { secret, uri, codes } = await addFactor(mia.headers)
    expect(uri).toMatch(/^otpauth:\/\/totp\/Parlance:mia\?/)
    expect(codes).toHaveLength(10)
    expect((await login(mia.email)).body.reason).toBe('code-needed')
    expect((await login(mia.email, undefined, 'not the password')).body.reason).toBeUndefined()
    expect((await login(mia.email, '000000', 'not the password')).body.reason).toBeUndefined()
    const code = codeOf(secret, 1)
    // As an East Asian keyboard has it, in two groups.
    const wide = [...code].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')
    expect((await login(mia.email, `${wide.slice(0, 3)} ${wide.slice(3)}`)).status).toBe(200)
    const again = await login(mia.email, code)
    expect([again.status, again.body.reason]).toEqual([401, 'code-wrong'])
  })

  test('that is lost is replaced by a recovery code, each good once', async () => {
    const lou = await account('lou', 'member')
    const { codes } = await addFactor(lou.headers)
    const [code = ''] = codes
    expect((await login(lou.email, code.toUpperCase())).status).toBe(200)
    expect((await login(lou.email, code)).body.reason).toBe('code-wrong')
    const view = await api('/me/second-factor', lou.headers)
    expect(view.body).toEqual({ enabled: true, codesLeft: 9, demanded: false })
    const kept = await query<{ row: string }>(
      database.url,
      'SELECT to_jsonb(c)::text AS row FROM "RecoveryCode" c',
    )
    expect(kept.some(({ row }) => codes.some((each) => row.includes(each.replace('-', ''))))).toBe(false)
    const gone = await api('/me/second-factor/remove', lou.headers, { code: codes[1] })
    expect(gone.status).toBe(204)
    expect((await login(lou.email)).status).toBe(200)
  })

  test('does not count before a code of it was given, and is not replaced by somebody at an open screen', async () => {
    const kim = await account('kim', 'member')
    await api('/me/second-factor', kim.headers, undefined, 'POST')
    // Too short; six signs of other bytes than a code's; six digits that are not those of a code.
    for (const code of ['12345', '\u{10b8d}\u{25982}\u{58df}abc', '٠١٢٣٤٥', '💶💶💶']) {
      expect((await api('/me/second-factor/confirm', kim.headers, { code })).status).toBe(400)
    }
    expect((await login(kim.email)).status).toBe(200)
    const { status } = await addFactor(kim.headers)
    expect(status).toBe(200)
    expect((await api('/me/second-factor', kim.headers, undefined, 'POST')).status).toBe(409)
    expect((await api('/me/second-factor/remove', kim.headers, { code: '000000' })).status).toBe(400)
  })

  test('is demanded of an administrator, who is a member until it is there', async () => {
    const ada = await account('ada', 'admin')
    expect((await api('/admin/summary', ada.headers)).status).toBe(403)
    const me = await api<{ user: object }>('/auth/me', ada.headers)
    expect(me.body.user).toMatchObject({ role: 'member', needsSecondFactor: true })
    expect((await api('/me/second-factor', ada.headers)).body).toMatchObject({ demanded: true })
    await addFactor(ada.headers)
    expect((await api('/admin/summary', ada.headers)).status).toBe(200)
    const editor = await account('edo', 'editor')
    expect((await api('/admin/summary', editor.headers)).status).toBe(200)
  })
})

describe('a token for a program', () => {
  const made = async (headers: object, scope: string, more: object = {}) => {
    const { body } = await api<{ id: string; token: string }>('/me/tokens', headers, {
      name: 'sync',
      scope,
      ...more,
    })
    return { id: body.id, secret: body.token, headers: { authorization: `Bearer ${body.token}` } }
  }

  test('reads, or also writes, in its owner’s name; it is kept as a hash, and told when it was used', async () => {
    const pia = await account('pia', 'member')
    const room = await createRoom(database.url)
    const [reads, writes] = [await made(pia.headers, 'read'), await made(pia.headers, 'write')]
    expect((await api<{ user: object }>('/auth/me', reads.headers)).body.user).toMatchObject({ name: 'pia' })
    const say = (headers: object) => api(`/rooms/${room}/messages`, headers, { clientId: 'a', body: 'Hello' })
    const refused = await say(reads.headers)
    expect([refused.status, refused.body.reason]).toEqual([403, 'read-only-token'])
    expect((await say(writes.headers)).status).toBeLessThan(300)
    const rows = await query<{ row: string }>(
      database.url,
      'SELECT to_jsonb(t)::text AS row FROM "ApiToken" t',
    )
    expect(rows.some(({ row }) => row.includes(reads.secret))).toBe(false)
    const { body } = await api<{ items: ApiTokenView[] }>('/me/tokens', pia.headers)
    expect(body.items.map(({ name, scope, lastUsedAt }) => [name, scope, typeof lastUsedAt])).toEqual([
      ['sync', 'write', 'string'],
      ['sync', 'read', 'string'],
    ])
    expect(reads.secret.startsWith(body.items[1]?.prefix ?? '?')).toBe(true)
  })

  test('that is revoked, or too old, is out with its next request', async () => {
    const uma = await account('uma', 'member')
    const token = await made(uma.headers, 'read', { days: 1 })
    expect((await api('/auth/me', token.headers)).status).toBe(200)
    await query(database.url, `UPDATE "ApiToken" SET "expiresAt" = now() WHERE id = $1`, [token.id])
    expect((await api('/auth/me', token.headers)).status).toBe(401)
    const other = await made(uma.headers, 'write')
    expect((await api(`/me/tokens/${other.id}`, uma.headers, undefined, 'DELETE')).status).toBe(204)
    expect((await api('/auth/me', other.headers)).status).toBe(401)
    expect((await api(`/me/tokens/${other.id}`, uma.headers, undefined, 'DELETE')).status).toBe(404)
    expect((await api('/auth/me', { authorization: 'Bearer parlance_nothing' })).status).toBe(401)
  })

  test('makes no other, ends no session, and takes no second factor away', async () => {
    const zoe = await account('zoe', 'member')
    const token = await made(zoe.headers, 'write')
    const answers = [
      await api('/me/tokens', token.headers, { name: 'more', scope: 'write' }),
      await api('/me/second-factor', token.headers, undefined, 'POST'),
      await api(`/me/sessions/${crypto.randomUUID()}`, token.headers, undefined, 'DELETE'),
      await api('/me', token.headers, undefined, 'DELETE'),
    ]
    expect(answers.map(({ status, body }) => [status, body?.reason])).toEqual(
      Array(4).fill([403, 'sign-in-needed']),
    )
  })

  test('is not for guests, and nobody has more than fifty', async () => {
    const guest = await createPerson(database.url, { name: 'Gus' })
    expect((await api('/me/tokens', guest.headers, { name: 'a', scope: 'read' })).status).toBe(403)
    const max = await account('max', 'member')
    const answers = await Promise.all(
      Array.from({ length: 55 }, () => api('/me/tokens', max.headers, { name: 'a', scope: 'read' })),
    )
    const count = (status: number) => answers.filter((answer) => answer.status === status).length
    expect([count(201), count(409)]).toEqual([50, 5])
  })
})
