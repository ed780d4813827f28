import type { SubmissionStep } from './submissions.ts'

/** Progress is written at each new step, and within a step at most this often. */
const writeEveryMs = 250

export interface Reporter {
  /** @param progress of the whole, 0 to 1; it never goes back. */
  report(step: SubmissionStep, progress: number, detail: string): Promise<void>
  /** Nothing is written any more. */
  stop(): void
}

/** Thins out the progress of one try. */
export function createReporter(
  write: (progress: { step: SubmissionStep; progress: number; detail: string }) => Promise<void>,
  now: () => number = Date.now,
): Reporter {
  let step: SubmissionStep | undefined
  let highest = 0
  let writtenAt = Number.NEGATIVE_INFINITY
  let stopped = false
  return {
    report: async (next, progress, detail) => {
      highest = Math.min(1, Math.max(highest, progress))
      if (stopped || (next === step && now() - writtenAt < writeEveryMs)) return
      step = next
      writtenAt = now()
      await write({ step: next, progress: Math.round(highest * 1_000) / 1_000, detail })
    },
    stop: () => {
      stopped = true
    },
  }
}
