import { expect, test } from 'vitest'
import { Backoff } from '../../../src/engines/embedded/backoff.ts'

test('waits longer each time, calls it flapping, and stays at the last delay', () => {
  const backoff = new Backoff({ delays: [10, 100, 1_000], windowMs: 1_000, flapCount: 3 })
  expect([0, 1, 2, 3].map((now) => backoff.ended(now))).toEqual([
    { delayMs: 10, flapping: false },
    { delayMs: 100, flapping: false },
    { delayMs: 1_000, flapping: true },
    { delayMs: 1_000, flapping: true },
  ])
})

test('an end long ago does not count', () => {
  const backoff = new Backoff({ delays: [10, 100], windowMs: 1_000, flapCount: 2 })
  backoff.ended(0)
  expect(backoff.ended(1_000)).toEqual({ delayMs: 10, flapping: false })
})

test('forgiven, it begins anew', () => {
  const backoff = new Backoff({ delays: [10, 100], windowMs: 1_000, flapCount: 2 })
  backoff.ended(0)
  backoff.forgive()
  expect(backoff.ended(1)).toEqual({ delayMs: 10, flapping: false })
})
