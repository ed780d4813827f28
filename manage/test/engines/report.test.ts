import { expect, test } from 'vitest'
import { createStyle } from '../../src/cli/output.ts'
import type { StackStatus } from '../../src/engines/engine.ts'
import { criticalChain, isHealthy, upReportText } from '../../src/engines/report.ts'

const timings = [
  { name: 'postgres', startedMs: 0, healthyMs: 100 },
  { name: 'database', startedMs: 100, healthyMs: 150, after: 'postgres' },
  { name: 'scraper', startedMs: 0, healthyMs: 600 },
  { name: 'backend', startedMs: 150, healthyMs: 900, after: 'database' },
]

test('the critical chain goes back from what was healthy last', () => {
  expect(criticalChain(timings).map(({ name }) => name)).toEqual(['postgres', 'database', 'backend'])
  expect(criticalChain([])).toEqual([])
})

test('a chain that bites its tail ends', () => {
  expect(
    criticalChain([{ name: 'a', startedMs: 0, healthyMs: 1, after: 'a' }]).map(({ name }) => name),
  ).toEqual(['a'])
})

test('the report names addresses, times, the chain and the password', () => {
  const text = upReportText(
    {
      instance: 'default',
      engine: 'embedded',
      seconds: 1.25,
      alreadyRunning: false,
      addresses: { backend: 'http://localhost:3002', redis: '127.0.0.1:6380' },
      timings,
      criticalChain: criticalChain(timings),
      administrator: { email: 'a@b', password: 'pw' },
      notes: ['note'],
    },
    createStyle(false),
  )
  expect(text.split('\n')).toEqual([
    'Parlance is up in 1.3 s.',
    '  backend  http://localhost:3002  healthy after 0.90 s',
    '  redis    127.0.0.1:6380',
    'critical chain: postgres 0.10 s → database 0.05 s → backend 0.75 s',
    'administrator: a@b  password: pw  (shown this once)',
    'note',
  ])
})

test.each([
  ['healthy', true],
  ['degraded', true],
  ['unhealthy', false],
  ['unreachable', false],
] as const)('a stack with a service that is %s is healthy: %s', (status, expected) => {
  const stack: StackStatus = {
    instance: 'default',
    engine: 'embedded',
    running: true,
    services: [
      { name: 'backend', state: 'running', address: '', health: { status, latencyMs: 1, detail: '' } },
    ],
  }
  expect(isHealthy(stack)).toBe(expected)
  expect(isHealthy({ ...stack, running: false })).toBe(false)
})
