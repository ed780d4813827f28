import { describe, expect, test } from 'vitest'
import { servingStatus } from '../../../src/engines/probe/grpc-health.ts'
import { readHttpHealth } from '../../../src/engines/probe/health-probe.ts'

describe('an HTTP answer', () => {
  test.each([
    [200, '{"status":"healthy"}', 'healthy'],
    [200, '{"status":"degraded"}', 'degraded'],
    [200, '', 'healthy'],
    [503, '{"status":"unhealthy"}', 'unhealthy'],
    [500, 'Internal error', 'unhealthy'],
    [503, '{"status":"healthy"}', 'unhealthy'],
  ])('%i %s is %s', (code, body, status) => {
    expect(readHttpHealth(code, body).status).toBe(status)
  })

  test('that is no JSON is told as it came', () => {
    expect(readHttpHealth(500, 'oops').detail).toBe('HTTP 500 oops')
  })
})

test.each([
  [[0, 0, 0, 0, 2, 8, 1], 'SERVING'],
  [[0, 0, 0, 0, 2, 8, 2], 'NOT_SERVING'],
  [[0, 0, 0, 0, 2, 8, 3], 'SERVICE_UNKNOWN'],
  [[0, 0, 0, 0, 0], 'UNKNOWN'],
  [[], 'UNKNOWN'],
])('the gRPC frame %j says %s', (bytes, status) => {
  expect(servingStatus(Buffer.from(bytes))).toBe(status)
})
