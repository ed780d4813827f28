import { describe, expect, test } from 'vitest'
import { StartProgress, untilDeadline } from '../../src/engines/start-progress.ts'

/** A progress of ten seconds' patience on a clock that the test moves. */
function watched() {
  let now = 0
  const said: string[] = []
  const progress = new StartProgress(
    10_000,
    (text) => said.push(text),
    () => now,
  )
  return {
    progress,
    said,
    /** Seconds, with a tick in each. */
    pass(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        now += 1_000
        progress.tick()
      }
    },
    /** Milliseconds in which this process was not let run. */
    sleepThrough(ms: number) {
      now += ms
      progress.tick()
    },
  }
}

describe('a start is given up', () => {
  test('when nothing has moved for its patience, however long it has taken until then', () => {
    const { progress, pass } = watched()
    for (const line of ['compiling', 'linking', 'listening']) {
      pass(9)
      expect(progress.left()).toBe(1_000)
      progress.heard('frontend', line)
    }
    pass(10)
    expect(progress.left()).toBe(0)
  })

  test('when all that moves goes round in a circle: the same lines with other numbers', () => {
    const { progress, pass } = watched()
    progress.heard('backend', '12:00:01 crashed, pid 4711, run 0badcafe')
    for (let round = 0; round < 10; round++) {
      pass(1)
      progress.heard('backend', `12:00:${round + 10} crashed, pid ${round}, run ${round}badcafe`)
      progress.waits('backend', 'nothing listens on its port')
    }
    // The first time that it was said to wait was news, a second in.
    expect(progress.left()).toBe(1_000)
  })

  test('not for a part that arrives, and never once it is over', () => {
    const { progress, pass } = watched()
    pass(9)
    progress.arrived('postgres')
    expect(progress.left()).toBe(10_000)
    progress.end()
    pass(60)
    expect(progress.left()).toBe(Number.POSITIVE_INFINITY)
  })

  test('not for a time in which the machine did not let it look', () => {
    const { progress, pass, sleepThrough } = watched()
    pass(5)
    sleepThrough(60_000)
    expect(progress.left()).toBeGreaterThan(3_000)
  })

  test('at a million years, when that is what was asked for', () => {
    expect(new StartProgress(1_000_000_000_000, () => {}).left()).toBeGreaterThan(999_999_000_000)
    expect(untilDeadline(Number.POSITIVE_INFINITY).left()).toBe(Number.POSITIVE_INFINITY)
  })
})

test('who waits hears every ten seconds for what, and nothing when all is there', () => {
  const { progress, said, pass } = watched()
  progress.waits('frontend', 'nothing listens on its port')
  progress.waits('backend', 'unhealthy: database')
  pass(9)
  expect(said).toEqual([])
  pass(1)
  expect(said).toEqual([
    'waiting for frontend (nothing listens on its port), backend (unhealthy: database); nothing has moved for 10 s of 10 s',
  ])
  progress.arrived('frontend')
  progress.arrived('backend')
  pass(30)
  expect(said).toHaveLength(1)
})
