import type { SubmissionProblem, SubmissionStatus } from '../submissions/submissions.ts'
import type { By } from './changes.ts'

/** A submission as editors see it. */
export interface SubmissionRecord {
  readonly id: string
  readonly url: string
  readonly status: SubmissionStatus
  readonly step: string
  readonly attempts: number
  readonly duplicate: boolean
  readonly problem: SubmissionProblem | null
  readonly submitter: string
  readonly tool: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly status: string
  } | null
  readonly createdAt: string
  readonly updatedAt: string
}

export type JobState = 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed'

/** A job of the background. */
export interface JobView {
  readonly id: string
  readonly queue: string
  readonly state: JobState
  readonly retries: number
  readonly retryLimit: number
  /** What it works on: a submission's or a listing's id. */
  readonly subject: string
  /** What it failed by; "" = it did not. */
  readonly fault: string
  readonly createdAt: string
  readonly finishedAt: string | null
}

/** What an editor sees first. */
export interface Summary {
  readonly pending: number
  readonly published: number
  readonly hidden: number
  readonly openReports: number
  /** Pages that say something else than they did. */
  readonly openPageChanges: number
  /** Published listings whose page cannot be read any more. */
  readonly unreachable: number
  readonly failedSubmissions: number
  readonly runningSubmissions: number
  readonly failedJobs: number
  readonly people: number
}

/** What goes on in the background, and doing it again. Rights are the caller's to check. */
export interface Work {
  summary(): Promise<Summary>
  submissions(query: {
    status?: SubmissionStatus
    cursor?: string
    limit: number
  }): Promise<{ items: SubmissionRecord[]; nextCursor: string | null }>
  /** Reads a page that failed once more. @throws Problem `not-found`, `precondition` where it did not fail */
  retrySubmission(id: string, by: By): Promise<void>
  jobs(query: { state?: JobState; limit: number }): Promise<JobView[]>
  /** Does a job that failed once more. @throws Problem `not-found` */
  retryJob(queue: string, id: string, by: By): Promise<void>
}
