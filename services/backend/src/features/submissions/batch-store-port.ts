import type { BatchSource } from './address-list.ts'
import type { SubmissionRow } from './submission-store-port.ts'
import type { SubmissionProblem } from './submissions.ts'

/** One address of several, as it is kept. */
export interface BatchItemRow {
  readonly url: string
  readonly submission: SubmissionRow | null
  /** The submission is somebody else's, and was on its way already. */
  readonly joined: boolean
  readonly problem: SubmissionProblem | null
}

/** Several addresses, as they are kept. */
export interface BatchRow {
  readonly id: string
  readonly source: BatchSource
  readonly left: number
  readonly userId: string | null
  readonly createdAt: Date
  /** In their order. */
  readonly items: readonly BatchItemRow[]
}

/** Batches, as the feature needs them. */
export interface BatchStore {
  /** Writes the addresses down before any is taken in. */
  create(batch: {
    id: string
    source: BatchSource
    left: number
    userId: string | null
    urls: readonly string[]
  }): Promise<void>
  /** What became of one, by its place from 0: a submission, or why there is none. */
  settle(
    id: string,
    place: number,
    end: { submissionId: string; joined: boolean } | { problem: SubmissionProblem },
  ): Promise<void>
  find(id: string): Promise<BatchRow | undefined>
}
