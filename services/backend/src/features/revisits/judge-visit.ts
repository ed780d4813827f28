import type { PageStatement } from '../submissions/page-statement.ts'
import type { PageVersion } from '../submissions/scraper-port.ts'
import type { SubmissionProblem } from '../submissions/submissions.ts'
import type { VisitState, VisitUpdate } from './revisits.ts'
import { changedFields, type StatedField, suspicionOf } from './statement.ts'

/** Days without an answer after which a page counts as gone. */
export const deadAfterDays = 3

/** What says that a page is not there, as against one that we are not to read. */
const gone: ReadonlySet<string | undefined> = new Set([
  'name-not-found',
  'page-not-found',
  'http-error',
  'error-page',
  'parked-domain',
  'timed-out',
  'too-many-redirects',
  'connection-failed',
  'tls-failed',
])

/** The page is the version that was known. */
export function judgeUnchanged({ open }: VisitState): VisitUpdate {
  // For sale last time, and back as it was.
  const change = open === 'parked' ? { change: null } : {}
  return { outcome: 'unchanged', problem: null, failedDays: 0, ...change }
}

/** The page was read: it is compared with what it said when it was last agreed with the listing. */
export function judgeRead(
  { statement: before, listing }: VisitState,
  after: PageStatement,
  version: PageVersion | null,
): VisitUpdate {
  const read = { outcome: 'read', problem: null, version, failedDays: 0 } as const
  if (!before) return { ...read, statement: after, change: null }
  const suspicion = suspicionOf(before, after)
  const changed = changedFields(before, after)
  if (changed.length === 0 && suspicion === '') return { ...read, change: null }
  // An editor has written already what the page says now.
  const agreed = changed.every((field) => isSame(listing, after, field))
  // Of a page that may be another's, no picture is wanted.
  const looksOther = suspicion === ''
  if (agreed && looksOther) return { ...read, statement: after, change: null, looksOther }
  return { ...read, change: { suspicion, before, after }, looksOther }
}

/** The page could not be read. Several failures of one day are one. */
export function judgeFailure(
  { statement, failedDays, lastFailedAt, lastReason }: VisitState,
  problem: SubmissionProblem,
  now: Date,
): VisitUpdate {
  if (!gone.has(problem.reason)) return { outcome: 'refused', problem, failedDays }
  const again = lastFailedAt !== null && dayOf(lastFailedAt) === dayOf(now)
  const parked = problem.reason === 'parked-domain' && lastReason !== 'parked-domain'
  return {
    outcome: 'failed',
    problem,
    failedDays: again ? failedDays : failedDays + 1,
    lastFailedAt: now,
    ...(parked ? { change: { suspicion: 'parked', before: statement, after: null } } : {}),
  }
}

function isSame(listing: VisitState['listing'], after: PageStatement, field: StatedField): boolean {
  // What a price is written down as depends on where it comes from; the editor looks.
  if (field === 'price') return false
  return JSON.stringify(listing[field] ?? '') === JSON.stringify(after[field])
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
