import type { Pool } from 'pg'
import type { MemoryEntry, MemoryStore } from '../features/translation-memory/translation-memory.ts'
import { type JobSender, renewListings } from './listing-renewals.ts'
import type { Sql } from './search-index.ts'
import { withTransaction } from './transaction.ts'

const columns = `"segmentHash", "sourceLanguage" AS source, "targetLanguage" AS target, "sourceText", translated, engine,
  model, confidence, human`

const saveSql = `INSERT INTO "TranslationMemory" AS known (key, "segmentHash", "sourceLanguage", "targetLanguage",
    "sourceText", translated, engine, model, confidence, human)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::text[], $9::float8[], $10::bool[]) AS e(key) ORDER BY e.key
  ON CONFLICT (key) DO UPDATE SET translated = excluded.translated, engine = excluded.engine,
    model = excluded.model, confidence = excluded.confidence, human = excluded.human, "updatedAt" = now()
  WHERE excluded.human OR NOT known.human`

/** The permanent translation memory in PostgreSQL. */
export function createTranslationMemoryStore(pool: Pool, jobs: JobSender): MemoryStore {
  return {
    find: async (lookups) => {
      const { rows } = await pool.query<MemoryEntry>({
        name: 'memory-find',
        text: `SELECT l.key, found.* FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
            AS l(key, "segmentHash", source, target)
          CROSS JOIN LATERAL (
            SELECT ${columns} FROM "TranslationMemory" m
            WHERE m.key = l.key OR (m.human AND m."segmentHash" = l."segmentHash"
              AND m."sourceLanguage" = l.source AND m."targetLanguage" = l.target)
            ORDER BY m.human DESC, m."updatedAt" DESC LIMIT 1) found`,
        values: [
          lookups.map(({ key }) => key),
          lookups.map(({ segmentHash }) => segmentHash),
          lookups.map(({ source }) => source),
          lookups.map(({ target }) => target),
        ],
      })
      return rows
    },

    save: (entries) => saveEntries(pool, entries),

    correct: (entries) =>
      withTransaction(pool, async (client) => {
        await saveEntries(client, entries)
        return renewListings(client, jobs, entries)
      }),

    dropCorrection: (segment) =>
      withTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `DELETE FROM "TranslationMemory"
           WHERE human AND "segmentHash" = $1 AND "sourceLanguage" = $2 AND "targetLanguage" = $3`,
          [segment.segmentHash, segment.source, segment.target],
        )
        if (!rowCount) return false
        await renewListings(client, jobs, [segment])
        return true
      }),
  }
}

/** Keeps segments; a machine's never replaces a correction. */
export async function saveEntries(sql: Sql, entries: readonly MemoryEntry[]): Promise<void> {
  // Each key once, in one order for everybody: two batches never wait for each other in a circle.
  const distinct = [...new Map(entries.map((entry) => [entry.key, entry])).values()]
  await sql.query(saveSql, [
    distinct.map(({ key }) => key),
    distinct.map(({ segmentHash }) => segmentHash),
    distinct.map(({ source }) => source),
    distinct.map(({ target }) => target),
    distinct.map(({ sourceText }) => storable(sourceText)),
    distinct.map(({ translated }) => storable(translated)),
    distinct.map(({ engine }) => engine),
    distinct.map(({ model }) => model),
    distinct.map(({ confidence }) => confidence),
    distinct.map(({ human }) => human),
  ])
}

/** PostgreSQL's text holds no NUL. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '')
}
