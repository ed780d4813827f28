import type { BatchItemRow, BatchRow } from './batch-store-port.ts'
import type { BatchItemView, BatchView } from './batches.ts'
import { interrupted } from './submission-problems.ts'
import { viewOf } from './submission-service.ts'

/** After this, what was not taken in never will be: the backend ended in the middle. */
const intakeMs = 120_000

/** A batch as its submitter sees it: each item's end, and one progress. */
export function batchView({ id, source, left, createdAt, ...row }: BatchRow): BatchView {
  const items = row.items.map((item) => itemView(item, createdAt))
  const count = (test: (item: BatchItemView) => boolean) => items.filter(test).length
  const open = count(({ status }) => status === 'queued' || status === 'running')
  const sum = items.reduce((all, { progress }) => all + progress, 0)
  return {
    id,
    source,
    left,
    progress: Math.round((sum / Math.max(1, items.length)) * 1_000) / 1_000,
    ended: open === 0,
    counts: {
      open,
      listed: count(({ status, duplicate }) => status === 'done' && !duplicate),
      duplicate: count(({ status, duplicate }) => status === 'done' && duplicate),
      failed: count(({ status }) => status === 'failed' || status === 'refused'),
    },
    items,
    createdAt: createdAt.toISOString(),
  }
}

function itemView({ url, submission, joined, problem }: BatchItemRow, createdAt: Date): BatchItemView {
  if (submission) {
    const { id, status, progress, duplicate, tool, decision, problem: fault } = viewOf(submission)
    return {
      url,
      status,
      progress: status === 'failed' ? 1 : progress,
      duplicate: duplicate || joined,
      submission: id,
      ...(tool ? { tool } : {}),
      ...(decision ? { decision } : {}),
      ...(fault ? { problem: fault } : {}),
    }
  }
  const lost = Date.now() - createdAt.getTime() > intakeMs
  const why = problem ?? (lost ? interrupted : undefined)
  return why
    ? { url, status: 'refused', progress: 1, duplicate: false, problem: why }
    : { url, status: 'queued', progress: 0, duplicate: false }
}
