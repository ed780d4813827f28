import type { Pool } from 'pg'
import type { TextOrigin } from '../features/catalogue/catalogue.ts'
import type { CorrectionStore, KeptTexts } from '../features/catalogue/corrections.ts'
import { newId } from '../features/identifiers.ts'
import { type JobSender, renewListings } from './listing-renewals.ts'
import { indexTools, lockTexts } from './search-index.ts'
import { withTransaction } from './transaction.ts'
import { saveEntries } from './translation-memory-store.ts'

const textColumns = 'tagline, overview, description, "keyFeatures", "useCases"'

/** Corrections of listings in PostgreSQL. */
export function createCorrectionStore(pool: Pool, jobs: JobSender): CorrectionStore {
  return {
    find: async (slug) => {
      const { rows } = await pool.query<KeptTexts & { toolId: string; sourceLanguage: string }>(
        `SELECT t.id AS "toolId", t."sourceLanguage", ${textColumns} FROM "Tool" t
         LEFT JOIN "ToolTranslation" s ON s."toolId" = t.id AND s.language = t."sourceLanguage"
         WHERE t.slug = $1 AND t.status = 'published'`,
        [slug],
      )
      const [row] = rows
      if (!row) return undefined
      const { toolId, sourceLanguage, ...source } = row
      return { toolId, sourceLanguage, source }
    },

    correct: (toolId, language, { texts, entries, by }) =>
      withTransaction(pool, async (client) => {
        await lockTexts(client, toolId)
        const { rows } = await client.query<KeptTexts & TextOrigin>(
          `INSERT INTO "ToolTranslation" AS x ("toolId", language, ${textColumns}, source, engine, confidence, reviewed)
           VALUES ($1, $2, $3, $4, $5, coalesce($6::text[], '{}'), coalesce($7::text[], '{}'), 'human', 'human', 1, true)
           ON CONFLICT ("toolId", language) DO UPDATE SET
             tagline = coalesce(excluded.tagline, x.tagline), overview = coalesce(excluded.overview, x.overview),
             description = coalesce(excluded.description, x.description),
             "keyFeatures" = coalesce($6, x."keyFeatures"), "useCases" = coalesce($7, x."useCases"),
             source = 'human', engine = 'human', model = NULL, confidence = 1, reviewed = true, "updatedAt" = now()
           RETURNING ${textColumns}, source, engine, model, confidence, reviewed`,
          [
            toolId,
            language,
            texts.tagline,
            texts.overview,
            texts.description,
            texts.keyFeatures,
            texts.useCases,
          ],
        )
        const [row] = rows
        if (!row) throw new Error('a correction left no row')
        await indexTools(client, [toolId])
        await client.query(
          `INSERT INTO "AuditEvent" (id, "actorId", action, "subjectType", "subjectId", detail, ip, "requestId")
           VALUES ($1, $2, 'tool.corrected', 'tool', $3, $4, $5, $6)`,
          [newId(), by.id, toolId, { language, fields: Object.keys(texts) }, by.ip, by.requestId],
        )
        if (entries.length > 0) await saveEntries(client, entries)
        // The listing itself is a person's by now, so it is not among them.
        const listings = await renewListings(client, jobs, entries)
        const { source, engine, model, confidence, reviewed, ...kept } = row
        return { texts: kept, translation: { source, engine, model, confidence, reviewed }, listings }
      }),
  }
}
