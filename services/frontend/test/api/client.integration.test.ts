import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { bodyOf, createApi } from '../../src/api/client.ts'
import { ApiProblem } from '../../src/api/problem.ts'

let server: Server | undefined

async function listen(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function languages(answer: RequestListener, deadlineMs = 5_000) {
  const api = createApi({ baseUrl: `http://${await listen(answer)}`, deadlineMs })
  return bodyOf(api.GET('/api/v1/languages')).catch((error: unknown) => error)
}

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

describe('createApi', () => {
  it('reads a good answer', async () => {
    const items = [{ code: 'en', name: 'English' }]
    const answer = await languages((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ items }))
    })
    expect(answer).toEqual({ items })
  })

  it('tells the problem that the backend tells', async () => {
    const problem = await languages((_, response) => {
      response.writeHead(429, { 'content-type': 'application/problem+json' })
      response.end(JSON.stringify({ code: 'rate-limited', detail: 'Wait.', status: 429, requestId: 'r1' }))
    })
    expect(problem).toBeInstanceOf(ApiProblem)
    expect(problem).toMatchObject({ code: 'rate-limited', status: 429, requestId: 'r1' })
  })

  it('gives up a backend that takes the call and says nothing', async () => {
    expect(await languages(() => {}, 100)).toMatchObject({ code: 'timeout', status: 0 })
  })

  it('gives up an answer that begins and never ends', async () => {
    const problem = await languages((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"items":')
    }, 100)
    expect(problem).toMatchObject({ code: 'timeout', status: 0 })
  })

  it('tells a backend that is not there', async () => {
    const address = await listen(() => {})
    server?.close()
    await once(server as Server, 'close')
    const api = createApi({ baseUrl: `http://${address}`, deadlineMs: 5_000 })
    await expect(bodyOf(api.GET('/api/v1/languages'))).rejects.toMatchObject({ code: 'unreachable' })
  })
})
