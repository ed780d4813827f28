import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ContainerControl } from '../containers.ts'
import { NotAPreview } from './docker-engine.ts'

/** What may be asked, letter by letter: no version before it, no query after it, nothing to decode, and no body. */
const routes: readonly {
  method: string
  path: RegExp
  answer(engine: ContainerControl, id: string): Promise<unknown>
}[] = [
  { method: 'GET', path: /^\/containers\/json$/, answer: (engine) => engine.list() },
  { method: 'GET', path: /^\/containers\/([0-9a-f]{64})\/json$/, answer: (engine, id) => engine.inspect(id) },
  { method: 'POST', path: /^\/containers\/([0-9a-f]{64})\/start$/, answer: (engine, id) => engine.start(id) },
  { method: 'POST', path: /^\/containers\/([0-9a-f]{64})\/stop$/, answer: (engine, id) => engine.stop(id) },
]

/** Of the longest request line that is right there are a hundred signs; headers are none of its business. */
const mostHeaderBytes = 4_096
const mostConnections = 64

export interface Refusal {
  method: string
  path: string
}

/**
 * The server that stands between the gateway and Docker. It passes nothing on: what is asked is found in the table above, or
 * refused, and what Docker is asked is written by `engine` itself.
 * @param refused is told of each request that was not allowed. @param failed of each that Docker did not do
 */
export function createFilter(
  engine: ContainerControl,
  refused: (refusal: Refusal) => void = () => {},
  failed: (error: unknown) => void = () => {},
): Server {
  const refuse = (request: IncomingMessage) =>
    refused({ method: request.method ?? '', path: (request.url ?? '').slice(0, 200) })

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method, url = '', headers } = request
    const hasBody = headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
    for (const route of hasBody ? [] : routes) {
      const found = route.method === method ? route.path.exec(url) : null
      if (found) return send(response, 200, (await route.answer(engine, found[1] ?? '')) ?? null)
    }
    refuse(request)
    send(response, 403, {
      message: 'not allowed: list, inspect, start and stop of containers of previews are',
    })
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      if (error instanceof NotAPreview) {
        refuse(request)
        send(response, 403, { message: error.message })
        return
      }
      failed(error)
      send(response, 502, { message: 'Docker did not do it' })
    })
  }
  const hangUp = (request: IncomingMessage, socket: Duplex) => {
    refuse(request)
    socket.on('error', () => {})
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  }
  const server = createServer({ maxHeaderSize: mostHeaderBytes, requestTimeout: 5_000 }, listener)
  server.maxConnections = mostConnections
  // Docker's exec, attach and session take the connection over; nothing here does.
  server.on('upgrade', hangUp)
  server.on('connect', hangUp)
  server.on('checkContinue', listener)
  server.on('checkExpectation', listener)
  return server
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent || response.destroyed) return
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(status === 200 ? {} : { connection: 'close' }),
  })
  response.end(text)
}
