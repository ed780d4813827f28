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
    TRUSTED_PROXIES: 'localhost',
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
    ['a method that is not the path’s', '/api/v1/tools', { method: 'DELETE' }, 405, 'method-not-allowed'],
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

  const long = 'x'.repeat(20_000)
  test.each([
    ['what is not HTTP', '\x16\x03\x01 not http\r\n\r\n', 400],
    ['a broken escape in the path', get('/api/v1/rooms/%C3%28%'), 400],
    ['a part of the path that is too long', get(`/api/v1/rooms/${'y'.repeat(250)}`), 414],
    ['an address that is too long', get(`/api/v1/rooms?lang=${long}`), 431],
    ['headers that are too long', get('/api/v1/rooms', `cookie: ${long}`), 431],
    ['two lengths of one body', get('/api/v1/rooms', 'content-length: 1\r\ncontent-length: 2'), 400],
    ['a request that names no host', 'GET /api/v1/rooms HTTP/1.1\r\nconnection: close\r\n\r\n', 400],
    ['a handshake without a key', upgrade('websocket'), 400],
    ['a handshake to something else', upgrade('carrier-pigeon'), 400],
    ['an expectation that cannot be met', get('/api/v1/rooms', 'expect: the-best'), 417],
  ])('%s is answered with a request id, and the connection ends', async (_what, request, status) => {
    const { port } = new URL(backend.url)
    const socket = connect(Number(port), '127.0.0.1')
    let answer = ''
    socket.on('data', (data) => {
      answer += data
    })
    socket.write(request)
    await once(socket, 'close')
    const [head = '', body = ''] = answer.split('\r\n\r\n', 2)
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head).toMatch(/^content-type: application\/problem\+json/im)
    const id = /^x-request-id: (\S+)/im.exec(head)?.[1]
    expect(JSON.parse(body)).toMatchObject({ status, requestId: id, title: expect.any(String) })
  })
})

/** A bare request to speak something else from here on. */
function upgrade(to: string): string {
  return `GET /ws HTTP/1.1\r\nhost: test\r\nconnection: upgrade\r\nupgrade: ${to}\r\n\r\n`
}

/** A bare request that asks for the connection to end. */
function get(path: string, header = 'x-nothing: 1'): string {
  return `GET ${path} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n${header}\r\n\r\n`
}

describe('methods', () => {
  const id = '019f0000-0000-7000-8000-000000000003'
  test.each([
    ['/api/v1/tools', 'POST', 'GET, HEAD'],
    [`/api/v1/glossary/${id}`, 'PATCH', 'DELETE, PUT'],
    ['/api/v1/rooms/lobby/messages/', 'PUT', 'GET, HEAD, POST'],
    ['/health', 'DELETE', 'GET, HEAD'],
  ])('of %s are told to who tries %s', async (path, method, allow) => {
    const { status, headers } = await ask(backend.url + path, { method })
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow })
  })

  test('are told to who asks, and nothing is allowed where nothing is', async () => {
    const known = await fetch(`${backend.url}/api/v1/tools`, { method: 'OPTIONS' })
    expect({ status: known.status, allow: known.headers.get('allow') }).toEqual({
      status: 204,
      allow: 'GET, HEAD',
    })
    expect((await fetch(`${backend.url}/nope`, { method: 'OPTIONS' })).status).toBe(404)
  })

  test.each([
    [`/api/v1/glossary/${id}`, 'DELETE, PUT'],
    ['/api/v1/rooms/lobby/messages/7', 'DELETE, PATCH'],
    ['/api/v1/translation-memory/corrections', 'DELETE, POST'],
  ])('of %s are allowed to pages of the site', async (path, methods) => {
    const { status, headers } = await fetch(backend.url + path, {
      method: 'OPTIONS',
      headers: { origin: 'http://site.test', 'access-control-request-method': 'DELETE' },
    })
    expect({ status, methods: headers.get('access-control-allow-methods') }).toEqual({ status: 204, methods })
  })
})

describe('a request without a body', () => {
  test.each(['application/json', 'application/x-www-form-urlencoded', 'text/plain'])(
    'may name the type %s of it, where none is needed',
    async (type) => {
      const { status } = await fetch(`${backend.url}/api/v1/auth/logout`, {
        method: 'POST',
        headers: { 'content-type': type },
      })
      expect(status).toBe(204)
    },
  )

  test('is refused where one is needed', async () => {
    const response = await fetch(`${backend.url}/api/v1/submissions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    expect(response.status).toBe(400)
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

test('metrics say what the site has, how long its jobs wait, and what it reaches', async () => {
  const own = await startTestBackend(database.url, { TRANSLATION_ADDRESS: translation.address })
  const text = await (await fetch(`${own.url}/metrics`)).text()
  await own.stop()
  const value = (series: string) => new RegExp(`^${series}[^}]*\\} (\\S+)$`, 'm').exec(text)?.[1]
  // The sample catalogue is written in all seven languages.
  expect(Number(value('parlance_listings\\{language="pt"'))).toBeGreaterThan(10)
  expect(value('parlance_jobs_oldest_seconds\\{queue="submission"')).toBe('0')
  expect(value('parlance_dependency_up\\{dependency="database"')).toBe('1')
  expect(value('parlance_dependency_up\\{dependency="translation"')).toBe('1')
  expect(value('parlance_dependency_up\\{dependency="scraper"')).toBe('0')
  // One node needs none.
  expect(value('parlance_dependency_up\\{dependency="redis"')).toBeUndefined()
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

test('who forwards without being named is counted as who they are', async () => {
  const plain = await startTestBackend(database.url)
  const statuses: number[] = []
  for (let request = 0; request < 31; request += 1) {
    const headers = { 'x-forwarded-for': `198.51.100.${request}` }
    statuses.push(
      (await ask(`${plain.url}/api/v1/auth/guest`, { json: { name: 'Many', lang: 'en' }, headers })).status,
    )
  }
  await plain.stop()
  expect(statuses.filter((status) => status === 200)).toHaveLength(30)
  expect(statuses.at(-1)).toBe(429)
})

describe('health', () => {
  test('says nothing of the inside to who comes through a proxy', async () => {
    const { body } = await ask<{ checks: Record<string, object> }>(`${backend.url}/health`, {
      headers: { 'x-forwarded-for': '203.0.113.9' },
    })
    for (const check of Object.values(body.checks))
      expect(Object.keys(check).sort()).toEqual(['latencyMs', 'status'])
    expect((await ask<typeof body>(`${backend.url}/health`)).body.checks.redis).toHaveProperty('detail')
  })

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
  expect(await ask(`${backend.url}/api/v1/tools`)).toMatchObject({
    status: 503,
    body: { code: 'unavailable' },
  })
})
