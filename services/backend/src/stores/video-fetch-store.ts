import type { Pool } from 'pg'
import type { FetchStore } from '../features/videos/video-fetches.ts'
import type { JobSender } from './listing-renewals.ts'
import { videoFetchQueue } from './queues.ts'
import { withTransaction } from './transaction.ts'

/** Films that are fetched, in PostgreSQL. */
export function createFetchStore(pool: Pool, jobs: JobSender): FetchStore {
  return {
    held: (ownerId) => heldBy(pool, ownerId, null),
    measured: (id, bytes, mostTogether) =>
      withTransaction(pool, async (client) => {
        const { rows } = await client.query<{ ownerId: string | null }>(
          `SELECT v."ownerId" FROM "Video" v WHERE v.id = $1 AND v.state = 'uploading'`,
          [id],
        )
        const [row] = rows
        if (!row) return 'gone'
        // As uploads are begun: one at a time for each person.
        await client.query('SELECT 1 FROM "User" WHERE id = $1 FOR NO KEY UPDATE', [row.ownerId])
        const held = await heldBy(client, row.ownerId, id)
        if (mostTogether !== undefined && held + bytes > mostTogether) return { held }
        const { rowCount } = await client.query(
          `UPDATE "Video" SET bytes = $2, "updatedAt" = now() WHERE id = $1 AND state = 'uploading'`,
          [id, bytes],
        )
        return rowCount === 1 ? 'measured' : 'gone'
      }),
    enqueue: async (task) => {
      await jobs.insert(videoFetchQueue, [{ data: task }])
    },
  }
}

/** Bytes of all videos of a person, with what was made of them. @param but one that is not counted */
async function heldBy(db: Pick<Pool, 'query'>, ownerId: string | null, but: string | null): Promise<number> {
  const { rows } = await db.query<{ bytes: number }>(
    `SELECT coalesce(sum(v.bytes + coalesce((SELECT sum(r.bytes) FROM "VideoRendition" r WHERE r."videoId" = v.id), 0)), 0)::float8
       AS bytes FROM "Video" v WHERE v."ownerId" = $1 AND v.state <> 'failed' AND v.id IS DISTINCT FROM $2::uuid`,
    [ownerId, but],
  )
  return rows[0]?.bytes ?? 0
}
