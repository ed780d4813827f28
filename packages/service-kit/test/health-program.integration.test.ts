import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGrpcServer, createLogger, createMetrics, type GrpcServer } from '../src/index.ts'

const program = fileURLToPath(new URL('../src/health-main.ts', import.meta.url))

function ask(
  address: string,
  variables: Record<string, string> = {},
): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, address],
      { env: { ...process.env, ...variables } },
      (error, stdout) => resolve({ code: error ? Number(error.code) : 0, said: stdout.trim() }),
    )
  })
}

describe('the health program of a container', () => {
  let http: Server
  let grpc: GrpcServer
  let httpPort: number
  let grpcPort: number
  /** What /starting answers, one after the other. */
  let starting: number[] = []
  beforeAll(async () => {
    http = createServer((request, response) => {
      if (request.url === '/silent') return
      response.statusCode =
        request.url === '/starting' ? (starting.shift() ?? 200) : request.url === '/well' ? 200 : 503
      response.end('the database is away')
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    httpPort = (http.address() as AddressInfo).port
    const logger = createLogger({ service: 'test', level: 'silent', version: '0' })
    grpc = createGrpcServer({ logger, metrics: createMetrics({ service: 'test', version: '0' }) })
    grpcPort = await grpc.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    http.closeAllConnections()
    http.close()
    await grpc.drain(100)
  })

  test('HTTP 200 is healthy', async () =>
    expect(await ask(`http://127.0.0.1:${httpPort}/well`)).toEqual({ code: 0, said: '' }))
  test('anything else is not, and says why', async () =>
    expect(await ask(`http://127.0.0.1:${httpPort}/ill`)).toEqual({
      code: 1,
      said: 'HTTP 503 the database is away',
    }))
  test('silence is over in time', async () =>
    expect(await ask(`http://127.0.0.1:${httpPort}/silent`)).toEqual({
      code: 1,
      said: 'no answer within 5000 ms',
    }))
  test('gRPC: serving', async () =>
    expect(await ask(`grpc://127.0.0.1:${grpcPort}`)).toEqual({ code: 0, said: '' }))
  test('gRPC: nobody there', async () =>
    expect(await ask('grpc://127.0.0.1:1')).toEqual({ code: 1, said: 'ECONNREFUSED' }))
  test('with time to wait it asks until two answers in a row are good', async () => {
    starting = [503, 503, 200, 503, 200, 200]
    expect(await ask(`http://127.0.0.1:${httpPort}/starting`, { HEALTH_WAIT_MS: '30000' })).toEqual({
      code: 0,
      said: 'healthy twice',
    })
    expect(starting).toEqual([])
    expect(await ask(`grpc://127.0.0.1:${grpcPort}`, { HEALTH_WAIT_MS: '30000' })).toEqual({
      code: 0,
      said: 'healthy twice',
    })
  })
  test('when that time is over it says what was last', async () => {
    expect(await ask(`http://127.0.0.1:${httpPort}/ill`, { HEALTH_WAIT_MS: '500' })).toEqual({
      code: 1,
      said: 'HTTP 503 the database is away',
    })
    expect(await ask('grpc://127.0.0.1:1', { HEALTH_WAIT_MS: '500' })).toEqual({
      code: 1,
      said: 'ECONNREFUSED',
    })
  })
  test('no address', async () =>
    expect(await ask('hello')).toMatchObject({ code: 2, said: expect.stringContaining('usage') }))
})
