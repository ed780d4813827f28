import { makeListing } from './make-listing.ts'
import { type ProcessParts, savedAt } from './process-ports.ts'
import { createReporter, type Reporter } from './reporter.ts'
import { describeProblem, mayBeCured, problemOf } from './submission-problems.ts'
import { cancelTopic, submissionTopic } from './submission-service.ts'
import { translateListing } from './translate-listing.ts'

/**
 * One try at a submission: reads the page, makes the listing, translates it. May be called any number of times for the
 * same submission, also after a crash in its middle: what is done is not done again.
 *
 * @param lastTry whether a fault ends the submission; otherwise it is thrown, for the queue to try again later.
 * @throws Problem that another try may cure.
 */
export async function processSubmission(
  parts: ProcessParts,
  id: string,
  options: { signal: AbortSignal; lastTry: boolean },
): Promise<void> {
  const row = await parts.submissions.begin(id)
  if (!row) return
  const attempt = row.attempts
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1_000
  const publishChange = () => parts.bus.publish(submissionTopic(id), '')
  publishChange()
  const cancelled = watchForCancelling(parts, id)
  const { lastTry } = options
  const signal = AbortSignal.any([options.signal, cancelled.signal])
  const reporter = createReporter(async (progress) => {
    await parts.submissions.report(id, attempt, progress)
    publishChange()
  })
  try {
    const toolId = row.toolId ?? (await makeListing(parts, row, reporter, signal))
    if (toolId !== undefined) await translate(parts, toolId, reporter, { signal, lastTry, attempt })
    if (toolId !== undefined) await parts.submissions.finish(id, attempt)
    parts.measure.ended('done', '', seconds())
  } catch (error) {
    // Everything has been written by who cancelled it.
    if (cancelled.signal.aborted || (await hasEnded(parts, id))) return
    const problem = problemOf(error)
    const again = !options.lastTry && mayBeCured(problem, attempt)
    parts.measure.ended(again ? 'postponed' : 'failed', problem.reason ?? problem.code, seconds())
    if (problem.reason === undefined) parts.report(error, { id, attempt, again })
    if (!again) await parts.submissions.fail(id, attempt, describeProblem(problem))
    else await parts.submissions.postpone(id, attempt, problem.detail)
    if (again) throw problem
  } finally {
    cancelled.stop()
    reporter.stop()
    publishChange()
  }
}

/** Aborts when the submission has ended without its worker: somebody cancelled it. The bus wakes; the table says so. */
function watchForCancelling(parts: ProcessParts, id: string): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController()
  const look = async () => {
    if (await hasEnded(parts, id))
      controller.abort(new DOMException('The submission was cancelled.', 'AbortError'))
  }
  const unsubscribe = parts.bus.subscribe(cancelTopic(id), () => void look().catch(() => {}))
  return { signal: controller.signal, stop: unsubscribe }
}

async function hasEnded({ submissions }: ProcessParts, id: string): Promise<boolean> {
  const row = await submissions.find(id)
  return row?.status === 'failed'
}

/** A listing that cannot be translated now is a listing all the same: its readers see the source until it is. */
async function translate(
  parts: ProcessParts,
  toolId: string,
  reporter: Reporter,
  { signal, lastTry, attempt }: { signal: AbortSignal; lastTry: boolean; attempt: number },
): Promise<void> {
  await reporter.report('translate', savedAt, '')
  try {
    await translateListing({ store: parts.listings, translator: parts.translator }, toolId, {
      signal,
      onLanguage: (done, all) =>
        reporter.report('translate', savedAt + ((1 - savedAt) * done) / all, `${done}/${all}`),
    })
  } catch (error) {
    if (signal.aborted || (!lastTry && mayBeCured(problemOf(error), attempt))) throw error
    await parts.translateLater(toolId)
  }
}
