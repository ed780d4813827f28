import { type ProblemCode, problems } from '@parlance/contracts'
import { Problem } from '@parlance/service-kit'
import type { SubmissionProblem } from './submissions.ts'

/** The page has a listing that the directory does not show. */
export const takenDown: SubmissionProblem = {
  code: 'conflict',
  reason: 'taken-down',
  title: problems.conflict.title,
  detail: 'This page was listed here before and taken down. Ask the editors.',
}

/** Whoever submitted it, or an editor, no longer wants it. */
export const cancelled: SubmissionProblem = {
  code: 'cancelled',
  reason: 'cancelled',
  title: problems.cancelled.title,
  detail: 'The submission was cancelled.',
}

/** Editors take no page of this host. */
export function blockedHost(): Problem {
  return new Problem('forbidden', 'Pages of this site are not listed here.', { reason: 'blocked-host' })
}

/** Its workers were interrupted again and again. */
export const interrupted: SubmissionProblem = {
  code: 'internal',
  reason: 'interrupted',
  title: problems.internal.title,
  detail: 'Reading this page was interrupted too often. Submit it again later.',
}

/** Any fault as a problem; what is not one says nothing of its inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof Error && error.name === 'AbortError') {
    return new Problem('cancelled', 'The work was interrupted; it goes on in a moment.', { cause: error })
  }
  return new Problem('internal', problems.internal.title, { cause: error })
}

/** Faults of the page stay as they are, but for a connection that failed once; those of our side may pass. */
export function mayBeCured({ code, reason }: Problem, attempt: number): boolean {
  if (reason === 'connection-failed') return attempt === 1
  if (reason !== undefined) return reason === 'busy' || reason === 'internal'
  const passing: readonly ProblemCode[] = [
    'unavailable',
    'timeout',
    'cancelled',
    'internal',
    'aborted',
    'rate-limited',
  ]
  return passing.includes(code)
}

/** A problem as it is kept with a submission. */
export function describeProblem({ code, reason, detail }: Problem): SubmissionProblem {
  return { code, ...(reason ? { reason } : {}), title: problems[code].title, detail }
}
