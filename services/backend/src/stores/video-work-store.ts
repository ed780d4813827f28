import type { Pool, PoolClient } from 'pg'
import type { By } from '../features/administration/changes.ts'
import type { VideoWorkControl } from '../features/videos/video-work.ts'
import { writeEntries } from './administration/change-log.ts'
import type { JobSender } from './listing-renewals.ts'
import { videoEncodeQueue, videoLookQueue } from './queues.ts'
import { withTransaction } from './transaction.ts'

/** The first thing that is done for a video. */
const probe = { work: 'probe', place: 0 }

/** What a job is about. */
interface Work {
  readonly work: string
  readonly place: number
}

/** Enqueues work on a video, in the transaction of `client`: what is lower first, over all videos. */
export async function enqueueWork(
  client: PoolClient,
  jobs: JobSender,
  videoId: string,
  works: readonly Work[],
): Promise<void> {
  const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
  for (const queue of [videoLookQueue, videoEncodeQueue]) {
    const own = works.filter(({ work }) => queueOf(work) === queue)
    if (own.length === 0) continue
    const list = own.map(({ work, place }) => ({ data: { videoId, work }, priority: 100 - place }))
    await jobs.insert(queue, list, { db })
  }
}

const queueOf = (work: string) => (work === 'probe' || work === 'preview' ? videoLookQueue : videoEncodeQueue)

/** Writes down that a video is to be looked at, and has it done. */
export async function beginWork(client: PoolClient, jobs: JobSender, videoId: string): Promise<void> {
  await client.query('INSERT INTO "VideoWork" ("videoId", work, place) VALUES ($1, $2, $3)', [
    videoId,
    probe.work,
    probe.place,
  ])
  await enqueueWork(client, jobs, videoId, [probe])
}

/**
 * Says what a video is by what is still to be done for it. To be called, in the same transaction, by whoever changes its work.
 * The row of the video is held by the caller.
 */
export async function settleState(client: PoolClient, videoId: string): Promise<void> {
  await client.query(
    `UPDATE "Video" v SET state = s.state, problem = CASE WHEN s.state = 'failed' THEN s.problem END, "updatedAt" = now()
     FROM (SELECT CASE
         WHEN bool_or(w.state IN ('waiting', 'running')) THEN CASE WHEN bool_or(w.work = 'probe' AND w.state <> 'done') THEN 'uploaded' ELSE 'processing' END
         WHEN EXISTS (SELECT 1 FROM "VideoRendition" r WHERE r."videoId" = $1) THEN 'ready' ELSE 'failed' END AS state,
       coalesce((array_agg(w.problem ORDER BY w.place) FILTER (WHERE w.problem IS NOT NULL))[1],
         '{"code": "cancelled", "detail": "It was cancelled before there was anything to play."}') AS problem
       FROM "VideoWork" w WHERE w."videoId" = $1 HAVING count(*) > 0) s
     WHERE v.id = $1 AND v.state <> 'uploading'`,
    [videoId],
  )
}

/** Holds a video against who else changes its work. @returns whether there is the video */
export async function holdVideo(client: PoolClient, videoId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM "Video" WHERE id = $1 FOR NO KEY UPDATE', [videoId])
  return rowCount === 1
}

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
