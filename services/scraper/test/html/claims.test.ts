import { expect, test } from 'vitest'
import { settle } from '../../src/html/claims.ts'

const claim = (source: string, value: string | undefined, weight: number) => ({ source, value, weight })

test('sources that agree outvote a stronger one that stands alone', () => {
  const settled = settle([claim('a', 'Left', 0.7), claim('b', 'right', 0.5), claim('c', 'Right!', 0.6)])
  expect(settled.value).toBe('Right!')
  expect(settled.sources).toEqual(['c', 'b'])
})

test('one source counts once, and an empty one not at all', () => {
  expect(settle([claim('a', 'x1', 0.5), claim('a', 'x1', 0.5), claim('b', 'y1', 0.6)]).value).toBe('y1')
  expect(settle([claim('a', ' ', 0.9), claim('b', undefined, 0.9), claim('c', 'z1', 0.1)]).value).toBe('z1')
})

test('is less sure where another value has much to say for itself', () => {
  const alone = settle([claim('a', 'x1', 0.8)]).confidence
  const disputed = settle([claim('a', 'x1', 0.8), claim('b', 'y1', 0.7)]).confidence
  expect(disputed).toBeLessThan(alone)
  expect(settle([])).toEqual({ value: '', sources: [], confidence: 0 })
})
