import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { acceptRequestId, Problem, requestIdHeader, toProblemDetails } from '@parlance/service-kit'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerProblem } from './problem-answers.ts'
import { takesItsTime } from './slow-bodies.ts'

/** What Fastify refuses before a route is found: a path that is not one, a part of it that is too long. */
export function answerFrameworkError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  // No hook runs for these.
  reply.header('x-request-id', request.id)
  // Which would repeat all of it.
  if (error.statusCode === 414) error.message = 'A part of the address is too long.'
  answerProblem(error, request, reply)
}

/** Refuses what HTTP/1.1 has Node refuse without a word: a request that names no host. */
export function refuseHostless(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw, headers }) => {
    if (raw.httpVersion === '1.1' && headers.host === undefined) {
      throw new Problem('invalid', 'An HTTP/1.1 request names its host.')
    }
  })
}

/** Refuses a handshake that is none of a WebSocket's. */
export function answerHandshakeError(error: Error, socket: Socket): void {
  refuse(socket, 400, `This handshake is no WebSocket's: ${error.message}.`)
}

const refusals: Readonly<Record<string, { status: number; detail: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    detail: 'Address and headers together are too long: 16 KB is the most.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, detail: 'The extensions of a chunk are too long.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The request did not come in time.' },
}

/** What Node refuses before there is a request: answered over the bare connection, which then ends. */
export function answerClientError(
  this: FastifyInstance,
  error: Error & { code?: string },
  socket: Socket,
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  // Asked once, after the time of a usual request: whoever takes a slow body sees to it that it goes on.
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && takesItsTime(socket)) return
  const { status, detail } = refusals[error.code ?? ''] ?? { status: 400, detail: 'This is not HTTP.' }
  if (!socket.writable) {
    socket.destroy(error)
    return
  }
  this.log.debug({ err: error, requestId: refuse(socket, status, detail) }, 'request not understood')
}

/** Answers over a bare connection, which then ends. @returns the id that the answer bears */
function refuse(socket: Socket, status: number, detail: string): string {
  const requestId = acceptRequestId(undefined)
  const details = toProblemDetails(new Problem('invalid', detail), { requestId })
  const title = STATUS_CODES[status] ?? details.title
  const body = JSON.stringify({ ...details, title, status })
  socket.end(
    [
      `HTTP/1.1 ${status} ${title}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      `${requestIdHeader}: ${requestId}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
    // What is still on its way is not waited for.
    () => socket.destroySoon(),
  )
  return requestId
}

/** An `Expect` other than 100-continue, which Node would refuse without a word. */
export function answerExpectations(app: FastifyInstance): void {
  app.server.on('checkExpectation', (request, response) => {
    const requestId = acceptRequestId(request.headers[requestIdHeader])
    const problem = new Problem('invalid', 'The only expectation that can be met is 100-continue.')
    const body = JSON.stringify({ ...toProblemDetails(problem, { requestId }), status: 417 })
    response.writeHead(417, {
      'content-type': 'application/problem+json',
      'content-length': Buffer.byteLength(body),
      [requestIdHeader]: requestId,
    })
    response.end(body)
  })
}
