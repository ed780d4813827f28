import { expect, test } from 'vitest'
import { toLogLine } from '../../../src/engines/logs/log-file.ts'

const now = new Date('2026-11-21T10:00:00.000Z')

test('JSON with a time stays as it is', () => {
  const line = '{"level":"info","time":"2026-11-21T09:00:00.000Z","msg":"x"}'
  expect(toLogLine(line, now)).toBe(line)
})

test.each([
  ['\u001b[31mred\u001b[39m', 30, 'red'],
  ['{"no":"clock"}', 30, '{"no":"clock"}'],
  [
    '2026-11-21 02:45:41.480 UTC [5337] ERROR:  relation does not exist',
    50,
    '2026-11-21 02:45:41.480 UTC [5337] ERROR:  relation does not exist',
  ],
  ['2026-11-21 02:45:41.480 UTC [5337] FATAL:  no', 60, '2026-11-21 02:45:41.480 UTC [5337] FATAL:  no'],
])('%s becomes a message of level %i', (text, level, msg) => {
  expect(JSON.parse(toLogLine(text, now))).toEqual({ level, time: now.toISOString(), msg })
})
