import type { Findings } from './findings.ts'
import type { SubmissionProblem, SubmissionStatus, SubmissionStep } from './submissions.ts'

/** A submission as it is kept. */
export interface SubmissionRow {
  readonly id: string
  readonly url: string
  readonly canonicalUrl: string
  /** The submitter's language. */
  readonly language: string | null
  readonly status: SubmissionStatus
  readonly step: SubmissionStep
  readonly progress: number
  readonly detail: string
  readonly attempts: number
  readonly duplicate: boolean
  readonly problem: SubmissionProblem | null
  readonly toolId: string | null
  readonly toolSlug: string | null
  /** Who submitted it; null = somebody without an account. */
  readonly userId: string | null
  /** How its listing stands, and why; null = there is none. */
  readonly listing: { readonly status: string; readonly reason: string } | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** What happened to one try at reading the page. */
export interface RunOutcome {
  readonly outcome: 'done' | 'failed' | 'interrupted'
  readonly problem?: SubmissionProblem
  readonly finalUrl?: string
  readonly durationMs?: number
  readonly bytesFetched?: number
  readonly redirects?: number
  /** What was seen in the page. */
  readonly findings?: Findings
  /** Images and texts that could not be had. */
  readonly unavailable?: readonly { readonly what: string; readonly code: string; readonly detail: string }[]
}

/** What came of taking a page in. */
export interface Intake {
  readonly row: SubmissionRow
  /** It was on its way already: `row` is that one. */
  readonly joined: boolean
}

/**
 * Submissions, as the feature needs them. Whatever a try writes names the number of the try and is ignored once there
 * is a later one: a worker that was thought dead cannot write over its successor.
 */
export interface SubmissionStore {
  /**
   * In one transaction, alone for this address: the submission of it that is under way, else a new one, which is done
   * at once where the address is listed already, and otherwise has its job with it.
   */
  takeIn(request: {
    id: string
    url: string
    canonicalUrl: string
    language: string | null
    userId: string | null
    /** One of many: what somebody submits by itself goes first. */
    patient?: boolean
  }): Promise<Intake>
  /** Why pages of an address's host are not taken in; undefined = they are. */
  blocked(url: string): Promise<string | undefined>
  find(id: string): Promise<SubmissionRow | undefined>
  /** Begins the next try. @returns undefined where it has ended, or never was */
  begin(id: string): Promise<SubmissionRow | undefined>
  report(
    id: string,
    attempt: number,
    progress: { step: SubmissionStep; progress: number; detail: string },
  ): Promise<void>
  /** Waits for its next try. */
  postpone(id: string, attempt: number, detail: string): Promise<void>
  finish(id: string, attempt: number): Promise<void>
  /** Ends it with the listing that is there already. */
  finishAsDuplicate(id: string, attempt: number, toolId: string): Promise<void>
  fail(id: string, attempt: number, problem: SubmissionProblem): Promise<void>
  /** What the last try that read the page saw in it. @returns undefined where there is no such submission */
  findings(id: string): Promise<Findings | null | undefined>
  /**
   * In one transaction: it has failed with this problem, and the listing that it made itself is gone, with its room where
   * nobody has written in it. @returns false where it had ended before
   */
  cancel(id: string, problem: SubmissionProblem): Promise<boolean>
  recordRun(id: string, attempt: number, outcome: RunOutcome): Promise<void>
}
