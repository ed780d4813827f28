import type { Pool } from 'pg'
import type { UploadRow, VideoStore } from '../features/videos/video-ports.ts'
import type { VideoView } from '../features/videos/videos.ts'
import { writeEntries } from './administration/change-log.ts'
import { iso } from './administration/sql.ts'
import { ownListing } from './caption-store.ts'
import { withTransaction } from './transaction.ts'

const viewColumns = `v.id, v.name, v.state, v.problem, v.bytes::float8 AS bytes, v.sha256, ${iso('v."createdAt"')} AS "createdAt"`

/** Videos in PostgreSQL. */
export function createVideoStore(pool: Pool): VideoStore {
  return {
    listing: async (slug, userId) => {
      const { rows } = await pool.query<{ toolId: string; own: boolean }>(
        `SELECT t.id AS "toolId", ${ownListing('t.id', '$2::uuid')} AS own FROM "Tool" t
         WHERE t.slug = $1 AND t.status NOT IN ('deleted', 'merged')`,
        [slug, userId],
      )
      return rows[0]
    },

    standing: async (videoId, userId) => {
      const { rows } = await pool.query<{ toolId: string; own: boolean }>(
        `SELECT v."toolId", ${ownListing('v."toolId"', '$2::uuid')} AS own FROM "Video" v WHERE v.id = $1`,
        [videoId, userId],
      )
      return rows[0]
    },

    list: async (toolId) => {
      const { rows } = await pool.query<VideoView>(
        `SELECT ${viewColumns} FROM "Video" v WHERE v."toolId" = $1 ORDER BY v.id`,
        [toolId],
      )
      return rows
    },

    find: async (id) => {
      const { rows } = await pool.query<VideoView>(`SELECT ${viewColumns} FROM "Video" v WHERE v.id = $1`, [
        id,
      ])
      return rows[0]
    },

    upload: async (id) => {
      const { rows } = await pool.query<UploadRow>(
        `SELECT id, "ownerId", state, problem, bytes::float8 AS bytes, "announcedSha256", "createdAt" FROM "Video" WHERE id = $1`,
        [id],
      )
      return rows[0]
    },

    announced: async () => {
      const { rows } = await pool.query<{ bytes: number }>(
        `SELECT coalesce(sum(bytes), 0)::float8 AS bytes FROM "Video" WHERE state = 'uploading'`,
      )
      return rows[0]?.bytes ?? 0
    },

    begin: (id, toolId, file, ownerId, most) =>
      withTransaction(pool, async (client) => {
        await client.query('SELECT 1 FROM "Tool" WHERE id = $1 FOR NO KEY UPDATE', [toolId])
        await client.query('SELECT 1 FROM "User" WHERE id = $1 FOR NO KEY UPDATE', [ownerId])
        const { rows } = await client.query<{ videos: number; held: number }>(
          `SELECT (SELECT count(*)::int FROM "Video" WHERE "toolId" = $1 AND state <> 'failed') AS videos,
             (SELECT coalesce(sum(bytes), 0)::float8 FROM "Video" WHERE "ownerId" = $2 AND state <> 'failed') AS held`,
          [toolId, ownerId],
        )
        const { videos = 0, held = 0 } = rows[0] ?? {}
        if (videos >= most.videos) return 'too-many'
        if (most.bytes !== undefined && held + file.bytes > most.bytes) return { held }
        await client.query(
          'INSERT INTO "Video" (id, "toolId", "ownerId", name, bytes, "announcedSha256") VALUES ($1, $2, $3, $4, $5, $6)',
          [id, toolId, ownerId, file.name, file.bytes, file.sha256 ?? null],
        )
        return 'begun'
      }),

    kept: (id, { key, sha256 }) =>
      withTransaction(pool, async (client) => {
        const { rows } = await client.query<{ toolId: string; bytes: number; state: string }>(
          `SELECT t.id AS "toolId", v.bytes::float8 AS bytes, v.state FROM "Video" v JOIN "Tool" t ON t.id = v."toolId"
           WHERE v.id = $1 FOR NO KEY UPDATE`,
          [id],
        )
        const [row] = rows
        if (row?.state !== 'uploading') return 'gone'
        const same = await client.query(
          `SELECT 1 FROM "Video" WHERE "toolId" = $1 AND sha256 = $2 AND state <> 'failed' AND id <> $3`,
          [row.toolId, sha256, id],
        )
        if (same.rowCount) return 'duplicate'
        await client.query(
          `INSERT INTO "Asset" (key, "mediaType", width, height, bytes, palette)
           VALUES ($1, 'application/octet-stream', 0, 0, $2, '{}') ON CONFLICT DO NOTHING`,
          [key, row.bytes],
        )
        await client.query(
          `UPDATE "Video" SET state = 'uploaded', sha256 = $2, "sourceKey" = $3, "updatedAt" = now() WHERE id = $1`,
          [id, sha256, key],
        )
        return 'kept'
      }),

    fail: async (id, problem) => {
      await pool.query(
        `UPDATE "Video" SET state = 'failed', problem = $2, "updatedAt" = now() WHERE id = $1 AND state = 'uploading'`,
        [id, JSON.stringify(problem)],
      )
    },

    forget: async (id) => {
      await pool.query(`DELETE FROM "Video" WHERE id = $1 AND state = 'uploading'`, [id])
    },

    forgetBefore: async (time) => {
      await pool.query(`DELETE FROM "Video" WHERE state = 'uploading' AND "createdAt" < $1`, [time])
    },

    remove: (id, by) =>
      withTransaction(pool, async (client) => {
        const { rows } = await client.query<{ name: string }>(
          'DELETE FROM "Video" WHERE id = $1 RETURNING name',
          [id],
        )
        const [gone] = rows
        if (!gone) return false
        const detail = { name: gone.name }
        const entry = { by, action: 'video.removed', subjectType: 'video', subjectId: id, detail, images: [] }
        await writeEntries(client, [entry])
        return true
      }),
  }
}
