import type { Language } from '@parlance/contracts/languages'
import type { Findings } from './findings.ts'

export type SubmissionStatus = 'queued' | 'running' | 'done' | 'failed'
export type SubmissionStep =
  | 'queued'
  | 'check'
  | 'fetch'
  | 'read'
  | 'logo'
  | 'screenshot'
  | 'describe'
  | 'save'
  | 'translate'
  | 'done'

/** Why a submission ended without a listing; the members of RFC 9457 that readers need. */
export interface SubmissionProblem {
  readonly code: string
  readonly reason?: string
  readonly title: string
  readonly detail: string
}

/** A page on its way into the directory, as its submitter sees it. */
export interface SubmissionView {
  readonly id: string
  readonly url: string
  readonly status: SubmissionStatus
  readonly step: SubmissionStep
  /** Of the whole, 0 to 1. */
  readonly progress: number
  readonly detail: string
  readonly attempts: number
  /** The page was listed, or on its way, already. */
  readonly duplicate: boolean
  /** Its listing, once readers see it. */
  readonly tool?: { readonly slug: string }
  /** What the editors said of it; `reason` is theirs, "" = none. */
  readonly decision?: { readonly status: 'waiting' | 'published' | 'refused'; readonly reason: string }
  readonly problem?: SubmissionProblem
  readonly createdAt: string
  readonly updatedAt: string
}

/** Pages on their way into the directory. */
export interface Submissions {
  /**
   * Takes a page in: queued with its job in one transaction. A page that is listed or on its way gives that one.
   *
   * @throws Problem `invalid` with the reason `invalid-url` or `unsupported-scheme`, `forbidden` with `blocked-host`
   */
  submit(request: { url: string; lang?: Language; userId?: string }): Promise<SubmissionView>
  /** @throws Problem `not-found` */
  get(id: string): Promise<SubmissionView>
  /** What was seen in the page, for editors; null = it has not been read. @throws Problem `not-found` */
  findings(id: string): Promise<Findings | null>
  /**
   * Ends one that is under way, in whatever phase; the listing that it has made by then goes with it. For who submitted it
   * and for editors; one of somebody without an account, for who knows its id. Cancelled twice is cancelled.
   *
   * @throws Problem `not-found`, `forbidden`, `conflict` where it has ended
   */
  cancel(id: string, by: { userId?: string; editor: boolean }): Promise<SubmissionView>
  /** The submission now and at each change, until it has ended or the signal aborts. @throws Problem `not-found` */
  follow(id: string, signal: AbortSignal): AsyncIterable<SubmissionView>
}
