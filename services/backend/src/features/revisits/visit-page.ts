import { Problem } from '@parlance/service-kit'
import type { Scraper } from '../submissions/scraper-port.ts'
import { describeProblem, mayBeCured, problemOf } from '../submissions/submission-problems.ts'
import { judgeFailure, judgeRead, judgeUnchanged } from './judge-visit.ts'
import type { RevisitStore, VisitOutcome } from './revisits.ts'
import { statementOf } from './statement.ts'

/** Within this, a page is not read twice. */
const momentMs = 3_600_000

/** What a visit needs. */
export interface VisitParts {
  readonly store: Pick<RevisitStore, 'find' | 'update'>
  readonly scraper: Pick<Scraper, 'readAgain'>
  readonly now: () => Date
  /** Called with how each visit ended. */
  readonly ended: (outcome: VisitOutcome | 'postponed') => void
}

/**
 * Reads a listing's page again, conditionally, and writes down what came of it. What the listing says stays as it is: a
 * difference waits for an editor.
 *
 * @param lastTry whether a fault of ours ends the visit; otherwise it is thrown, for the queue to try again
 * @throws Problem that another try may cure
 */
export async function visitPage(
  { store, scraper, now, ended }: VisitParts,
  toolId: string,
  { signal, lastTry }: { signal: AbortSignal; lastTry: boolean },
): Promise<void> {
  const known = await store.find(toolId, new Date(now().getTime() - momentMs))
  if (!known) return
  let outcome: VisitOutcome | 'postponed' = 'postponed'
  try {
    const found = await scraper.readAgain(known.url, known.version, signal)
    await store.update(toolId, now(), (state) => {
      const update =
        found === 'unchanged'
          ? judgeUnchanged(state)
          : judgeRead(state, statementOf(found.page), found.version)
      outcome = update.outcome
      return update
    })
  } catch (error) {
    const problem = problemOf(error)
    // Ours, or passing: the page is not at fault. A connection is tried twice.
    const passing = mayBeCured(problem, problem.reason === 'connection-failed' && !lastTry ? 1 : 2)
    if (signal.aborted || (passing && !lastTry) || !(error instanceof Problem)) throw error
    await store.update(toolId, now(), (state) => {
      const update = judgeFailure(state, describeProblem(problem), now())
      outcome = update.outcome
      return update
    })
  } finally {
    ended(outcome)
  }
}
