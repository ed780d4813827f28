import type { Pool, PoolClient } from 'pg'
import type { ClaimedWork, VideoWorkStore, WorkAt } from '../features/videos/video-ports.ts'
import type { JobSender } from './listing-renewals.ts'
import { videoEncodeQueue, videoLookQueue } from './queues.ts'
import { withTransaction } from './transaction.ts'
import { enqueueWork, holdVideo, settleState } from './video-work-rows.ts'

/** Seconds without a word after which whoever works on something is taken for dead. */
const deadSeconds = 8
// The column is for pictures; how large a film is, which may be more than it holds, its rendition says.
const asset = `INSERT INTO "Asset" (key, "mediaType", width, height, bytes, palette)
  VALUES ($1, $2, 0, 0, least($3::bigint, 2147483647), '{}')
  ON CONFLICT (key) DO UPDATE SET "createdAt" = now()`
const mediaTypes: Readonly<Record<string, string>> = { mp4: 'video/mp4', webp: 'image/webp' }
/** Whether anything names an asset. */
const named = `EXISTS (SELECT 1 FROM "Video" v WHERE a.key IN (v."sourceKey", v."posterKey", v."storyboardKey"))
  OR EXISTS (SELECT 1 FROM "VideoRendition" r WHERE r."mediaKey" = a.key)
  OR EXISTS (SELECT 1 FROM "Tool" t WHERE a.key IN (t."logoKey", t."screenshotKey", t."previewKey"))`

/** Work on videos in PostgreSQL, as it is done. */
export function createVideoWorkStore(pool: Pool, jobs: JobSender): VideoWorkStore {
  /** Writes what came of work down, where it is still this try's. */
  const settle = (at: WorkAt, write: (client: PoolClient) => Promise<void>): Promise<boolean> =>
    withTransaction(pool, async (client) => {
      if (!(await holdVideo(client, at.videoId))) return false
      const { rowCount } = await client.query(
        `SELECT 1 FROM "VideoWork" WHERE "videoId" = $1 AND work = $2 AND claim = $3 AND state = 'running'`,
        [at.videoId, at.work, at.claim],
      )
      if (rowCount !== 1) return false
      await write(client)
      await settleState(client, at.videoId)
      return true
    })
  const setWork = (client: PoolClient, { videoId, work }: WorkAt, set: string, ...values: unknown[]) =>
    client.query(
      `UPDATE "VideoWork" SET ${set}, claim = NULL, "updatedAt" = now() WHERE "videoId" = $1 AND work = $2`,
      [videoId, work, ...values],
    )
  const done = `state = 'done', progress = 1, problem = NULL`

  return {
    begin: (videoId, work, claim) =>
      withTransaction(pool, async (client) => {
        if (!(await holdVideo(client, videoId))) return undefined
        const { rows } = await client.query<Omit<ClaimedWork, 'source'> & { sha256: string; bytes: number }>(
          `UPDATE "VideoWork" w SET state = 'running', claim = $3, attempts = w.attempts + 1, progress = 0, "updatedAt" = now()
           FROM "Video" v JOIN "Tool" t ON t.id = v."toolId" JOIN "VideoWork" b ON b."videoId" = v.id
           WHERE w."videoId" = $1 AND w.work = $2 AND v.id = $1 AND b.work = $2 AND v."sourceKey" IS NOT NULL AND t.status NOT IN ('deleted', 'merged')
             AND (w.state = 'waiting' OR (w.state = 'running' AND w."updatedAt" < now() - make_interval(secs => $4)))
           RETURNING w.attempts, w.since, b.claim AS abandoned, v.sha256, v.bytes::float8 AS bytes, v."sourceKey",
             CASE WHEN w.work IN ('probe', 'preview') THEN 0 ELSE (coalesce(v."expectedBytes", 0) * (w.width * w.height)::float8
               / (SELECT greatest(1, sum(o.width * o.height)) FROM "VideoWork" o WHERE o."videoId" = $1))::float8 END AS "expectedBytes"`,
          [videoId, work, claim, deadSeconds],
        )
        const [row] = rows
        if (!row) return undefined
        const { sha256, bytes, ...claimed } = row
        await settleState(client, videoId)
        return { ...claimed, source: { sha256, bytes } }
      }),

    beat: async (videoId, work, claim, progress) => {
      const { rowCount } = await pool.query(
        `UPDATE "VideoWork" w SET progress = $4, "updatedAt" = now() FROM "Video" v JOIN "Tool" t ON t.id = v."toolId"
         WHERE w."videoId" = $1 AND w.work = $2 AND w.claim = $3 AND w.state = 'running' AND v.id = $1
           AND t.status NOT IN ('deleted', 'merged')`,
        [videoId, work, claim, progress],
      )
      return rowCount === 1
    },

    postpone: async (at, { counted }) => {
      await settle(at, async (client) => {
        const attempts = counted ? 'attempts' : 'attempts - 1'
        await setWork(client, at, `state = 'waiting', progress = 0, attempts = ${attempts}`)
      })
    },

    fail: async (at, problem) => {
      await settle(at, async (client) => {
        await setWork(client, at, `state = 'failed', problem = $3`, JSON.stringify(problem))
      })
    },

    announce: async (files) => {
      for (const { key, bytes } of files)
        await pool.query(asset, [key, mediaTypes[key.split('.').at(-1) ?? ''] ?? '', bytes])
    },

    looked: (at, { seconds, width, height, ladder, expectedBytes }) =>
      settle(at, async (client) => {
        await client.query(
          'UPDATE "Video" SET seconds = $2, width = $3, height = $4, "expectedBytes" = $5 WHERE id = $1',
          [at.videoId, seconds, width, height, expectedBytes],
        )
        await setWork(client, at, done)
        // Pictures come after all renditions that are lowest, over all films: looks go by the same order, and have a queue of their own.
        const works = [
          ...ladder.map((rung, index) => ({
            work: rung.name,
            place: (index + 1) * 10,
            width: rung.width,
            height: rung.height,
          })),
          { work: 'preview', place: 11, width: null, height: null },
        ]
        const { rows } = await client.query<{ work: string; place: number }>(
          `INSERT INTO "VideoWork" ("videoId", work, place, width, height)
           SELECT $1, w.work, w.place, w.width, w.height
           FROM jsonb_to_recordset($2) AS w (work text, place int, width int, height int)
           ON CONFLICT DO NOTHING RETURNING work, place`,
          [at.videoId, JSON.stringify(works)],
        )
        await enqueueWork(client, jobs, at.videoId, rows)
      }),

    encoded: (at, rendition, { key, bytes }) =>
      settle(at, async (client) => {
        const { playlist, seconds, width, height, codecs, frameRate, encodingSeconds } = rendition
        await client.query(
          `INSERT INTO "VideoRendition" ("videoId", rung, "mediaKey", bytes, playlist, seconds, width, height, codecs, "frameRate",
             "peakBitsPerSecond", "averageBitsPerSecond", "encodingSeconds")
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
           ON CONFLICT ("videoId", rung) DO UPDATE SET "mediaKey" = excluded."mediaKey", bytes = excluded.bytes,
             playlist = excluded.playlist, seconds = excluded.seconds, width = excluded.width, height = excluded.height,
             codecs = excluded.codecs, "frameRate" = excluded."frameRate", "peakBitsPerSecond" = excluded."peakBitsPerSecond",
             "averageBitsPerSecond" = excluded."averageBitsPerSecond", "encodingSeconds" = excluded."encodingSeconds"`,
          [
            at.videoId,
            at.work,
            key,
            bytes,
            playlist,
            seconds,
            width,
            height,
            codecs,
            frameRate,
            rendition.peakBitsPerSecond,
            rendition.averageBitsPerSecond,
            encodingSeconds,
          ],
        )
        await setWork(client, at, done)
      }),

    drawn: (at, { posterWidth, posterHeight, storyboard, loudness }, poster, sprite) =>
      settle(at, async (client) => {
        await client.query(
          'UPDATE "Video" SET "posterKey" = $2, "storyboardKey" = $3, storyboard = $4, loudness = $5 WHERE id = $1',
          [at.videoId, poster?.key ?? null, sprite?.key ?? null, storyboard, loudness?.integrated ?? null],
        )
        if (poster)
          await client.query('UPDATE "Asset" SET width = $2, height = $3 WHERE key = $1', [
            poster.key,
            posterWidth,
            posterHeight,
          ])
        await setWork(client, at, done)
      }),

    dropUnused: async (keys, storage) => {
      for (const key of keys)
        await withTransaction(pool, async (client) => {
          // Whoever names it holds it for that: once we have it, what names it can be seen.
          await client.query('SELECT 1 FROM "Asset" WHERE key = $1 FOR UPDATE', [key])
          const { rowCount } = await client.query(
            `DELETE FROM "Asset" a WHERE a.key = $1 AND NOT (${named})`,
            [key],
          )
          if (rowCount === 1) await storage.remove(key)
        })
    },

    unused: async () => {
      const { rows } = await pool.query<{ key: string }>(
        `SELECT a.key FROM "Asset" a WHERE (a."mediaType" = 'video/mp4' OR a.key LIKE '%.source')
           AND a."createdAt" < now() - interval '1 hour' AND NOT (${named}) LIMIT 100`,
      )
      return rows.map(({ key }) => key)
    },

    requeue: () =>
      withTransaction(pool, async (client) => {
        // Sent before there was anybody who works.
        await client.query(
          `INSERT INTO "VideoWork" ("videoId", work, place) SELECT v.id, 'probe', 0 FROM "Video" v
           WHERE v.state = 'uploaded' AND NOT EXISTS (SELECT 1 FROM "VideoWork" w WHERE w."videoId" = v.id) ON CONFLICT DO NOTHING`,
        )
        const { rows } = await client.query<{ videoId: string; work: string; place: number }>(
          `SELECT w."videoId", w.work, w.place FROM "VideoWork" w JOIN "Video" v ON v.id = w."videoId" JOIN "Tool" t ON t.id = v."toolId"
           WHERE w.state IN ('waiting', 'running') AND w."updatedAt" < now() - make_interval(secs => $1)
             AND t.status NOT IN ('deleted', 'merged')
             AND NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = ANY($2) AND j.state IN ('created', 'retry', 'active')
               AND j.data ->> 'videoId' = w."videoId"::text AND j.data ->> 'work' = w.work)
           ORDER BY w."videoId", w.place LIMIT 1000 FOR UPDATE OF w SKIP LOCKED`,
          [deadSeconds, [videoLookQueue, videoEncodeQueue]],
        )
        for (const { videoId, ...work } of rows) await enqueueWork(client, jobs, videoId, [work])
        return rows.length
      }),

    claims: async () => {
      const { rows } = await pool.query<{ claim: string }>(
        `SELECT claim FROM "VideoWork" WHERE state = 'running' AND claim IS NOT NULL AND "updatedAt" > now() - interval '1 minute'`,
      )
      return new Set(rows.map(({ claim }) => claim))
    },

    stored: async () => {
      const { rows } = await pool.query<{ source: number; rendition: number }>(
        `SELECT (SELECT coalesce(sum(bytes), 0)::float8 FROM "Video" WHERE "sourceKey" IS NOT NULL) AS source,
           (SELECT coalesce(sum(bytes), 0)::float8 FROM "VideoRendition") AS rendition`,
      )
      return rows[0] ?? { source: 0, rendition: 0 }
    },

    eraseDeleted: () =>
      withTransaction(pool, async (client) => {
        const { rows } = await client.query<{ keys: string[] }>(
          `WITH old AS (SELECT v.id, array_remove(ARRAY[v."sourceKey", v."posterKey", v."storyboardKey"]
               || ARRAY(SELECT r."mediaKey" FROM "VideoRendition" r WHERE r."videoId" = v.id), NULL) AS keys
             FROM "Video" v JOIN "Tool" t ON t.id = v."toolId"
             WHERE t.status = 'deleted' AND t."updatedAt" < now() - interval '7 days' LIMIT 100),
           gone AS (DELETE FROM "Video" v USING old WHERE v.id = old.id RETURNING v.id)
           SELECT keys FROM old JOIN gone USING (id)`,
        )
        return rows.flatMap(({ keys }) => keys)
      }),
  }
}
