import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWanted } from '../../../src/engines/logs/log-record.ts'
import { parseLogLine } from '../../../src/engines/logs/log-text.ts'
import { pieceFilter } from '../../../src/engines/logs/piece-filter.ts'

const none = { grep: undefined, level: undefined, request: undefined }

describe('a piece of a log', () => {
  test.each([
    ['another request', { request: 'req-2' }, false],
    ['the request', { request: 'req-1' }, true],
    ['a word that is not there', { grep: /timeout/ }, false],
    ['a word that is there', { grep: /disk full/ }, true],
    ['what begins a line: not told from a piece', { grep: /^nowhere/ }, true],
    ['errors where there are warnings alone', { level: 50 }, false],
    ['warnings', { level: 40 }, true],
    ['everything', {}, true],
  ])('is asked for %s', (_, query, may) => {
    const piece =
      '2026-11-29T07:00:00Z {"level":40,"requestId":"req-1","msg":"disk full"}\n2026-11-29T07:00:01Z plain\n'
    expect(pieceFilter({ ...none, ...query })(piece)).toBe(may)
  })

  test('is never passed over where it holds a line that is wanted', () => {
    const line = fc.oneof(
      fc
        .record({
          level: fc.constantFrom<unknown>(10, 30, 40, 50, 60, 'warn', 'error', undefined),
          requestId: fc.constantFrom('a', 'b', undefined),
          msg: fc.constantFrom('started', 'disk full', 'x'),
        })
        .map((fields) => JSON.stringify(fields)),
      fc.constantFrom('plain', 'disk full', '{broken'),
    )
    const query = fc.record({
      grep: fc.constantFrom(undefined, /full/, /^disk/, /started"/, /x$/),
      level: fc.constantFrom(undefined, 10, 30, 40, 50, 60),
      request: fc.constantFrom(undefined, 'a', 'b'),
    })
    fc.assert(
      fc.property(fc.array(line), query, (lines, asked) => {
        const wanted = lines.some((text) =>
          isWanted(parseLogLine('backend', text, new Date(0)), text, { ...asked, since: undefined }),
        )
        return !wanted || pieceFilter(asked)(lines.join('\n'))
      }),
    )
  })
})
