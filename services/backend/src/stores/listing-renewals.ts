import type { PgBoss } from 'pg-boss'
import type { MemoryEntry } from '../features/translation-memory/translation-memory.ts'
import { type ListingTranslation, listingTranslationQueue } from './queues.ts'
import type { Sql } from './search-index.ts'

/** Where jobs are enqueued. */
export type JobSender = Pick<PgBoss, 'insert'>

/**
 * Enqueues, in the transaction of `sql`, that texts which a machine made of the segments are made again: for every
 * listing whose source texts hold one of them. Texts of people are left alone, here and when the job runs. The job may run
 * before anybody else has told the hot memories, or instead of it: it names what they must forget.
 *
 * @param segments of one pair of languages; no segments = nothing to do.
 * @returns how many listings
 */
export async function renewListings(
  sql: Sql,
  jobs: JobSender,
  segments: readonly Pick<MemoryEntry, 'source' | 'target' | 'segmentHash' | 'sourceText'>[],
): Promise<number> {
  const [first] = segments
  if (!first) return 0
  const { rows } = await sql.query(
    `SELECT t.id, held.hashes AS forget FROM "Tool" t
     JOIN "ToolTranslation" x ON x."toolId" = t.id AND x.language = $2 AND x.source = 'machine'
     JOIN "ToolTranslation" s ON s."toolId" = t.id AND s.language = t."sourceLanguage"
     CROSS JOIN LATERAL (SELECT normalize(concat_ws(E'\\n', s.tagline, s.overview, s.description,
       array_to_string(s."keyFeatures", E'\\n'), array_to_string(s."useCases", E'\\n'))) AS text) whole
     CROSS JOIN LATERAL (SELECT array_agg(hash) AS hashes FROM unnest($3::text[], $4::text[]) AS segment(text, hash)
       WHERE strpos(whole.text, segment.text) > 0) held
     WHERE t."sourceLanguage" = $1 AND held.hashes IS NOT NULL
     ORDER BY t.id`,
    [
      first.source,
      first.target,
      segments.map(({ sourceText }) => sourceText.normalize('NFC').replaceAll('\u0000', '')),
      segments.map(({ segmentHash }) => segmentHash),
    ],
  )
  const found = rows as { id: string; forget: string[] }[]
  if (found.length === 0) return 0
  await jobs.insert(
    listingTranslationQueue,
    found.map(({ id, forget }) => {
      const data: ListingTranslation = { toolId: id, renew: [first.target], forget }
      return { data }
    }),
    { db: { executeSql: (text, values) => sql.query(text, values) } },
  )
  return found.length
}
