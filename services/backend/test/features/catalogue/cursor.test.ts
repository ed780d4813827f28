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

test('a date that is none is refused', () => {
  expect(() => readCursor(encode(['newest', 'yesterday', id]), 'newest')).toThrow(Problem)
})
