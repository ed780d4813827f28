import type { Language } from '@parlance/contracts/languages'
import type { Pool, PoolClient } from 'pg'
import type { By } from '../features/administration/changes.ts'
import type { CaptionStore } from '../features/captions/caption-ports.ts'
import type { CaptionSummary, CaptionTrack, Cue } from '../features/captions/captions.ts'
import { writeEntries } from './administration/change-log.ts'
import { type JobSender, renewListings } from './listing-renewals.ts'
import { captionTranslationQueue } from './queues.ts'
import { indexTools, type Sql } from './search-index.ts'
import { withTransaction } from './transaction.ts'
import { saveEntries } from './translation-memory-store.ts'

const trackSql = `SELECT c.language, c.origin, c.revision, c."madeFrom",
    coalesce((SELECT jsonb_agg(jsonb_build_object('place', l.place, 'startMs', l."startMs", 'endMs', l."endMs", 'text', l.text,
      'source', l.source, 'sourceText', l."sourceText", 'confidence', l.confidence) ORDER BY l.place)
      FROM "CaptionLine" l WHERE l."videoId" = c."videoId" AND l.language = c.language), '[]') AS lines
  FROM "Caption" c WHERE c."videoId" = $1 AND ($2::text IS NULL OR c.language = $2) ORDER BY c.language`

/** Who has brought a listing: their submission made it. */
export const ownListing = (tool: string, user: string) =>
  `EXISTS (SELECT 1 FROM "Submission" s WHERE s."toolId" = ${tool} AND s."userId" = ${user} AND NOT s.duplicate)`

type TrackRow = CaptionTrack & { readonly madeFrom: number }

/** Captions in PostgreSQL. */
export function createCaptionStore(pool: Pool, jobs: JobSender): CaptionStore {
  return {
    video: async (videoId, userId) => {
      const { rows } = await pool.query<{ listed: boolean; own: boolean }>(
        `SELECT t.status = 'published' AS listed, ${ownListing('t.id', '$2::uuid')} AS own
         FROM "Video" v JOIN "Tool" t ON t.id = v."toolId" WHERE v.id = $1`,
        [videoId, userId ?? null],
      )
      return rows[0]
    },

    list: async (videoId) => {
      const { rows } = await pool.query<CaptionSummary>(
        `SELECT c.language, c.origin, c.revision, count(l.place)::int AS lines,
           (count(l.place) FILTER (WHERE l.source = 'human'))::int AS human,
           c.origin = 'machine' AND c."madeFrom" IS DISTINCT FROM o.revision AS stale
         FROM "Caption" c LEFT JOIN "CaptionLine" l ON l."videoId" = c."videoId" AND l.language = c.language
           LEFT JOIN "Caption" o ON o."videoId" = c."videoId" AND o.origin = 'original'
         WHERE c."videoId" = $1 GROUP BY c."videoId", c.language, o.revision ORDER BY c.language`,
        [videoId],
      )
      return rows
    },

    find: async (videoId, language) => trackOf((await tracks(pool, videoId, language))[0]),

    replace: (videoId, language, cues, by) =>
      withTransaction(pool, async (client) => {
        if (!(await lockCaptions(client, videoId))) return undefined
        const before = await tracks(client, videoId)
        const original = before.find(({ origin }) => origin === 'original')
        const origin = !original || original.language === language ? 'original' : 'uploaded'
        const revision = (before.find((each) => each.language === language)?.revision ?? 0) + 1
        await putTrack(client, videoId, language, { origin, revision, madeFrom: 0 })
        const lines = cues.map((cue) => ({ ...cue, source: 'human', sourceText: null, confidence: null }))
        await putLines(client, videoId, language, lines)
        await makeSearchable(client, videoId)
        await write(client, by, videoId, 'captions.uploaded', { language, lines: cues.length })
        await translateLater(client, jobs, videoId)
        return { origin, revision }
      }),

    edit: (videoId, language, edit, by, remembered) =>
      withTransaction(pool, async (client) => {
        if (!(await lockCaptions(client, videoId))) return undefined
        const all = await tracks(client, videoId)
        const track = all.find((each) => each.language === language)
        if (!track) return undefined
        if (track.revision !== edit.revision) return { conflict: trackOf(track) as CaptionTrack }
        const places = edit.lines.map(({ place }) => place)
        if (places.some((place) => place >= track.lines.length)) return 'no-such-line'
        await client.query(
          `UPDATE "CaptionLine" l SET text = e.text, source = 'human',
             confidence = CASE WHEN l."sourceText" IS NOT NULL THEN 1 END
           FROM unnest($3::int[], $4::text[]) AS e(place, text)
           WHERE l."videoId" = $1 AND l.language = $2 AND l.place = e.place`,
          [videoId, language, places, edit.lines.map(({ text }) => text)],
        )
        const { origin, madeFrom, revision } = track
        await putTrack(client, videoId, language, { origin, madeFrom, revision: revision + 1 })
        await write(client, by, videoId, 'captions.edited', { language, lines: places.length })
        await makeSearchable(client, videoId)
        const [saved] = await tracks(client, videoId, language)
        if (!saved) throw new Error('an edited track is gone')
        if (origin === 'original') await translateLater(client, jobs, videoId)
        const original = all.find((each) => each.origin === 'original')
        const corrected = saved.lines.filter(({ place }) => places.includes(place))
        const entries = origin === 'machine' && original ? remembered(original.language, corrected) : []
        if (entries.length > 0) {
          await saveEntries(client, entries)
          await renewListings(client, jobs, entries)
        }
        return { saved: trackOf(saved) as CaptionTrack }
      }),

    remove: (videoId, language, by) =>
      withTransaction(pool, async (client) => {
        if (!(await lockCaptions(client, videoId))) return false
        const { rows } = await client.query<{ origin: string }>(
          `DELETE FROM "Caption" WHERE "videoId" = $1 AND language = $2 RETURNING origin`,
          [videoId, language],
        )
        const [gone] = rows
        if (!gone) return false
        if (gone.origin === 'original') {
          await client.query(`DELETE FROM "Caption" WHERE "videoId" = $1 AND origin = 'machine'`, [videoId])
        }
        await makeSearchable(client, videoId)
        await write(client, by, videoId, 'captions.removed', { language })
        await translateLater(client, jobs, videoId)
        return true
      }),

    toTranslate: async (videoId) => {
      const all = await tracks(pool, videoId)
      const original = all.find(({ origin }) => origin === 'original')
      return original && { original, others: all.filter((each) => each !== original) }
    },

    putTranslation: (videoId, language, { original, revision, lines }) =>
      withTransaction(pool, async (client) => {
        // Of a video that is gone there is nothing left to do.
        if (!(await lockCaptions(client, videoId))) return true
        const now = await client.query<{ language: string; origin: string; revision: number }>(
          'SELECT language, origin, revision FROM "Caption" WHERE "videoId" = $1',
          [videoId],
        )
        const source = now.rows.find(({ origin }) => origin === 'original')
        const track = now.rows.find((row) => row.language === language)
        if (source?.language !== original.language || source.revision !== original.revision) return false
        if ((track?.revision ?? 0) !== revision) return false
        await putTrack(client, videoId, language, {
          origin: 'machine',
          revision: revision + 1,
          madeFrom: original.revision,
        })
        await putLines(client, videoId, language, lines)
        await makeSearchable(client, videoId)
        return true
      }),
  }
}

/**
 * One writer of a video's captions at a time. The listing is held first, as by all who write its documents.
 *
 * @returns whether there is the video
 */
export async function lockCaptions(client: PoolClient, videoId: string): Promise<boolean> {
  await client.query(
    'SELECT 1 FROM "Tool" WHERE id = (SELECT "toolId" FROM "Video" WHERE id = $1) FOR NO KEY UPDATE',
    [videoId],
  )
  const { rowCount } = await client.query('SELECT 1 FROM "Video" WHERE id = $1 FOR UPDATE', [videoId])
  return rowCount === 1
}

/** What a machine heard becomes the original of a video that has none; whoever calls it has {@link lockCaptions}. */
export async function putOriginal(
  client: PoolClient,
  jobs: JobSender,
  videoId: string,
  language: Language,
  cues: readonly Cue[],
): Promise<void> {
  await putTrack(client, videoId, language, { origin: 'original', revision: 1, madeFrom: 0 })
  const lines = cues.map((cue) => ({ ...cue, source: 'machine', sourceText: null, confidence: null }))
  await putLines(client, videoId, language, lines)
  await makeSearchable(client, videoId)
  await translateLater(client, jobs, videoId)
}

/** What is said in its videos is found with a listing. */
async function makeSearchable(client: PoolClient, videoId: string): Promise<void> {
  const { rows } = await client.query<{ toolId: string }>('SELECT "toolId" FROM "Video" WHERE id = $1', [
    videoId,
  ])
  await indexTools(
    client,
    rows.map(({ toolId }) => toolId),
  )
}

async function tracks(sql: Sql, videoId: string, language?: Language): Promise<TrackRow[]> {
  return (await sql.query(trackSql, [videoId, language ?? null])).rows as TrackRow[]
}

function trackOf(row: TrackRow | undefined): CaptionTrack | undefined {
  if (!row) return undefined
  const { madeFrom: _, ...track } = row
  return track
}

async function putTrack(
  client: PoolClient,
  videoId: string,
  language: Language,
  { origin, revision, madeFrom }: { origin: string; revision: number; madeFrom: number },
): Promise<void> {
  await client.query(
    `INSERT INTO "Caption" ("videoId", language, origin, revision, "madeFrom") VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT ("videoId", language) DO UPDATE SET origin = excluded.origin, revision = excluded.revision,
       "madeFrom" = excluded."madeFrom", "updatedAt" = now()`,
    [videoId, language, origin, revision, madeFrom],
  )
}

async function putLines(
  client: PoolClient,
  videoId: string,
  language: Language,
  lines: readonly object[],
): Promise<void> {
  await client.query('DELETE FROM "CaptionLine" WHERE "videoId" = $1 AND language = $2', [videoId, language])
  await client.query(
    `INSERT INTO "CaptionLine" ("videoId", language, place, "startMs", "endMs", text, source, "sourceText", confidence)
     SELECT $1, $2, (e.place - 1)::int, (e.line->>'startMs')::int, (e.line->>'endMs')::int, e.line->>'text',
       (e.line->>'source')::"TranslationSource", e.line->>'sourceText', (e.line->>'confidence')::float8
     FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS e(line, place)`,
    [videoId, language, JSON.stringify(lines)],
  )
}

/** The translation of an original's captions; done twice, it finds nothing left to do. */
async function translateLater(client: PoolClient, jobs: JobSender, videoId: string): Promise<void> {
  await jobs.insert(captionTranslationQueue, [{ data: { videoId } }], {
    db: { executeSql: (text, values) => client.query(text, values) },
  })
}

async function write(client: PoolClient, by: By, videoId: string, action: string, detail: object) {
  const entry = { by, action, subjectType: 'video', subjectId: videoId, detail: { ...detail }, images: [] }
  await writeEntries(client, [entry])
}
