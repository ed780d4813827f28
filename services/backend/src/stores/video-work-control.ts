import type { Pool, PoolClient } from 'pg'
import type { By } from '../features/administration/changes.ts'
import type { VideoWorkControl } from '../features/videos/video-work.ts'
import { writeEntries } from './administration/change-log.ts'
import type { JobSender } from './listing-renewals.ts'
import { withTransaction } from './transaction.ts'
import { enqueueWork, holdVideo, settleState, type Work } from './video-work-rows.ts'

/** Work on videos in PostgreSQL, as people steer it. */
export function createVideoWorkControl(pool: Pool, jobs: JobSender): VideoWorkControl {
  const change = (
    videoId: string,
    work: string | undefined,
    by: By,
    { action, from, set }: { action: string; from: readonly string[]; set: string },
    then: (client: PoolClient, works: readonly Work[]) => Promise<void>,
  ) =>
    withTransaction(pool, async (client) => {
      if (!(await holdVideo(client, videoId))) return 0
      const { rows } = await client.query<Work>(
        `UPDATE "VideoWork" SET ${set}, claim = NULL, progress = 0, "updatedAt" = now()
         WHERE "videoId" = $1 AND ($2::text IS NULL OR work = $2) AND state = ANY($3) RETURNING work, place`,
        [videoId, work ?? null, from],
      )
      if (rows.length === 0) return 0
      await then(client, rows)
      await settleState(client, videoId)
      const detail = { works: rows.map((row) => row.work) }
      const entry = { by, action, subjectType: 'video', subjectId: videoId, detail, images: [] }
      await writeEntries(client, [entry])
      return rows.length
    })
  return {
    retry: (videoId, work, by) =>
      change(
        videoId,
        work,
        by,
        {
          action: 'video.retried',
          from: ['failed', 'cancelled'],
          set: `state = 'waiting', attempts = 0, problem = NULL, since = now()`,
        },
        (client, works) => enqueueWork(client, jobs, videoId, works),
      ),
    cancel: (videoId, work, by) =>
      change(
        videoId,
        work,
        by,
        {
          action: 'video.cancelled',
          from: ['waiting', 'running'],
          set: `state = 'cancelled', problem = NULL`,
        },
        async () => {},
      ),
  }
}
