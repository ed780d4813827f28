import { expect, test } from 'vitest'
import { size, span } from '../../src/core/units.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [99_960, '100 kB'],
  [999_999, '1.0 MB'],
  [5e15, '5000 TB'],
])('%d bytes: %s', (bytes, text) => expect(size(bytes)).toBe(text))

test.each([
  [4_000, '4 s'],
  [59 * 60_000, '59 min'],
  [3_600_000, '1 h'],
  [93_600_000, '1 d 2 h'],
  [30 * 86_400_000, '30 d'],
])('%d ms: %s', (ms, text) => expect(span(ms)).toBe(text))
