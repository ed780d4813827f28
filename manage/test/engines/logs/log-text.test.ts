import { describe, expect, test } from 'vitest'
import { createStyle } from '../../../src/cli/output.ts'
import { logText, parseLogLine, parseSince } from '../../../src/engines/logs/log-text.ts'

const now = new Date('2026-11-21T10:00:00.000Z')

describe('a log line', () => {
  test.each([
    [
      '{"level":"warn","time":"2026-11-21T09:00:00.000Z","msg":"slow","ms":12}',
      '2026-11-21T09:00:00.000Z',
      40,
      'slow',
      { ms: 12 },
    ],
    ['{"level":50,"time":1795258800000,"msg":"x"}', '2026-11-21T11:00:00.000Z', 50, 'x', {}],
    ['{"level":"odd","time":"never"}', now.toISOString(), 30, '', {}],
    ['{not json', now.toISOString(), 30, '{not json', {}],
    ['\u001b[32m✓\u001b[39m Ready', now.toISOString(), 30, '✓ Ready', {}],
  ])('%s', (line, time, level, message, fields) => {
    expect(parseLogLine('backend', line, now)).toEqual({ service: 'backend', time, level, message, fields })
  })

  test('reads as time, service, level, message and the fields that say something', () => {
    const record = parseLogLine(
      'backend',
      '{"level":"error","time":"2026-11-21T09:00:00.000Z","service":"backend","version":"1","msg":"failed","code":5,"err":{"stack":"Error: x\\n  at y"}}',
      now,
    )
    const text = logText(record, createStyle(false))
    expect(text).toMatch(/^\d\d:\d\d:00\.000 backend {5}ERROR failed code=5 err=\nError: x\n {2}at y$/)
  })
})

test.each([
  ['90s', '2026-11-21T09:58:30.000Z'],
  ['10m', '2026-11-21T09:50:00.000Z'],
  ['2h', '2026-11-21T08:00:00.000Z'],
  ['1d', '2026-11-20T10:00:00.000Z'],
  ['2026-11-21T08:30:00Z', '2026-11-21T08:30:00.000Z'],
])('since %s', (text, expected) => {
  expect(parseSince(text, now).toISOString()).toBe(expected)
})

test('a time that is none is refused', () => {
  expect(() => parseSince('yesterday', now)).toThrow('--since wants')
})
