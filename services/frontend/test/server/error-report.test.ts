import { describe, expect, it } from 'vitest'
import { envelopeOf, readDsn } from '../../src/server/error-report.ts'

describe('readDsn', () => {
  it('finds where reports go, also below a path', () => {
    expect(readDsn('https://key@sentry.example/42')?.url).toMatch(
      /^https:\/\/sentry\.example\/api\/42\/envelope\/\?.*sentry_key=key$/,
    )
    expect(readDsn('http://key@localhost:9000/errors/7')?.url).toMatch(
      /^http:\/\/localhost:9000\/errors\/api\/7\/envelope\//,
    )
  })

  it.each(['', 'nonsense', 'https://sentry.example/42', 'https://key@sentry.example/'])(
    'finds nothing in "%s"',
    (dsn) => {
      expect(readDsn(dsn)).toBeUndefined()
    },
  )
})

describe('envelopeOf', () => {
  it('is three lines: header, kind, event', () => {
    const report = {
      error: new TypeError('broken'),
      release: 'parlance@1',
      environment: 'production',
      method: 'GET',
      path: '/fr/tools',
      route: '/[lang]/tools',
      digest: '123',
    }
    const lines = envelopeOf(report, 'https://key@h/1', 'a'.repeat(32), new Date(0))
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines[0]).toEqual({
      event_id: 'a'.repeat(32),
      sent_at: '1970-01-01T00:00:00.000Z',
      dsn: 'https://key@h/1',
    })
    expect(lines[1]).toEqual({ type: 'event' })
    expect(lines[2]).toMatchObject({
      exception: { values: [{ type: 'TypeError', value: 'broken' }] },
      transaction: 'GET /[lang]/tools',
      tags: { digest: '123' },
    })
  })
})
