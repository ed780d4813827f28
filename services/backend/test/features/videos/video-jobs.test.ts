import { Readable } from 'node:stream'
import { Problem } from '@parlance/service-kit'
import { describe, expect, test } from 'vitest'
import { doVideoWork } from '../../../src/features/videos/video-jobs.ts'
import type {
  ClaimedWork,
  RunOptions,
  VideoResult,
  VideoWorkStore,
} from '../../../src/features/videos/video-ports.ts'
import { diskReserve } from '../../../src/features/videos/videos.ts'

const hour = 3_600_000

/** Does one piece of work by a service that does as it is told. @returns what became of it, and whether the queue tries it again */
async function work(
  run: (options: RunOptions) => Promise<VideoResult> | VideoResult,
  {
    attempts = 1,
    waited = 0,
    free = diskReserve + 1_000,
    signal = new AbortController().signal,
  }: { attempts?: number; waited?: number; free?: number; signal?: AbortSignal } = {},
) {
  const told: unknown[] = []
  const dropped: string[] = []
  const claimed: ClaimedWork = {
    source: { sha256: 'a'.repeat(64), bytes: 10 },
    sourceKey: 'aa/a.source',
    attempts,
    since: new Date(10 * hour - waited),
    expectedBytes: 1_000,
    abandoned: 'before',
  }
  const works: Partial<VideoWorkStore> = {
    begin: async () => claimed,
    beat: async () => true,
    postpone: async (_, { counted }) => void told.push({ counted }),
    fail: async (_, problem) => void told.push(problem),
    announce: async () => {},
    looked: async () => true,
  }
  const outcomes: string[] = []
  const done = doVideoWork(
    {
      works: works as VideoWorkStore,
      service: { run: async (_source, _work, options) => run(options) },
      storage: { read: async () => Readable.from([]), remove: async () => {}, keepFile: async () => {} },
      folders: {
        make: async () => '/nowhere',
        drop: async (claim) => void dropped.push(claim),
        free: async () => free,
        sweep: async () => {},
      },
      measure: (_, outcome) => outcomes.push(outcome),
      report: () => {},
      now: () => 10 * hour,
    },
    'video',
    '360p',
    { signal },
  )
  const again = await done.then(
    () => false,
    () => true,
  )
  return { told, outcomes, again, dropped }
}

const fails =
  (code: ConstructorParameters<typeof Problem>[0], reason?: string, begun = true) =>
  async ({ onEvent }: RunOptions) => {
    if (begun) onEvent(undefined)
    throw new Problem(code, 'Why.', { reason })
  }

describe('a piece of work', () => {
  test('that is done is done; its folder and that of who was killed before go', async () => {
    const { outcomes, again, dropped } = await work(async () => ({ facts: {} as never, files: new Map() }))
    expect([outcomes, again]).toEqual([['done'], false])
    expect(dropped).toHaveLength(2)
    expect(dropped[0]).toBe('before')
  })

  test('for which the disk has no room does not begin, and is tried again', async () => {
    const asked: unknown[] = []
    const { told, again } = await work((options) => asked.push(options) as never, { free: diskReserve + 999 })
    expect({ asked, told, again }).toEqual({ asked: [], told: [{ counted: true }], again: true })
  })

  test.each([
    ['precondition', 'no-picture'],
    ['too-large', 'too-long'],
    ['invalid', 'unknown-rung'],
    ['unimplemented', 'no-ffmpeg'],
  ] as const)('that is refused (%s) is final', async (code, reason) => {
    const { told, again, outcomes } = await work(fails(code, reason))
    expect([told, again, outcomes]).toEqual([[{ code: reason, detail: 'Why.' }], false, ['refused']])
  })

  test.each(['unavailable', 'rate-limited', 'timeout', 'aborted', 'internal'] as const)(
    'that failed (%s) is tried again, eight times at most',
    async (code) => {
      expect(await work(fails(code))).toMatchObject({ told: [{ counted: true }], again: true })
      expect(await work(fails(code), { attempts: 8 })).toMatchObject({
        told: [{ code }],
        again: false,
        outcomes: ['failed'],
      })
    },
  )

  test.each(['unavailable', 'rate-limited', 'timeout'] as const)(
    'that never began (%s) is no try, for a day',
    async (code) => {
      const never = fails(code, undefined, false)
      expect(await work(never, { attempts: 8 })).toMatchObject({ told: [{ counted: false }], again: true })
      expect(await work(never, { attempts: 8, waited: 25 * hour })).toMatchObject({
        told: [{ code }],
        again: false,
      })
    },
  )

  test('that was killed with its worker too often ends', async () => {
    const { told, again } = await work(fails('internal'), { attempts: 9 })
    expect([told, again]).toEqual([
      [{ code: 'interrupted', detail: expect.stringContaining('again and again') }],
      false,
    ])
  })

  test('that the stopping of the backend ends is no try', async () => {
    const stopping = new AbortController()
    const { told, again } = await work(
      async () => {
        stopping.abort()
        throw new Problem('cancelled', 'Ended.')
      },
      { attempts: 8, signal: stopping.signal },
    )
    expect([told, again]).toEqual([[{ counted: false }], true])
  })
})
