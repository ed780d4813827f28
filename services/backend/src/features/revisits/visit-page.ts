import { Problem } from '@parlance/service-kit'
import type { AssetStorage } from '../asset-storage-port.ts'
import { type KeptImages, keepImage } from '../submissions/keep-images.ts'
import type { Scraper } from '../submissions/scraper-port.ts'
import { describeProblem, mayBeCured, problemOf } from '../submissions/submission-problems.ts'
import { judgeFailure, judgeRead, judgeUnchanged } from './judge-visit.ts'
import type { RevisitStore, VisitOutcome, VisitUpdate } from './revisits.ts'
import { statementOf } from './statement.ts'

/** Within this, a page is not read twice. */
const momentMs = 3_600_000

/** What a visit needs. */
export interface VisitParts {
  readonly store: Pick<RevisitStore, 'find' | 'update'>
  readonly scraper: Pick<Scraper, 'readAgain' | 'readWithPictures'>
  readonly assets: AssetStorage
  readonly now: () => Date
  /** Called with how each visit ended. */
  readonly ended: (outcome: VisitOutcome | 'postponed') => void
}

/**
 * Reads a listing's page again, conditionally, and writes down what came of it. What the listing says stays as it is: a
 * difference waits for an editor. Pictures of how it looks now take the place of the old ones.
 *
 * @param pictures whether pictures are taken too, which a page that has not changed does not spare
 * @param lastTry whether a fault of ours ends the visit; otherwise it is thrown, for the queue to try again
 * @throws Problem that another try may cure
 */
export async function visitPage(
  { store, scraper, assets, now, ended }: VisitParts,
  toolId: string,
  { signal, lastTry, pictures }: { signal: AbortSignal; lastTry: boolean; pictures: boolean },
): Promise<void> {
  const known = await store.find(toolId, new Date(now().getTime() - momentMs))
  if (!known) return
  let outcome: VisitOutcome | 'postponed' = 'postponed'
  try {
    const images: KeptImages = {}
    const found = pictures
      ? await scraper.readWithPictures(known.url, signal, (image) => keepImage(assets, images, image))
      : await scraper.readAgain(known.url, known.version, signal)
    await store.update(toolId, now(), (state) => {
      const judged =
        found === 'unchanged'
          ? judgeUnchanged(state)
          : judgeRead(state, statementOf(found.page), found.version)
      const update = pictures ? withPictures(judged, images) : judged
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

/** The logo stays, which somebody may have chosen; and all of a page that may be another's. */
function withPictures(update: VisitUpdate, { screenshot, preview }: KeptImages): VisitUpdate {
  const pictured = { ...update, pictured: true }
  if (update.change && update.change.suspicion !== '') return pictured
  return { ...pictured, pictures: { ...(screenshot && { screenshot }), ...(preview && { preview }) } }
}
