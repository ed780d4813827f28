import { waitUntil } from '@parlance/testing'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ChatClient } from './support/chat-client.ts'
import { type Answer, ask } from './support/http-client.ts'
import { createPerson, createRoom, type Person } from './support/people.ts'
import { type Relay, startRelay } from './support/relay.ts'
import { startTestBackend, type TestBackend } from './support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from './support/test-database.ts'

let database: TestDatabase
let relay: Relay
let backend: TestBackend
let admin: Person
let room: string

beforeAll(async () => {
  database = await createTestDatabase()
  relay = await startRelay(database.url)
  backend = await startTestBackend(relay.url)
  admin = await createPerson(database.url, { name: 'Ada', role: 'admin' })
  room = await createRoom(database.url)
})
afterEach(() => relay.mend())
afterAll(async () => {
  await backend?.stop()
  await relay?.close()
  await database?.drop()
})

/** One request of each way to the database: the pool, Prisma, a transaction, the job queue. */
const requests = [
  () => ask(`${backend.url}/api/v1/tools?limit=40`),
  () => ask(`${backend.url}/api/v1/auth/guest`, { json: { name: 'Gus', lang: 'en' } }),
  () => ask(`${backend.url}/api/v1/auth/login`, { json: { email: 'a@b.test', password: 'x' } }),
  () => ask(`${backend.url}/api/v1/auth/me`, { headers: admin.headers }),
  () => ask(`${backend.url}/api/v1/submissions`, { json: { url: 'https://outage.test/' } }),
  () => ask(`${backend.url}/api/v1/rooms/${room}`),
  () => ask(`${backend.url}/api/v1/glossary`, { json: { term: 'outage' }, headers: admin.headers }),
]

function expectOutage({ status, headers, body }: Answer<Record<string, unknown>>): void {
  expect({ status, code: body.code, title: body.title }).toEqual({
    status: 503,
    code: 'unavailable',
    title: expect.any(String),
  })
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  expect(headers.get('content-type')).toContain('application/problem+json')
}

/** Holds tables for itself until released. */
async function lock(...tables: string[]): Promise<{ release(): Promise<void> }> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  await client.query(`BEGIN; LOCK TABLE ${tables.map((name) => `"${name}"`).join()} IN ACCESS EXCLUSIVE MODE`)
  return { release: () => client.end() }
}

describe('an outage is 503 with Retry-After', () => {
  test('while the database is away; and over when it is back', async () => {
    await relay.cut()
    for (const request of requests) expectOutage(await request())
    await relay.mend()
    await waitUntil(
      'the database to be back',
      async () => (await ask(`${backend.url}/api/v1/tools`)).status === 200,
    )
  })

  test('on the WebSocket it is an error that says so', async () => {
    const client = await ChatClient.enter(backend.url, { lang: 'en', token: admin.token, rooms: [{ room }] })
    await relay.cut()
    client.send({ type: 'send', room, clientId: 'outage', body: 'Anybody there?' })
    expect(await client.next('error')).toMatchObject({ code: 'unavailable', clientId: 'outage' })
    await client.leave()
  })

  test('while a table is locked, and while everybody waits for it', async () => {
    const locked = await lock('Tool')
    // More than there are connections: the last do not even get one.
    // Each asks for something else: what was answered a moment ago comes from memory, outage or not.
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => ask(`${backend.url}/api/v1/tools?limit=${index + 1}`)),
    )
    await locked.release()
    for (const answer of answers) expectOutage(answer)
  })

  test('where the server says nothing at all', async () => {
    relay.hush()
    expectOutage(await ask(`${backend.url}/api/v1/tools?limit=30`))
  })
})

describe('a stop', () => {
  test('finishes what runs', async () => {
    const other = await startTestBackend(database.url)
    const locked = await lock('Tool')
    // Each another question: what is asked alike at one time is answered once for all.
    const running = ['notes', 'video', 'music'].map((words) => ask(`${other.url}/api/v1/tools?q=${words}`))
    await waitUntil('all to wait', async () => (await waiting()) >= 3)
    const stopped = other.stop()
    await locked.release()
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200, 200])
    await stopped
  })

  test('refuses what takes too long, before the database closes', async () => {
    const other = await startTestBackend(database.url, {}, { drainMs: 200 })
    const locked = await lock('Tool')
    // Each another question: what is asked alike at one time is answered once for all.
    const running = ['notes', 'video', 'music'].map((words) => ask(`${other.url}/api/v1/tools?q=${words}`))
    await waitUntil('all to wait', async () => (await waiting()) >= 3)
    const stopped = other.stop()
    for (const answer of await Promise.all(running)) {
      expectOutage(answer)
      expect(answer.body.reason).toBe('stopping')
    }
    await locked.release()
    await stopped
  })

  /** Statements that wait for a lock. */
  async function waiting(): Promise<number> {
    const client = new Client({ connectionString: database.url })
    await client.connect()
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    await client.end()
    return rows[0]?.n ?? 0
  }
})
