import type { Pricing } from '../catalogue/catalogue.ts'
import type { KeptImages } from '../submissions/keep-images.ts'
import type { ListingTexts } from '../submissions/listing-store-port.ts'
import type { PageStatement } from '../submissions/page-statement.ts'
import type { PageVersion } from '../submissions/scraper-port.ts'
import type { SubmissionProblem } from '../submissions/submissions.ts'
import type { Suspicion } from './statement.ts'

/** How a visit ended: read anew, the same as before, not readable, or not to be read by us. */
export type VisitOutcome = 'read' | 'unchanged' | 'failed' | 'refused'

/** What is known of a listing's page from visits before. */
export interface VisitState {
  /** What the page said when it was last agreed with the listing; null = it has not been read. */
  readonly statement: PageStatement | null
  readonly version: PageVersion | null
  /** The reason of the last visit's problem; '' = it had none. */
  readonly lastReason: string
  /** Days on which it could not be read, since it last could. */
  readonly failedDays: number
  readonly lastFailedAt: Date | null
  /** What waits for an editor; undefined = nothing. */
  readonly open: Suspicion | undefined
  /** What the listing shows in its own language. */
  readonly listing: Pick<ListingTexts, 'name' | 'tagline' | 'overview' | 'description' | 'keyFeatures'> & {
    readonly url: string
    readonly pricing: Pricing
  }
}

/** What a page says now, beside what it said, for an editor. */
export interface FoundChange {
  readonly suspicion: Suspicion
  readonly before: PageStatement | null
  /** Null = it says nothing any more. */
  readonly after: PageStatement | null
}

/** What a visit writes down. What is absent stays as it is. */
export interface VisitUpdate {
  readonly outcome: VisitOutcome
  readonly problem: SubmissionProblem | null
  readonly version?: PageVersion | null
  /** From now on the page is compared with this. */
  readonly statement?: PageStatement
  /** Null = nothing is left to decide. */
  readonly change?: FoundChange | null
  readonly failedDays: number
  readonly lastFailedAt?: Date
  /** Pictures that take the place of those of the listing; a kind that is not there stays as it is. */
  readonly pictures?: KeptImages
  /** Pictures were asked for, whether or not they came. */
  readonly pictured?: boolean
  /** The page says something else: its pictures are likely to be another's, too. */
  readonly looksOther?: boolean
}

/** A listing whose page could be read again, the most urgent first. */
export interface VisitCandidate {
  readonly toolId: string
  readonly host: string
  /** Its pictures are old, or the page has changed since they were taken. */
  readonly picturesDue: boolean
}

/** A visit that a round plans. */
export interface PlannedVisit {
  readonly toolId: string
  readonly startAfter: Date
  /** Takes pictures as well. */
  readonly pictures: boolean
}

/** What visits need of the database. */
export interface RevisitStore {
  /**
   * In one transaction: the round of this time is ours, and the visits that are planned are enqueued. Another backend was
   * quicker: nothing is done. @returns how many visits; undefined where the round was taken
   */
  openRound(
    at: Date,
    limits: { perHost: number; most: number; restMs: number; deadRestMs: number; picturesRestMs: number },
    plan: (candidates: readonly VisitCandidate[]) => readonly PlannedVisit[],
  ): Promise<number | undefined>
  /**
   * The address of a published listing and the version of it that is known; undefined = it is not to be read, or was after
   * `since`: two rounds may have asked for it.
   */
  find(toolId: string, since: Date): Promise<{ url: string; version: PageVersion | null } | undefined>
  /** In one transaction, alone for this listing: what is known, and what a visit makes of it. */
  update(toolId: string, at: Date, decide: (state: VisitState) => VisitUpdate): Promise<void>
}
