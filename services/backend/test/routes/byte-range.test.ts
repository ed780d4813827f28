import { expect, test } from 'vitest'
import { rangeOf } from '../../src/routes/byte-range.ts'

const file = { bytes: 1_000, etag: '"a"' }
const of = (range: string | undefined, ifRange?: string) => rangeOf({ range, ifRange }, file)

test.each([
  ['bytes=0-499', { start: 0, end: 499 }],
  ['bytes=500-', { start: 500, end: 999 }],
  ['bytes=-300', { start: 700, end: 999 }],
  ['bytes=-5000', { start: 0, end: 999 }],
  ['bytes=900-5000', { start: 900, end: 999 }],
  ['bytes=999-999', { start: 999, end: 999 }],
  ['bytes=1000-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  // What is no range, or several, is answered with all of it.
  ['bytes=5-2', undefined],
  ['bytes=-', undefined],
  ['bytes=0-1,5-9', undefined],
  ['lines=0-1', undefined],
  ['bytes=a-b', undefined],
] as const)('%s', (range, wanted) => {
  expect(of(range)).toEqual(wanted)
})

test('a part is asked for on condition that the whole is the same', () => {
  expect(of('bytes=0-9', '"a"')).toEqual({ start: 0, end: 9 })
  expect(of('bytes=0-9', '"b"')).toBeUndefined()
  expect(of('bytes=0-9', 'Sun, 29 Nov 2026 00:00:00 GMT')).toBeUndefined()
})
