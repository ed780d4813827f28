import type { Pool } from 'pg'
import type { TranscriptStore } from '../features/videos/transcript-ports.ts'
import { writeEntries } from './administration/change-log.ts'
import { lockCaptions, putOriginal } from './caption-store.ts'
import type { JobSender } from './listing-renewals.ts'
import { videoTranscriptQueue } from './queues.ts'
import { withTransaction } from './transaction.ts'

const waits = `"transcript" ->> 'state' = 'waiting'`
/** @param language the parameter with it; null: any that the engine hears */
const captioned = (language: string) =>
  `EXISTS (SELECT 1 FROM "Caption" c WHERE c."videoId" = v.id AND (c.origin = 'original' OR c.language = ${language}))`

/** Transcripts in PostgreSQL. */
export function createTranscriptStore(pool: Pool, jobs: JobSender): TranscriptStore {
  return {
    ask: (task, by) =>
      withTransaction(pool, async (client) => {
        const { videoId, language } = task
        if (!(await lockCaptions(client, videoId))) return 'gone'
        const { rows } = await client.query<{ waits: boolean | null; captioned: boolean }>(
          `SELECT ${waits} AS waits, ${captioned('$2')} AS captioned FROM "Video" v WHERE v.id = $1`,
          [videoId, language],
        )
        if (rows[0]?.waits) return 'waits'
        if (rows[0]?.captioned) return 'captions'
        const transcript = { state: 'waiting', language, problem: null }
        await client.query('UPDATE "Video" SET "transcript" = $2, "updatedAt" = now() WHERE id = $1', [
          videoId,
          transcript,
        ])
        const detail = { language }
        const entry = { by, action: 'captions.transcribed', subjectType: 'video', subjectId: videoId }
        await writeEntries(client, [{ ...entry, detail, images: [] }])
        await jobs.insert(videoTranscriptQueue, [{ data: task }], {
          db: { executeSql: (text, values) => client.query(text, values) },
        })
        return 'asked'
      }),

    later: async (task, startAfter) => {
      await jobs.insert(videoTranscriptQueue, [{ data: task, startAfter }])
    },

    wanted: async (videoId) => {
      const { rowCount } = await pool.query(`SELECT 1 FROM "Video" WHERE id = $1 AND ${waits}`, [videoId])
      return rowCount === 1
    },

    keep: (videoId, language, cues) =>
      withTransaction(pool, async (client) => {
        if (!(await lockCaptions(client, videoId))) return false
        const { rows } = await client.query<{ captioned: boolean }>(
          `UPDATE "Video" v SET "transcript" = NULL, "updatedAt" = now() WHERE v.id = $1 AND v.${waits}
           RETURNING ${captioned('$2')} AS captioned`,
          [videoId, language],
        )
        if (rows[0]?.captioned !== false) return false
        await putOriginal(client, jobs, videoId, language, cues)
        return true
      }),

    fail: async (videoId, problem) => {
      await pool.query(
        `UPDATE "Video" SET "transcript" = "transcript" || jsonb_build_object('state', 'failed', 'problem', $2::jsonb), "updatedAt" = now()
         WHERE id = $1 AND ${waits}`,
        [videoId, problem],
      )
    },

    failLost: async () => {
      const problem = { code: 'interrupted', detail: 'It was interrupted too often. Ask for it again.' }
      await pool.query(
        `UPDATE "Video" v SET "transcript" = "transcript" || jsonb_build_object('state', 'failed', 'problem', $2::jsonb)
         WHERE v.${waits} AND NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = $1
           AND j.state IN ('created', 'retry', 'active') AND j.data ->> 'videoId' = v.id::text)`,
        [videoTranscriptQueue, problem],
      )
    },
  }
}
