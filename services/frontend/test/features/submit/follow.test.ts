import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Submission } from '../../../src/api/rest-types.ts'
import { followSubmission } from '../../../src/features/submit/follow.ts'

const submission = (status: Submission['status']): Submission => ({
  id: 'a',
  url: 'https://example.org/',
  status,
  step: status === 'done' ? 'done' : 'read',
  progress: 0.5,
  detail: '',
  attempts: 1,
  duplicate: false,
  createdAt: '',
  updatedAt: '',
})

/** An EventTarget with the two members of EventSource that following uses. */
class Stream extends EventTarget {
  readyState = 1
  closed = false
  close() {
    this.closed = true
  }
  tell(status: Submission['status']) {
    this.dispatchEvent(new MessageEvent('submission', { data: JSON.stringify(submission(status)) }))
  }
  break(readyState: 0 | 2) {
    this.readyState = readyState
    this.dispatchEvent(new Event('error'))
  }
}

function follow(ask: () => Promise<Submission> = () => Promise.reject(new Error('not asked'))) {
  const stream = new Stream()
  const seen: string[] = []
  const faults: unknown[] = []
  const stop = followSubmission(
    { open: () => stream as unknown as EventSource, ask },
    ({ status }) => seen.push(status),
    (error) => faults.push(error),
  )
  return { stream, seen, faults, stop }
}

describe('followSubmission', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('tells each change, and closes the stream at the end', () => {
    const { stream, seen } = follow()
    for (const status of ['queued', 'running', 'done'] as const) stream.tell(status)
    expect(seen).toEqual(['queued', 'running', 'done'])
    expect(stream.closed).toBe(true)
  })

  it('leaves a cut that the browser mends to the browser', async () => {
    const { stream, seen, faults } = follow()
    stream.break(0)
    await vi.advanceTimersByTimeAsync(10_000)
    stream.tell('running')
    expect([seen, faults]).toEqual([['running'], []])
  })

  it('asks again and again where the stream is gone for good, until the end', async () => {
    const answers = [submission('running'), submission('done')]
    const ask = vi.fn(() => Promise.resolve(answers.shift() ?? submission('failed')))
    const { stream, seen } = follow(ask)
    stream.break(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen).toEqual(['running', 'done'])
    expect(ask).toHaveBeenCalledTimes(2)
  })

  it('tells a fault of asking and goes on', async () => {
    const answers: Promise<Submission>[] = [
      Promise.reject(new Error('away')),
      Promise.resolve(submission('failed')),
    ]
    const { stream, seen, faults } = follow(() => answers.shift() as Promise<Submission>)
    stream.break(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(faults).toHaveLength(1)
    expect(seen).toEqual(['failed'])
  })

  it('says nothing more once stopped', async () => {
    const { stream, seen, stop } = follow(() => Promise.resolve(submission('running')))
    stop()
    stream.tell('done')
    stream.break(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen).toEqual([])
    expect(stream.closed).toBe(true)
  })
})
