import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../../src/features/accounts/accounts.ts'
import { hashPassword } from '../../../src/features/accounts/passwords.ts'
import { createPerson, query } from '../../support/people.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from '../../support/test-database.ts'

const key = 'a key that manage has made, of more than 32 signs'
let database: TestDatabase
let backend: TestBackend
let without: TestBackend
beforeAll(async () => {
  database = await createTestDatabase()
  const previews = { PREVIEW_ORIGIN: 'https://preview.example:8443', PREVIEW_SITE_KEY: key }
  backend = await startTestBackend(database.url, previews)
  without = await startTestBackend(database.url)
})
afterAll(async () => {
  await Promise.all([backend?.stop(), without?.stop()])
  await database?.drop()
})

/** As a browser follows a link. */
const follow = (search: Record<string, string>, headers: Record<string, string> = {}, at = backend) =>
  fetch(`${at.url}/api/v1/auth/preview?${new URLSearchParams(search)}`, { headers, redirect: 'manual' })
const where = async (answer: Promise<Response>) => {
  const { status, headers } = await answer
  return [status, headers.get('location')?.split('?')[0] ?? null]
}
const cookieOf = async (role: Role) => {
  const { token } = await createPerson(database.url, { name: 'Pat', role })
  return { cookie: `parlance_access=${token}` }
}
const door = 'https://search.preview.example:8443/-/preview/enter'

describe('a preview that is for the people of the site', () => {
  test.each<[Role, unknown[]]>([
    ['admin', [303, door]],
    ['editor', [303, door]],
    ['member', [403, null]],
    ['guest', [303, '/sign-in']],
  ])('%s: %j', async (role, wanted) => {
    expect(await where(follow({ name: 'search' }, await cookieOf(role)))).toEqual(wanted)
  })

  test('nobody, and who has been signed out, is sent to sign in', async () => {
    expect(await where(follow({ name: 'search' }))).toEqual([303, '/sign-in'])
    const spent = { cookie: 'parlance_access=spent; parlance_renewal=spent' }
    expect(await where(follow({ name: 'search' }, spent))).toEqual([303, '/sign-in'])
    const { headers } = await follow({ name: 'search', to: '/fr?sort=new' })
    const { searchParams } = new URL(headers.get('location') ?? '', backend.url)
    expect(Object.fromEntries(searchParams)).toEqual({ preview: 'search', to: '/fr?sort=new' })
  })

  test('who was away for longer than an access token is good is let in by the cookie that renews it, which changes', async () => {
    const { id } = await createPerson(database.url, { name: 'Pat', role: 'editor' })
    await query(database.url, 'UPDATE "User" SET email = $2, "passwordHash" = $3 WHERE id = $1', [
      id,
      'pat@previews.test',
      await hashPassword('a long password'),
    ])
    const signedIn = await fetch(`${backend.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'pat@previews.test', password: 'a long password', session: 'cookie' }),
    })
    const renewalOf = ({ headers }: Response) =>
      headers
        .getSetCookie()
        .find((line) => line.startsWith('parlance_renewal='))
        ?.split(';')[0] ?? ''
    const first = renewalOf(signedIn)
    const entered = await follow({ name: 'search' }, { cookie: first })
    expect(entered.headers.get('location')).toContain(door)
    expect([renewalOf(entered) === first, renewalOf(entered)]).toEqual([
      false,
      expect.stringMatching(/^parlance_renewal=.{20,}/),
    ])
  })

  test('a token of a program is no sign-in', async () => {
    const { headers } = await createPerson(database.url, { name: 'Pat', role: 'admin' })
    const made = await fetch(`${backend.url}/api/v1/me/tokens`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'a program', scope: 'write' }),
    })
    const { token } = (await made.json()) as { token: string }
    expect(await where(follow({ name: 'search' }, { authorization: `Bearer ${token}` }))).toEqual([403, null])
  })

  test('the link names the preview and the page, is signed for a minute, and is kept by no cache', async () => {
    const before = Math.floor(Date.now() / 1_000)
    const answer = await follow({ name: 'search', to: '/fr/tools?sort=new' }, await cookieOf('editor'))
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { searchParams } = new URL(answer.headers.get('location') ?? '')
    expect(searchParams.get('to')).toBe('/fr/tools?sort=new')
    const [until] = (searchParams.get('pass') ?? '').split('.').map(Number)
    expect((until ?? 0) - before).toBeGreaterThanOrEqual(60)
    expect((until ?? 0) - before).toBeLessThan(75)
  })

  test.each([
    { name: '../x' },
    { name: 'a.evil.example' },
    { name: 'a', to: 'https://evil.example' },
    { name: '' },
  ])('%j is refused', async (search) => {
    expect((await follow(search, await cookieOf('admin'))).status).toBe(400)
  })

  test('a site without previews has no such place', async () => {
    expect((await follow({ name: 'search' }, await cookieOf('admin'), without)).status).toBe(404)
  })
})
