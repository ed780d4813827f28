import type { Pool } from 'pg'
import type { FetchStore } from '../features/videos/video-fetches.ts'
import type { JobSender } from './listing-renewals.ts'
import { videoFetchQueue } from './queues.ts'

/** Films that are fetched, in PostgreSQL. */
export function createFetchStore(pool: Pool, jobs: JobSender): FetchStore {
  return {
    held: async (ownerId) => {
      const { rows } = await pool.query<{ bytes: number }>(
        `SELECT coalesce(sum(v.bytes + coalesce((SELECT sum(r.bytes) FROM "VideoRendition" r WHERE r."videoId" = v.id), 0)), 0)::float8
           AS bytes FROM "Video" v WHERE v."ownerId" = $1 AND v.state <> 'failed'`,
        [ownerId],
      )
      return rows[0]?.bytes ?? 0
    },
    measured: async (id, bytes) => {
      const { rowCount } = await pool.query(
        `UPDATE "Video" SET bytes = $2, "updatedAt" = now() WHERE id = $1 AND state = 'uploading'`,
        [id, bytes],
      )
      return rowCount === 1
    },
    enqueue: async (task) => {
      await jobs.insert(videoFetchQueue, [{ data: task }])
    },
  }
}
