import { once } from 'node:events'
import { connect } from 'node:net'
import { type Peer, startScraperPeer, startTranslationPeer, waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMigrations } from '../src/database/migrations.ts'
import { readSeed } from '../src/database/seed-files.ts'
import { copyDatabase, prepareTemplate } from '../src/database/template.ts'
import { ask } from './support/http-client.ts'
import { startTestBackend, type TestBackend } from './support/test-backend.ts'
import { createTestDatabase, type TestDatabase } from './support/test-database.ts'

let database: TestDatabase
let scraper: Peer
let translation: Peer
let backend: TestBackend

beforeAll(async () => {
  database = await createTestDatabase()
  scraper = await startScraperPeer(async function* () {})
  translation = await startTranslationPeer({
    ListModels: async () => ({
      models: [{ tier: 'TIER_BASIC', engine: 'apertium', model: 'apertium', available: true }],
    }),
  })
  backend = await startTestBackend(database.url, {
    SCRAPER_ADDRESS: scraper.address,
    TRANSLATION_ADDRESS: translation.address,
  })
})
afterAll(async () => {
  await backend?.stop()
  await scraper?.stop()
  await translation?.stop()
  await database?.drop()
})

describe('errors are RFC 9457 problem details', () => {
  test.each([
    ['an unknown route', '/nope', {}, 404, 'not-found'],
    ['an unknown method', '/api/v1/tools', { method: 'DELETE' }, 404, 'not-found'],
    ['a bad query', '/api/v1/tools?limit=0&lang=xx', {}, 400, 'invalid'],
    [
      'a body that is not JSON',
      '/api/v1/submissions',
      { method: 'POST', body: '{', type: 'application/json' },
      400,
      'invalid',
    ],
    [
      'a body of another type',
      '/api/v1/submissions',
      { method: 'POST', body: '<a/>', type: 'application/xml' },
      415,
      'invalid',
    ],
    ['no body', '/api/v1/submissions', { method: 'POST' }, 400, 'invalid'],
    [
      'a body that is too large',
      '/api/v1/submissions',
      { method: 'POST', body: `"${'x'.repeat(300_000)}"`, type: 'application/json' },
      413,
      'too-large',
    ],
    ['a path that is not one', '/assets/..%2f..%2fetc%2fpasswd', {}, 404, 'not-found'],
    ['an asset that is not there', `/assets/ab/${'c'.repeat(62)}.webp`, {}, 404, 'not-found'],
  ])('%s', async (_what, path, request: { method?: string; body?: string; type?: string }, status, code) => {
    const { type, ...options } = request
    const response = await fetch(`${backend.url}${path}`, {
      ...options,
      headers: { 'x-request-id': 'the-test', ...(type ? { 'content-type': type } : {}) },
    })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(response.headers.get('x-request-id')).toBe('the-test')
    const body = (await response.json()) as Record<string, unknown>
    expect(body).toMatchObject({ status, code, requestId: 'the-test', title: expect.any(String) })
    expect(String(body.type)).toMatch(/^urn:parlance:problem:/)
    expect(String(body.detail)).not.toBe('')
  })

  test('each fault of a request is named', async () => {
    const { body } = await ask(`${backend.url}/api/v1/tools?limit=1000&lang=xx`)
    const paths = (body.errors as { path: string }[]).map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['querystring/lang', 'querystring/limit']))
  })

  test('what is not HTTP is answered and closed', async () => {
    const { port } = new URL(backend.url)
    const socket = connect(Number(port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write('\x16\x03\x01 not http\r\n\r\n')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1.1 400/)
    await once(socket, 'close')
  })
})

test('a request id from outside is taken only if it is short and plain', async () => {
  const answer = await ask(`${backend.url}/health/live`, { headers: { 'x-request-id': 'x'.repeat(200) } })
  expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('browsers of the site may call, others may not read', async () => {
  const origin = async (name: string) =>
    (await fetch(`${backend.url}/api/v1/languages`, { headers: { origin: name } })).headers.get(
      'access-control-allow-origin',
    )
  expect(await origin('http://site.test')).toBe('http://site.test')
  expect(await origin('http://evil.test')).toBeNull()
})

test('the API is described at /docs', async () => {
  const page = await fetch(`${backend.url}/docs`)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('swagger')
  const { body } = await ask<{ openapi: string; paths: object }>(`${backend.url}/docs/json`)
  expect(body.openapi).toBe('3.1.0')
  expect(Object.keys(body.paths)).toContain('/api/v1/submissions/{id}/events')
})

test('metrics count requests by route, never by path', async () => {
  await ask(`${backend.url}/api/v1/tools/pika?lang=en`)
  const text = await (await fetch(`${backend.url}/metrics`)).text()
  expect(text).toMatch(
    /parlance_http_request_duration_seconds_count\{[^}]*route="\/api\/v1\/tools\/:slug"[^}]*\} \d/,
  )
  expect(text).not.toContain('tools/pika')
  expect(text).toMatch(/parlance_database_connections\{state="idle"/)
  expect(text).toMatch(/parlance_jobs\{queue="submission",state="queued"/)
})

test('one address may only write so often, and others go on', async () => {
  const guest = (address: string) =>
    ask<{ code: string }>(`${backend.url}/api/v1/auth/guest`, {
      json: { name: 'Crowd', lang: 'en' },
      headers: { 'x-forwarded-for': address },
    })
  const answers: Awaited<ReturnType<typeof guest>>[] = []
  for (let request = 0; request < 31; request += 1) answers.push(await guest('203.0.113.1'))
  expect(answers.slice(0, 30).map(({ status }) => status)).toEqual(Array(30).fill(200))
  expect(answers[30]).toMatchObject({ status: 429, body: { code: 'rate-limited' } })
  expect(Number(answers[30]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await guest('203.0.113.2')).toMatchObject({ status: 200 })
})

describe('health', () => {
  test('is whole with everything there', async () => {
    expect(await ask(`${backend.url}/health`)).toMatchObject({
      status: 200,
      body: {
        status: 'healthy',
        checks: {
          database: { status: 'healthy' },
          redis: { status: 'off' },
          translation: { status: 'healthy' },
          scraper: { status: 'healthy' },
        },
      },
    })
  })

  test('is degraded, and answers 200, without a service', async () => {
    await scraper.stop()
    const answer = await waitUntil('degraded', async () => {
      const found = await ask(`${backend.url}/health`)
      return found.body.status === 'degraded' && found
    })
    expect(answer).toMatchObject({
      status: 200,
      body: { checks: { scraper: { status: 'unhealthy', detail: 'does not answer' } } },
    })
  })
})

test('a database that is replaced underneath is used again at once, also by the job queue', async () => {
  const { template } = await prepareTemplate(database.url, await readMigrations(), await readSeed())
  await copyDatabase(database.url, template)
  const page = await waitUntil('a list', async () => {
    const answer = await ask<{ total: number }>(`${backend.url}/api/v1/tools?limit=1`)
    return answer.status === 200 && answer.body
  })
  expect(page.total).toBe(48)
  // The scraper is gone: only a worker that still takes jobs raises the number of tries.
  const { body } = await ask<{ id: string }>(`${backend.url}/api/v1/submissions`, {
    json: { url: 'https://later.test/' },
  })
  await waitUntil('a try', async () => {
    const found = await ask<{ attempts: number }>(`${backend.url}/api/v1/submissions/${body.id}`)
    return found.body.attempts > 0
  })
})

test('without its database it is unhealthy, answers 503, and lives', async () => {
  await database.drop()
  const answer = await waitUntil('unhealthy', async () => {
    const found = await ask(`${backend.url}/health`)
    return found.status === 503 && found
  })
  expect(answer.body).toMatchObject({ status: 'unhealthy', checks: { database: { status: 'unhealthy' } } })
  expect((await ask(`${backend.url}/health/live`)).status).toBe(200)
  expect(await ask(`${backend.url}/api/v1/tools`)).toMatchObject({ status: 500, body: { code: 'internal' } })
})
