import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DockerEngine } from '../src/filter/docker-engine.ts'
import { createFilter } from '../src/filter/filter-server.ts'
import { crookedPaths, engineVerbs } from './engine-verbs.ts'

const id = (digit: string) => digit.repeat(64)
const [preview, stranger, site, oneOff, elsewhere] = ['a', 'b', 'c', 'd', 'e'].map(id) as [
  string,
  string,
  string,
  string,
  string,
]
const labels: Record<string, Record<string, string>> = {
  [preview]: { 'dev.parlance.production': 'preview-here', 'com.docker.compose.service': 'edge' },
  [stranger]: { 'com.docker.compose.service': 'edge' },
  [site]: { 'dev.parlance.production': 'default', 'com.docker.compose.service': 'edge' },
  [oneOff]: { 'dev.parlance.production': 'preview-here', 'com.docker.compose.oneoff': 'True' },
  [elsewhere]: { 'dev.parlance.production': 'preview-of-another-checkout' },
}

const folder = mkdtempSync(join(tmpdir(), 'parlance-filter-'))
const engineSocket = join(folder, 'engine.sock')
const filterSocket = join(folder, 'filter.sock')
/** What Docker was asked. */
let asked: string[] = []
/** Docker as far as it is asked here; the ring with a real one asks the same. */
const engine: Server = createServer((incoming, response) => {
  const { method = '', url = '' } = incoming
  asked.push(`${method} ${url}`)
  const found = /^\/containers\/([0-9a-f]{64})\/(json|start|stop)$/.exec(url)
  const json = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  if (method === 'GET' && url.startsWith('/containers/json?')) {
    const all = Object.entries(labels)
    json(
      200,
      all.map(([Id, Labels]) => ({
        Id,
        Labels,
        Names: ['/secret-name'],
        Mounts: [{ Source: '/secret' }],
        State: 'exited',
        Status: 'Exited (0) 3 seconds ago',
        Created: 7,
      })),
    )
  } else if (method === 'GET' && found?.[2] === 'json' && labels[found[1] ?? '']) {
    json(200, {
      Id: found[1],
      Config: { Labels: labels[found[1] ?? ''], Env: ['SECRET=1'] },
      State: {
        Status: 'exited',
        ExitCode: 3,
        OOMKilled: false,
        StartedAt: '2026-11-29T10:00:00Z',
        FinishedAt: '0001-01-01T00:00:00Z',
      },
    })
  } else if (method === 'POST' && found && labels[found[1] ?? '']) {
    response.writeHead(204).end()
  } else json(404, { message: 'No such container' })
})
const refused: string[] = []
const filter = createFilter(new DockerEngine(engineSocket, () => new Set(['here'])), ({ method, path }) =>
  refused.push(`${method} ${path}`),
)

beforeAll(async () => {
  await Promise.all([
    new Promise<void>((resolve) => engine.listen(engineSocket, resolve)),
    new Promise<void>((resolve) => filter.listen(filterSocket, resolve)),
  ])
})
afterAll(() => {
  for (const server of [engine, filter]) {
    server.close()
    server.closeAllConnections()
  }
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  asked = []
})

/** Sends what is written, letter by letter, and gives the status and the rest of what came back. */
const raw = (head: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const socket = connect(filterSocket)
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('close', () => {
      const [, status = '0'] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? []
      resolve({ status: Number(status), body: text.split('\r\n\r\n').slice(1).join('\r\n\r\n') })
    })
    socket.on('error', reject)
    socket.write(head)
  })
const ask = (line: string, headers: readonly string[] = [], body = '') =>
  raw([`${line} HTTP/1.1`, 'Host: docker', 'Connection: close', ...headers, '', body].join('\r\n'))

describe('what the filter allows', () => {
  test('a list of the previews of this checkout, with the fields that are needed', async () => {
    const { status, body } = await ask('GET /containers/json')
    expect(status).toBe(200)
    expect(JSON.parse(body)).toEqual([
      { id: preview, preview: 'here', service: 'edge', state: 'exited', created: 7 },
    ])
  })

  test('one of them, with the fields that are needed', async () => {
    const { status, body } = await ask(`GET /containers/${preview}/json`)
    expect(status).toBe(200)
    expect(JSON.parse(body)).toEqual({
      id: preview,
      preview: 'here',
      service: 'edge',
      state: 'exited',
      exitCode: 3,
      outOfMemory: false,
      startedAt: '2026-11-29T10:00:00Z',
    })
  })

  test.each(['start', 'stop'])('%s of one of them', async (verb) => {
    const { status } = await ask(`POST /containers/${preview}/${verb}`)
    expect(status).toBe(200)
    expect(asked).toEqual([`GET /containers/${preview}/json`, `POST /containers/${preview}/${verb}`])
  })
})

describe('what the filter refuses', () => {
  const lines = [...engineVerbs, ...crookedPaths].map((line) => line.replace('ID', preview))

  test('is every other verb of the engine', () => {
    expect(engineVerbs.length).toBeGreaterThan(100)
    expect(new Set(lines).size).toBe(lines.length)
  })

  test.each(lines)('%s', async (line) => {
    refused.length = 0
    const { status } = await ask(line)
    // What is no HTTP is refused by Node's own parser.
    expect([400, 403]).toContain(status)
    expect(asked).toEqual([])
  })

  test.each([
    ['a container of no preview', stranger],
    ["the site's own", site],
    ['a task', oneOff],
    ["a preview's of another checkout", elsewhere],
    ['one that is not there', id('f')],
  ])('%s, whatever is to be done with it', async (_, who) => {
    const answers = await Promise.all(
      [`GET /containers/${who}/json`, `POST /containers/${who}/start`, `POST /containers/${who}/stop`].map(
        (line) => ask(line),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(asked.filter((line) => line.startsWith('POST'))).toEqual([])
  })

  test('a body, by its length or in pieces, and a request hidden in it', async () => {
    const hidden = 'POST /containers/create HTTP/1.1\r\nHost: docker\r\n\r\n'
    const whole = await ask(`POST /containers/${preview}/start`, [`Content-Length: ${hidden.length}`], hidden)
    const pieces = await ask(
      `POST /containers/${preview}/start`,
      ['Transfer-Encoding: chunked'],
      '2\r\n{}\r\n0\r\n\r\n',
    )
    expect([whole.status, pieces.status]).toEqual([403, 403])
    expect(asked).toEqual([])
  })

  test.each([
    ['h2c', '/grpc'],
    ['tcp', `/containers/${preview}/attach?stream=1`],
    ['tcp', `/containers/${preview}/start`],
    ['websocket', '/containers/json'],
  ])('to hand over the connection: %s of %s', async (protocol, path) => {
    const { status } = await raw(
      `POST ${path} HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`,
    )
    expect(status).toBe(403)
    expect(asked).toEqual([])
  })

  test('to be a tunnel', async () => {
    expect((await raw('CONNECT docker:80 HTTP/1.1\r\nHost: docker\r\n\r\n')).status).toBe(403)
    expect(asked).toEqual([])
  })

  test('a head that is too long, and tells nobody who asks of Docker what Docker says', async () => {
    expect((await ask('GET /containers/json', [`X: ${'x'.repeat(5_000)}`])).status).toBe(431)
    engine.close()
    engine.closeAllConnections()
    const { status, body } = await ask('GET /containers/json')
    expect([status, JSON.parse(body)]).toEqual([502, { message: 'Docker did not do it' }])
    await new Promise<void>((resolve) => engine.listen(engineSocket, resolve))
  })

  test('goes on working after all of that', async () => {
    const answer = await new Promise<number>((resolve, reject) => {
      request({ socketPath: filterSocket, path: '/containers/json' }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
        .on('error', reject)
        .end()
    })
    expect(answer).toBe(200)
  })
})
