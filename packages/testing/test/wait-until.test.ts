import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { waitUntil } from '../src/wait-until.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('an answer is given', async () => {
  expect(await waitUntil('an answer', () => 'here')).toBe('here')
})

test('a question that never ends is told by its name', async () => {
  const told = expect(waitUntil('a word', () => new Promise<string>(() => {}), 1_000)).rejects.toThrow(
    'not within 1000 ms: a word (the last question has no answer)',
  )
  await vi.advanceTimersByTimeAsync(61_001)
  await told
})

test('one that is late has its answer taken', async () => {
  const late = () => new Promise<string>((resolve) => setTimeout(() => resolve('late'), 30_000))
  const answer = waitUntil('a word', late, 1_000)
  await vi.advanceTimersByTimeAsync(30_001)
  expect(await answer).toBe('late')
})
