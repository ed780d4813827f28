import { Problem } from '@parlance/service-kit'
import { expect, test } from 'vitest'
import { readCursor, writeCursor } from '../../../src/features/catalogue/cursor.ts'

const id = '01900000-0000-7000-8000-000000000001'

test.each([
  { sort: 'popular', value: 12, id },
  { sort: 'newest', value: '2026-11-21T00:00:00.000Z', id },
  { sort: 'name', value: 'élan "vital"', id },
  { sort: 'relevance', value: 24, id: '' },
] as const)('comes back as it was: $sort', (cursor) => {
  expect(readCursor(writeCursor(cursor), cursor.sort)).toEqual(cursor)
})

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test.each([
  ['another order', writeCursor({ sort: 'name', value: 'a', id })],
  ['no JSON', 'AAAA'],
  ['not a list', encode({ sort: 'popular' })],
  ['a number that is none', encode(['popular', '1; DROP TABLE', id])],
  ['a fraction', encode(['popular', 1.5, id])],
  ['an id that is none', encode(['popular', 1, "' OR 1=1"])],
  ['nothing', ''],
])('is refused: %s', (_what, text) => {
  expect(() => readCursor(text, 'popular')).toThrow(Problem)
})

test.each([
  ['newest', 'yesterday'],
  ['newest', 'bar 2'],
  ['newest', '2026-02-30T00:00:00.000Z'],
  ['newest', '0000-01-01T00:00:00.000Z'],
  ['newest', '+275760-09-13T00:00:00.000Z'],
  ['newest', '2026'],
  ['popular', 2_147_483_648],
  ['popular', Number.MAX_SAFE_INTEGER],
  ['popular', -1],
  ['name', 'a\u0000'],
  ['name', '\ud800'],
  ['name', 7],
  ['relevance', 1e12],
] as const)('a value that the column cannot hold is refused: %s %j', (sort, value) => {
  const written = encode([sort, value, sort === 'relevance' ? '' : id])
  expect(() => readCursor(written, sort)).toThrow(Problem)
})
