import type { Pool } from 'pg'
import type {
  PlayedRendition,
  Standing,
  UploadRow,
  VideoRow,
  VideoStore,
} from '../features/videos/video-ports.ts'
import { writeEntries } from './administration/change-log.ts'
import { iso } from './administration/sql.ts'
import { ownListing } from './caption-store.ts'
import type { JobSender } from './listing-renewals.ts'
import { indexTools } from './search-index.ts'
import { withTransaction } from './transaction.ts'
import { beginWork, holdVideo } from './video-work-rows.ts'

/** What else than a rendition is made of a video. */
const otherWork = `'probe', 'preview'`

/** @param user the parameter that says who asks */
const selectVideos = (
  user: string,
) => `SELECT v.id, t.slug AS tool, v.name, v.state, v.problem, v.bytes::float8 AS bytes, v.sha256, v.seconds,
    v.width, v.height, v.loudness, v."posterKey", v."storyboardKey", v."transcript", ${iso('v."createdAt"')} AS "createdAt",
    t.status = 'published' AS listed, ${ownListing('t.id', `${user}::uuid`)} AS own,
    coalesce((SELECT jsonb_agg(jsonb_build_object('rung', coalesce(r.rung, w.work), 'state', coalesce(w.state, 'done'),
        'progress', coalesce(w.progress, 1), 'width', coalesce(r.width, w.width, 0), 'height', coalesce(r.height, w.height, 0),
        'bytes', r.bytes, 'problem', w.problem, 'made', CASE WHEN r.rung IS NOT NULL THEN jsonb_build_object('mediaKey', r."mediaKey",
          'width', r.width, 'height', r.height, 'codecs', r.codecs, 'frameRate', r."frameRate",
          'peakBitsPerSecond', r."peakBitsPerSecond", 'averageBitsPerSecond', r."averageBitsPerSecond") END)
        ORDER BY coalesce(r.width * r.height, w.width * w.height), w.place)
      FROM (SELECT * FROM "VideoWork" WHERE "videoId" = v.id AND work NOT IN (${otherWork})) w
        FULL JOIN (SELECT * FROM "VideoRendition" WHERE "videoId" = v.id) r ON r.rung = w.work), '[]') AS renditions,
    coalesce((SELECT jsonb_agg(jsonb_build_object('language', c.language, 'origin', c.origin) ORDER BY c.language)
      FROM "Caption" c WHERE c."videoId" = v.id), '[]') AS captions
  FROM "Video" v JOIN "Tool" t ON t.id = v."toolId"`

/** Videos in PostgreSQL. */
export function createVideoStore(pool: Pool, jobs: JobSender): VideoStore {
  return {
    listing: async (slug, userId) => {
      const { rows } = await pool.query<Standing>(
        `SELECT t.id AS "toolId", ${ownListing('t.id', '$2::uuid')} AS own, t.status = 'published' AS listed FROM "Tool" t
         WHERE t.slug = $1 AND t.status NOT IN ('deleted', 'merged')`,
        [slug, userId ?? null],
      )
      return rows[0]
    },

    standing: async (videoId, userId) => {
      const { rows } = await pool.query<Standing>(
        `SELECT t.id AS "toolId", ${ownListing('t.id', '$2::uuid')} AS own, t.status = 'published' AS listed
         FROM "Video" v JOIN "Tool" t ON t.id = v."toolId" WHERE v.id = $1`,
        [videoId, userId],
      )
      return rows[0]
    },

    list: async (toolId, userId) => {
      const { rows } = await pool.query<VideoRow>(
        `${selectVideos('$2')} WHERE v."toolId" = $1 ORDER BY v.id DESC`,
        [toolId, userId ?? null],
      )
      return rows
    },

    find: async (id, userId) => {
      const { rows } = await pool.query<VideoRow>(`${selectVideos('$2')} WHERE v.id = $1`, [
        id,
        userId ?? null,
      ])
      return rows[0]
    },

    rendition: async (id, rung) => {
      const { rows } = await pool.query<PlayedRendition>(
        `SELECT r."mediaKey", r.bytes::float8 AS bytes, r.playlist, t.status = 'published' AS listed FROM "VideoRendition" r
         JOIN "Video" v ON v.id = r."videoId" JOIN "Tool" t ON t.id = v."toolId" WHERE r."videoId" = $1 AND r.rung = $2`,
        [id, rung],
      )
      return rows[0]
    },

    storyboard: async (id) => {
      const { rows } = await pool.query<{ storyboard: string }>(
        'SELECT storyboard FROM "Video" WHERE id = $1 AND "storyboardKey" IS NOT NULL',
        [id],
      )
      return rows[0]?.storyboard || undefined
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
             (SELECT coalesce(sum(v.bytes + coalesce((SELECT sum(r.bytes) FROM "VideoRendition" r WHERE r."videoId" = v.id), 0)), 0)::float8
               FROM "Video" v WHERE v."ownerId" = $2 AND v.state <> 'failed') AS held`,
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
        await beginWork(client, jobs, id)
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
        // The listing first, as by all who write its documents.
        const { rows: listings } = await client.query<{ id: string }>(
          'SELECT id FROM "Tool" WHERE id = (SELECT "toolId" FROM "Video" WHERE id = $1) FOR NO KEY UPDATE',
          [id],
        )
        // Held before its files are named: no work adds one after that.
        if (!(await holdVideo(client, id))) return undefined
        const { rows } = await client.query<{ name: string; keys: string[] }>(
          `WITH files AS (SELECT array_remove(ARRAY[v."sourceKey", v."posterKey", v."storyboardKey"]
               || ARRAY(SELECT r."mediaKey" FROM "VideoRendition" r WHERE r."videoId" = v.id), NULL) AS keys
             FROM "Video" v WHERE v.id = $1)
           DELETE FROM "Video" v USING files WHERE v.id = $1 RETURNING v.name, files.keys`,
          [id],
        )
        const [gone] = rows
        if (!gone) return undefined
        // What was said in it is not found any more.
        await indexTools(
          client,
          listings.map((listing) => listing.id),
        )
        const detail = { name: gone.name }
        const entry = { by, action: 'video.removed', subjectType: 'video', subjectId: id, detail, images: [] }
        await writeEntries(client, [entry])
        return gone.keys
      }),
  }
}
