import { describe, expect, test } from 'vitest'
import { createHealth, type Probe } from '../../../src/features/health/health.ts'

const well = (name: string, vital = false): Probe => ({ name, vital, check: async () => undefined })
const ill = (name: string, vital = false): Probe => ({
  name,
  vital,
  check: async () => {
    throw new Error('does not answer')
  },
})

const reportOf = (...probes: Probe[]) =>
  createHealth({ version: '1.2.3', startedAt: 1_000, now: () => 3_500, probes }).report()

describe('the whole', () => {
  test('is healthy when everything is', async () => {
    expect(await reportOf(well('database', true), well('scraper'))).toMatchObject({
      status: 'healthy',
      version: '1.2.3',
      uptime: 2.5,
      timestamp: '1970-01-01T00:00:03.500Z',
    })
  })

  test('is degraded without what is not vital', async () => {
    expect(await reportOf(well('database', true), ill('scraper'))).toMatchObject({
      status: 'degraded',
      checks: { scraper: { status: 'unhealthy', detail: 'does not answer' } },
    })
  })

  test('is unhealthy without what is vital', async () => {
    expect(await reportOf(ill('database', true), well('scraper'))).toMatchObject({ status: 'unhealthy' })
  })

  test('does not mind what is off', async () => {
    const off: Probe = {
      name: 'redis',
      vital: false,
      check: async () => ({ status: 'off', detail: 'one node' }),
    }
    expect(await reportOf(off)).toMatchObject({
      status: 'healthy',
      checks: { redis: { status: 'off', detail: 'one node' } },
    })
  })

  test('does not wait for ever', async () => {
    const silent: Probe = { name: 'scraper', vital: false, check: () => new Promise(() => {}) }
    expect(await reportOf(silent)).toMatchObject({ checks: { scraper: { detail: 'no answer within 2 s' } } })
  })
})

test('life is not a matter of dependencies', () => {
  const health = createHealth({
    version: '1',
    startedAt: 0,
    now: () => 1_000,
    probes: [ill('database', true)],
  })
  expect(health.live()).toEqual({ status: 'healthy', version: '1', uptime: 1 })
})
