import { expect, test } from 'vitest'
import { isWanted } from '../../../src/engines/logs/log-record.ts'
import { parseLogLine } from '../../../src/engines/logs/log-text.ts'

const lines = [
  '{"level":30,"time":"2026-11-29T10:00:00.000Z","msg":"request","requestId":"r-1","path":"/a"}',
  '{"level":50,"time":"2026-11-29T10:00:01.000Z","msg":"no answer","requestId":"r-10"}',
  '{"level":40,"time":"2026-11-29T10:00:02.000Z","msg":"of nobody, about r-1"}',
  'text about r-1',
]
const all = { since: undefined, grep: undefined, level: undefined, request: undefined }

test.each([
  ['everything', {}, [0, 1, 2, 3]],
  ['one request, and none whose id begins like it', { request: 'r-1' }, [0]],
  ['a level and above', { level: 40 }, [1, 2]],
  ['words', { grep: /r-1\b/ }, [0, 2, 3]],
  ['since a time', { since: new Date('2026-11-29T10:00:01.500Z') }, [2, 3]],
  ['all at once', { level: 50, request: 'r-10', grep: /answer/ }, [1]],
])('a query wants %s', (_what, query, expected) => {
  const now = new Date('2026-11-29T12:00:00Z')
  const found = lines.flatMap((line, index) =>
    isWanted(parseLogLine('backend', line, now), line, { ...all, ...query }) ? [index] : [],
  )
  expect(found).toEqual(expected)
})
