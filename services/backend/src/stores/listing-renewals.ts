import type { PgBoss } from 'pg-boss'
import type { MemoryEntry } from '../features/translation-memory/translation-memory.ts'
import { type ListingTranslation, listingTranslationQueue } from './queues.ts'
import type { Sql } from './search-index.ts'

/** Where jobs are enqueued; within the transaction that is handed over with them. */
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

/**
 * Does work that writes texts of listings in the transaction of `sql`, and enqueues there that what a machine made of a
 * source is made again where the source's texts are other ones after it. Texts that the work wrote itself, and those of
 * people, stay. Whoever may change a source's texts works within this.
 *
 * @param toolIds listings that may be changed; they are locked by the caller.
 * @returns what the work gives
 */
export async function renewingStale<T>(
  sql: Sql,
  jobs: JobSender,
  toolIds: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const before = new Map((await textsOf(sql, toolIds)).map((row) => [`${row.toolId} ${row.language}`, row]))
  const sources = sourcesOf([...before.values()])
  const result = await work()
  const after = await textsOf(sql, [...sources.keys()])
  const now = sourcesOf(after)
  const stale = after.filter(
    ({ toolId, language, isSource, isMachine, texts }) =>
      isMachine &&
      !isSource &&
      texts === before.get(`${toolId} ${language}`)?.texts &&
      now.has(toolId) &&
      now.get(toolId) !== sources.get(toolId),
  )
  const renewals = Map.groupBy(stale, ({ toolId }) => toolId)
  if (renewals.size > 0) {
    await jobs.insert(
      listingTranslationQueue,
      [...renewals].map(([toolId, rows]) => {
        const data: ListingTranslation = { toolId, renew: rows.map(({ language }) => language) }
        return { data }
      }),
      { db: { executeSql: (text, values) => sql.query(text, values) } },
    )
  }
  return result
}

interface TextsRow {
  readonly toolId: string
  readonly language: string
  readonly isSource: boolean
  readonly isMachine: boolean
  /** A hash. */
  readonly texts: string
}

/** What a machine translates is looked at; a name stays as it is, and search engines' texts are people's. */
async function textsOf(sql: Sql, toolIds: readonly string[]): Promise<TextsRow[]> {
  if (toolIds.length === 0) return []
  const { rows } = await sql.query(
    `SELECT x."toolId", x.language, x.language = t."sourceLanguage" AS "isSource", x.source = 'machine' AS "isMachine",
       md5(jsonb_build_array(coalesce(x.tagline, ''), coalesce(x.overview, ''), coalesce(x.description, ''),
         x."keyFeatures", x."useCases", x.questions)::text) AS texts
     FROM "ToolTranslation" x JOIN "Tool" t ON t.id = x."toolId" WHERE x."toolId" = ANY ($1::uuid[]) ORDER BY 1, 2`,
    [toolIds],
  )
  return rows as TextsRow[]
}

/** The source's texts of each listing that has one, with their language. */
function sourcesOf(rows: readonly TextsRow[]): Map<string, string> {
  return new Map(
    rows
      .filter(({ isSource }) => isSource)
      .map(({ toolId, language, texts }) => [toolId, `${language} ${texts}`]),
  )
}
