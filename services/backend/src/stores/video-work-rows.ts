import type { PoolClient } from 'pg'
import type { JobSender } from './listing-renewals.ts'
import { videoEncodeQueue, videoLookQueue } from './queues.ts'

/** The first thing that is done for a video. */
const probe = { work: 'probe', place: 0 }

/** What a job is about. */
export interface Work {
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
