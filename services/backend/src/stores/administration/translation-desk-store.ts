import { languages } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { Pool, PoolClient } from 'pg'
import { conflictOf } from '../../features/administration/changes.ts'
import type { ListingTexts, ListingTranslation } from '../../features/administration/listing-desk.ts'
import type { Coverage, TranslationDesk } from '../../features/administration/listing-translations.ts'
import { type JobSender, renewingStale } from '../listing-renewals.ts'
import { indexTools, lockTexts } from '../search-index.ts'
import { withTransaction } from '../transaction.ts'
import { track } from './change-log.ts'
import { translationJson } from './listing-rows.ts'

const columns: Readonly<Record<keyof ListingTexts, string>> = {
  name: 'name',
  tagline: 'tagline',
  overview: 'overview',
  description: 'description',
  keyFeatures: '"keyFeatures"',
  useCases: '"useCases"',
  metaTitle: '"metaTitle"',
  metaDescription: '"metaDescription"',
}

const textsJson = `jsonb_build_object(${Object.entries(columns)
  .map(([name, column]) => `'${name}', coalesce(to_jsonb(x.${column}), '""')`)
  .join(', ')})`

/** Translations of listings in PostgreSQL. @param jobs where it is enqueued that a machine's texts are made again */
export function createTranslationDesk(pool: Pool, jobs: JobSender): TranslationDesk {
  return {
    save: async (id, language, edit, by) => {
      const fields = Object.keys(edit.texts)
      const entry = {
        by,
        action: 'tool.translated',
        subjectType: 'tool',
        subjectId: id,
        detail: { language, fields },
      }
      const done = await withTransaction(pool, async (client) => {
        await lockTexts(client, id)
        const { rowCount } = await client.query('SELECT 1 FROM "Tool" WHERE id = $1', [id])
        if (!rowCount) throw new Problem('not-found', 'There is no such listing.')
        const current = await translationOf(client, id, language)
        if ((current?.revision ?? 0) !== edit.revision) return { current }
        const scope = { table: 'ToolTranslation', column: 'toolId', values: [id] } as const
        await renewingStale(client, jobs, [id], () =>
          track(client, entry, [scope], async () => {
            await writeTexts(client, id, language, edit.texts)
            await indexTools(client, [id])
          }),
        )
        return { saved: await translationOf(client, id, language) }
      })
      if (done.saved) return done.saved
      throw conflictOf(done.current ?? null, edit)
    },

    next: async (language, after) => {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT t.id FROM "Tool" t WHERE t.status = 'published' AND ($2::uuid IS NULL OR t.id > $2)
           AND t."sourceLanguage" <> $1 AND NOT EXISTS (
             SELECT 1 FROM "ToolTranslation" x WHERE x."toolId" = t.id AND x.language = $1
               AND (x.reviewed OR x.source = 'human'))
         ORDER BY t.id LIMIT 1`,
        [language, after ?? null],
      )
      return rows[0]?.id ?? null
    },

    coverage: async () => {
      const { rows } = await pool.query<Coverage & { listings: number }>(
        `SELECT l.language, (SELECT count(*)::int FROM "Tool" WHERE status = 'published') AS listings,
           coalesce(n.written, 0) AS written, coalesce(n.reviewed, 0) AS reviewed, coalesce(n.machine, 0) AS machine
         FROM unnest($1::text[]) WITH ORDINALITY AS l(language, place)
         LEFT JOIN (
           SELECT x.language, count(*)::int AS written,
             count(*) FILTER (WHERE x.reviewed OR x.source = 'human' OR x.language = t."sourceLanguage")::int AS reviewed,
             count(*) FILTER (WHERE x.source = 'machine')::int AS machine
           FROM "ToolTranslation" x JOIN "Tool" t ON t.id = x."toolId" AND t.status = 'published' GROUP BY 1
         ) n ON n.language = l.language ORDER BY l.place`,
        [languages],
      )
      return {
        listings: rows[0]?.listings ?? 0,
        languages: rows.map(({ listings: _, ...coverage }) => coverage),
      }
    },

    matrix: async (cursor, limit) => {
      const { rows } = await pool.query(
        `SELECT t.id, t.slug, t.name, t."sourceLanguage",
           (SELECT coalesce(jsonb_agg(jsonb_build_object('language', x.language, 'source', x.source, 'reviewed', x.reviewed,
             'confidence', x.confidence) ORDER BY x.language), '[]') FROM "ToolTranslation" x WHERE x."toolId" = t.id) AS languages
         FROM "Tool" t WHERE t.status = 'published' AND ($1::uuid IS NULL OR (t."sortName", t.id) >
           (SELECT c."sortName", c.id FROM "Tool" c WHERE c.id = $1))
         ORDER BY t."sortName", t.id LIMIT $2`,
        [cursor ?? null, limit + 1],
      )
      const items = rows.slice(0, limit)
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
  }
}

async function translationOf(
  client: PoolClient,
  id: string,
  language: string,
): Promise<ListingTranslation | undefined> {
  const { rows } = await client.query<{ found: ListingTranslation }>(
    `SELECT ${translationJson} AS found FROM "ToolTranslation" x WHERE x."toolId" = $1 AND x.language = $2`,
    [id, language],
  )
  return rows[0]?.found
}

/** Texts of a person; what was not given stays. The source as it is now is kept with them. */
export async function writeTexts(
  client: PoolClient,
  id: string,
  language: string,
  texts: Partial<ListingTexts>,
): Promise<void> {
  const given = Object.entries(texts) as [keyof ListingTexts, string | readonly string[]][]
  const set = given.map(([name], index) => `${columns[name]} = $${index + 3}`)
  const values = given.map(([, value]) => (typeof value === 'string' ? value.trim() || null : value))
  await client.query(
    `INSERT INTO "ToolTranslation" ("toolId", language, source, revision, "keyFeatures", "useCases")
     VALUES ($1, $2, 'human', 0, '{}', '{}') ON CONFLICT DO NOTHING`,
    [id, language],
  )
  await client.query(
    `UPDATE "ToolTranslation" SET ${[...set, ''].join(', ')} source = 'human', engine = 'human', model = NULL, confidence = 1,
       reviewed = true, revision = revision + 1, "updatedAt" = now(),
       "sourceTexts" = (SELECT ${textsJson} FROM "ToolTranslation" x WHERE x."toolId" = $1
         AND x.language <> $2 AND x.language = (SELECT t."sourceLanguage" FROM "Tool" t WHERE t.id = $1))
     WHERE "toolId" = $1 AND language = $2`,
    [id, language, ...values],
  )
}
