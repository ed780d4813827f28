import { Problem } from '@parlance/service-kit'
import type { Bus } from '../bus-port.ts'
import { canonicalUrl } from '../catalogue/canonical-url.ts'
import { newId } from '../identifiers.ts'
import { blockedHost, cancelled } from './submission-problems.ts'
import type { SubmissionRow, SubmissionStore } from './submission-store-port.ts'
import type { Submissions, SubmissionView } from './submissions.ts'
import { readAddress } from './submitted-address.ts'

/** The bus only wakes, and may miss: followers look for themselves this often. */
const lookEveryMs = 3_000

/** The bus topic of a submission's changes. */
export function submissionTopic(id: string): string {
  return `submission:${id}`
}

/** The bus topic of its being cancelled: what its worker listens to. */
export function cancelTopic(id: string): string {
  return `submission-cancelled:${id}`
}

/** Takes pages in, and tells how they are doing. */
export function createSubmissions({
  store,
  bus,
}: {
  store: SubmissionStore
  bus: Pick<Bus, 'subscribe' | 'publish'>
}): Submissions {
  const find = async (id: string): Promise<SubmissionView> => {
    const row = await store.find(id)
    if (!row) throw new Problem('not-found', 'There is no such submission.')
    return viewOf(row)
  }

  return {
    get: find,

    cancel: async (id, { userId, editor }) => {
      const row = await store.find(id)
      if (!row) throw new Problem('not-found', 'There is no such submission.')
      if (row.userId !== null && row.userId !== userId && !editor) {
        throw new Problem('forbidden', 'Only who submitted this page, or an editor, may cancel it.')
      }
      if (await store.cancel(id, cancelled)) {
        bus.publish(cancelTopic(id), '')
        bus.publish(submissionTopic(id), '')
      }
      const view = await find(id)
      if (view.problem?.reason === cancelled.reason) return view
      throw new Problem('conflict', 'The submission has ended already; there is nothing to cancel.')
    },

    findings: async (id) => {
      const found = await store.findings(id)
      if (found === undefined) throw new Problem('not-found', 'There is no such submission.')
      return found
    },

    submit: async ({ url, lang, userId }) => {
      const address = readAddress(url)
      if ((await store.blocked(address)) !== undefined) throw blockedHost()
      const { row, joined } = await store.takeIn({
        id: newId(),
        url: address,
        canonicalUrl: canonicalUrl(address),
        language: lang ?? null,
        userId: userId ?? null,
      })
      return { ...viewOf(row), duplicate: joined || row.duplicate }
    },

    async *follow(id, signal) {
      let changed = true
      let wake = () => {}
      const unsubscribe = bus.subscribe(submissionTopic(id), () => {
        changed = true
        wake()
      })
      try {
        for (let shown = ''; !signal.aborted; ) {
          changed = false
          const view = await find(id)
          const text = JSON.stringify(view)
          if (text !== shown) yield view
          if (view.status === 'done' || view.status === 'failed') return
          shown = text
          if (changed) continue
          await new Promise<void>((resolve) => {
            const timer = setTimeout(resolve, lookEveryMs)
            wake = () => {
              clearTimeout(timer)
              resolve()
            }
            signal.addEventListener('abort', wake, { once: true })
          })
          signal.removeEventListener('abort', wake)
        }
      } finally {
        unsubscribe()
      }
    },
  }
}

/** A submission as its submitter sees it. */
export function viewOf(row: SubmissionRow): SubmissionView {
  const { id, url, status, step, progress, detail, attempts, duplicate, problem, toolSlug, listing } = row
  const shown = listing?.status === 'published'
  return {
    id,
    url,
    status,
    step,
    progress,
    detail,
    attempts,
    duplicate,
    ...(toolSlug && shown ? { tool: { slug: toolSlug } } : {}),
    ...(listing && status === 'done' ? { decision: decisionOf(listing) } : {}),
    ...(problem ? { problem } : {}),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

function decisionOf({
  status,
  reason,
}: NonNullable<SubmissionRow['listing']>): NonNullable<SubmissionView['decision']> {
  if (status === 'published') return { status: 'published', reason: '' }
  if (status === 'pending' || status === 'draft') return { status: 'waiting', reason: '' }
  return { status: 'refused', reason }
}
