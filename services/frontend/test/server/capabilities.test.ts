import { describe, expect, it } from 'vitest'
import type { Health } from '../../src/api/rest-types.ts'
import { missingOf } from '../../src/server/capabilities.ts'

const health = (checks: Health['checks']): Health => ({
  status: 'degraded',
  version: '1',
  uptime: 1,
  timestamp: '2026-11-21T00:00:00Z',
  checks,
})

describe('missingOf', () => {
  it('finds nothing missing where all is healthy', () => {
    const fine = { status: 'healthy', latencyMs: 1 } as const
    expect(
      missingOf(health({ translation: fine, scraper: fine, redis: { status: 'off', latencyMs: 0 } })),
    ).toEqual([])
  })

  it('tells translation and screenshots apart', () => {
    const gone = { status: 'unhealthy', latencyMs: 1 } as const
    const part = { status: 'degraded', latencyMs: 1 } as const
    expect(missingOf(health({ translation: gone, scraper: { status: 'healthy', latencyMs: 1 } }))).toEqual([
      'translation',
    ])
    expect(missingOf(health({ translation: part, scraper: part }))).toEqual(['translation', 'screenshots'])
  })
})
