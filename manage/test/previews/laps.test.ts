import { expect, test } from 'vitest'
import { carryOut } from '../../src/core/steps.ts'
import { laps } from '../../src/previews/laps.ts'

test('each phase lasts until the next begins, and those of the release stand for it', async () => {
  let ms = 5_000
  const lap = laps(() => ms)
  ms += 200
  lap.enter('sources')
  ms += 1_000
  const step = lap.step('networks', {
    summary: 'make them',
    act: () => {
      ms += 600
    },
  })
  const { signal } = new AbortController()
  await carryOut({ steps: [step], result: () => {} }, { signal, runner: {} as never })
  lap.enter('release')
  ms += 4_000
  lap.enter('answer')
  ms += 100
  expect(lap.end({ clone: 1.5, start: 2 })).toEqual({
    seconds: 5.9,
    phases: { look: 0.2, sources: 1, networks: 0.6, clone: 1.5, start: 2, release: 0.5, answer: 0.1 },
  })
})
