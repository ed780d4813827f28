import { connect, constants } from 'node:http2'
import type { HealthAnswer } from './health-answer.ts'

const emptyRequest = Buffer.from([0, 0, 0, 0, 0])
const names = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'] as const

/**
 * `grpc.health.v1.Health/Check` of the whole server, spoken over bare HTTP/2: a library would cost `manage status`
 * more time than everything else it does. The request is an empty message; the answer is `{1: varint status}`.
 * @param url http://host:port. @throws on a connection that fails, a deadline, or a gRPC status other than OK.
 */
export function askGrpc(url: string, timeoutMs: number): Promise<Omit<HealthAnswer, 'latencyMs'>> {
  return new Promise((resolve, reject) => {
    const session = connect(url)
    const timer = setTimeout(() => fail(new Error('no answer in time')), timeoutMs)
    const end = () => {
      clearTimeout(timer)
      session.destroy()
    }
    const fail = (error: Error) => {
      end()
      reject(error)
    }
    session.on('error', fail)
    const stream = session.request({
      [constants.HTTP2_HEADER_METHOD]: 'POST',
      [constants.HTTP2_HEADER_PATH]: '/grpc.health.v1.Health/Check',
      'content-type': 'application/grpc',
      te: 'trailers',
    })
    const chunks: Buffer[] = []
    let status: string | undefined
    const readStatus = (headers: NodeJS.Dict<string | string[]>) => {
      if (headers['grpc-status'] !== undefined) status = String(headers['grpc-status'])
    }
    stream.on('response', readStatus)
    stream.on('trailers', readStatus)
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('error', fail)
    stream.on('end', () => {
      if (status !== '0') return fail(new Error(`gRPC status ${status ?? 'missing'}`))
      end()
      const serving = servingStatus(Buffer.concat(chunks))
      resolve({ status: serving === 'SERVING' ? 'healthy' : 'unhealthy', detail: serving })
    })
    stream.end(emptyRequest)
  })
}

/** @param frame a length-prefixed HealthCheckResponse; proto3 leaves the field out when it is 0. */
export function servingStatus(frame: Buffer): (typeof names)[number] {
  const message = frame.subarray(5)
  return message[0] === 0x08 ? (names[message[1] ?? 0] ?? 'UNKNOWN') : 'UNKNOWN'
}
