import { once } from 'node:events'
import { Agent, createServer, request, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { waitUntil } from '@parlance/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drainServer } from '../src/http-drain.ts'

// A server of Node's own, and clients that keep their connections, as a proxy does.
let server: Server
let port: number
let waiting: ServerResponse[]
let draining: boolean
const agents: Agent[] = []

beforeEach(async () => {
  waiting = []
  draining = false
  server = createServer((incoming, response) => {
    if (draining) response.setHeader('connection', 'close')
    if (incoming.url === '/slow') waiting.push(response)
    else response.end('at once')
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  server.closeAllConnections()
  for (const agent of agents.splice(0)) agent.destroy()
})

/** A client with one connection, which it keeps. */
function client() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  agents.push(agent)
  return (path: string) =>
    new Promise<{ status: number | undefined; reused: boolean; connection: string | undefined }>(
      (resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path, agent }, (response) => {
          response.resume()
          response.once('end', () =>
            resolve({
              status: response.statusCode,
              reused: asked.reusedSocket,
              connection: response.headers.connection,
            }),
          )
        })
        asked.once('error', reject)
        asked.end()
      },
    )
}

const drain = (times: { lingerMs: number; deadlineMs: number }, late?: () => void) => {
  const stopped = Promise.withResolvers<void>()
  const drained = drainServer(
    server,
    times,
    late ? { stopped: stopped.resolve, late } : { stopped: stopped.resolve },
  )
  return { stopped: stopped.promise, drained }
}
const hour = 3_600_000

test('no new connection is taken, and a request over an idle one is still answered', async () => {
  const ask = client()
  await ask('/')
  draining = true
  const { stopped, drained } = drain({ lingerMs: hour, deadlineMs: hour })
  await stopped
  const refused = connect(port, '127.0.0.1')
  const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toBe('ECONNREFUSED')
  expect(await ask('/')).toEqual({ status: 200, reused: true, connection: 'close' })
  // That was the last one: nobody is waited for.
  await drained
})

test('a connection on which nothing comes ends when the proxy has let go of its own', async () => {
  await client()('/')
  const { drained } = drain({ lingerMs: 50, deadlineMs: hour })
  await drained
})

test('a request that runs is finished, however long the rest is over', async () => {
  const answer = client()('/slow')
  await waitUntil('it runs', async () => waiting.length === 1)
  const { stopped, drained } = drain({ lingerMs: 0, deadlineMs: hour })
  await stopped
  waiting[0]?.end('done')
  expect(await answer).toMatchObject({ status: 200 })
  await drained
})

test('what still runs at the deadline is told so', async () => {
  const answer = client()('/slow')
  await waitUntil('it runs', async () => waiting.length === 1)
  const { drained } = drain({ lingerMs: 0, deadlineMs: 30 }, () => {
    for (const response of waiting) response.writeHead(503).end()
  })
  expect(await answer).toMatchObject({ status: 503 })
  await drained
})

test('who never ends is cut in the end', async () => {
  const answer = client()('/slow')
  await waitUntil('it runs', async () => waiting.length === 1)
  const { drained } = drain({ lingerMs: 0, deadlineMs: 30 })
  await expect(answer).rejects.toThrow(/hang up|ECONNRESET/)
  await drained
})
