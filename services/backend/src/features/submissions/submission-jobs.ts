import type { HotMemory } from '../translation-memory/translation-memory.ts'
import type { ProcessParts } from './process-ports.ts'
import { processSubmission } from './process-submission.ts'
import { interrupted } from './submission-problems.ts'
import { submissionTopic } from './submission-service.ts'
import { translateListing } from './translate-listing.ts'

/** What the job queue calls. Each may be called again for the same id. */
export function createSubmissionJobs(parts: ProcessParts, hot: HotMemory) {
  return {
    submission: (id: string, options: { signal: AbortSignal; lastTry: boolean }) =>
      processSubmission(parts, id, options),

    /** Its workers died again and again: it ends, so that nobody waits for ever. */
    deadSubmission: async (id: string): Promise<void> => {
      const row = await parts.submissions.find(id)
      if (!row || row.status === 'done' || row.status === 'failed') return
      if (row.toolId) await parts.submissions.finish(id, row.attempts)
      else await parts.submissions.fail(id, row.attempts, interrupted)
      parts.bus.publish(submissionTopic(id), '')
    },

    listingTranslation: async (
      toolId: string,
      {
        forget = [],
        ...options
      }: { signal: AbortSignal; renew?: readonly string[]; forget?: readonly string[] },
    ): Promise<void> => {
      // Whoever corrected them tells the hot memories too, but after the transaction that enqueued this, or never.
      if (forget.length > 0) await hot.forget(forget)
      await translateListing({ store: parts.listings, translator: parts.translator }, toolId, options)
    },
  }
}
