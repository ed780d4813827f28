import { Problem } from '@parlance/service-kit'
import type { Pool, PoolClient } from 'pg'
import type { Vocabulary } from '../features/submissions/classify-page.ts'
import type {
  ListingForTranslation,
  ListingStore,
  ListingTexts,
  NewListing,
} from '../features/submissions/listing-store-port.ts'
import { keepImage } from './asset-rows.ts'
import { indexTools, lockTexts } from './search-index.ts'
import { withTransaction } from './transaction.ts'

/** How a new listing begins: it waits where the site says so and its submitter is no editor. `$1` submission, `$2` default. */
const firstStatus = `SELECT CASE WHEN coalesce((SELECT value ->> 0 FROM "Setting" WHERE key = 'submissions'), $2) = 'review'
    AND NOT EXISTS (SELECT 1 FROM "Submission" s JOIN "User" u ON u.id = s."userId"
      WHERE s.id = $1 AND u.role IN ('editor', 'admin') AND u."disabledAt" IS NULL)
  THEN 'pending' ELSE 'published' END AS status`

/** Listings in PostgreSQL, for those who make them. @param defaults what holds where no setting says otherwise */
export function createListingStore(
  pool: Pool,
  defaults: { readonly submissions: 'open' | 'review' },
): ListingStore {
  return {
    vocabulary: async () => {
      const { rows } = await pool.query<Vocabulary>(
        `SELECT
           (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', c.slug, 'keywords', CASE WHEN cardinality(c.keywords) > 0 THEN c.keywords
              ELSE ARRAY(SELECT name FROM "CategoryTranslation" WHERE "categoryId" = c.id) END) ORDER BY c.position), '[]')
            FROM "Category" c) AS categories,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', g.slug, 'keywords', CASE WHEN cardinality(g.keywords) > 0 THEN g.keywords
              ELSE ARRAY(SELECT name FROM "TagTranslation" WHERE "tagId" = g.id) END) ORDER BY g.slug), '[]')
            FROM "Tag" g) AS tags`,
      )
      return rows[0] ?? { categories: [], tags: [] }
    },

    findByAddress: async (canonicalUrl) => {
      const { rows } = await pool.query<{ id: string; slug: string; shown: boolean }>(
        `SELECT t.id, t.slug, t.status IN ('published', 'pending') AS shown FROM "Tool" o
         JOIN "Tool" t ON t.id = coalesce(o."mergedIntoId", o.id) WHERE o."canonicalUrl" = $1`,
        [canonicalUrl],
      )
      return rows[0]
    },

    create: (listing, submission) =>
      withTransaction(pool, async (client) => {
        await refuseCancelled(client, submission.id)
        for (const image of Object.values(listing.images)) await keepImage(client, image)
        const { rows: asked } = await client.query<{ status: string }>(firstStatus, [
          submission.id,
          defaults.submissions,
        ])
        const made = await insertTool(client, listing, asked[0]?.status ?? 'pending')
        if (!made) {
          const { rows } = await client.query<{ id: string; slug: string }>(
            'SELECT id, slug FROM "Tool" WHERE "canonicalUrl" = $1',
            [listing.canonicalUrl],
          )
          const [other] = rows
          if (!other) throw new Error('a listing conflicted with one that is not there')
          return { ...other, made: false }
        }
        await insertTags(client, made.id, listing.tags)
        await insertVisit(client, made.id, listing.read)
        await insertTexts(client, made.id, listing.sourceLanguage, listing.texts, { source: 'import' })
        await indexTools(client, [made.id])
        await client.query(
          `INSERT INTO "Room" (id, slug, "toolId", position)
           VALUES ($1, CASE WHEN EXISTS (SELECT 1 FROM "Room" WHERE slug = $2) THEN $2 || '-room' ELSE $2 END, $3, 1000)
           ON CONFLICT DO NOTHING`,
          [listing.roomId, made.slug, made.id],
        )
        await client.query('UPDATE "Submission" SET "toolId" = $1 WHERE id = $2 AND attempts = $3', [
          made.id,
          submission.id,
          submission.attempt,
        ])
        return { ...made, made: true }
      }),

    readForTranslation: async (toolId) => {
      const { rows } = await pool.query<ListingTexts & Omit<ListingForTranslation, 'texts'>>(
        `SELECT t."sourceLanguage", x.name, x.tagline, x.overview, x.description, x."keyFeatures", x."useCases",
           x.questions, ARRAY(SELECT language::text FROM "ToolTranslation" WHERE "toolId" = t.id) AS written,
           ARRAY(SELECT language::text FROM "ToolTranslation" WHERE "toolId" = t.id AND source = 'machine') AS machine
         FROM "Tool" t JOIN "ToolTranslation" x ON x."toolId" = t.id AND x.language = t."sourceLanguage"
         WHERE t.id = $1`,
        [toolId],
      )
      const [row] = rows
      if (!row) return undefined
      const { sourceLanguage, written, machine, ...texts } = row
      return { sourceLanguage, written, machine, texts }
    },

    addTranslation: (toolId, language, { texts, ...origin }) =>
      withTransaction(pool, async (client) => {
        await lockTexts(client, toolId)
        await insertTexts(client, toolId, language, texts, { source: 'machine', ...origin })
        await indexTools(client, [toolId])
      }),

    renewTranslation: (toolId, language, { texts, engine, model, confidence }) =>
      withTransaction(pool, async (client) => {
        await lockTexts(client, toolId)
        const { rowCount } = await client.query(
          `UPDATE "ToolTranslation" SET tagline = coalesce($3, tagline), overview = coalesce($4, overview),
             description = coalesce($5, description),
             "keyFeatures" = CASE WHEN cardinality($6::text[]) > 0 THEN $6 ELSE "keyFeatures" END,
             "useCases" = CASE WHEN cardinality($7::text[]) > 0 THEN $7 ELSE "useCases" END,
             questions = CASE WHEN jsonb_array_length($11::jsonb) > 0 THEN $11::jsonb ELSE questions END,
             engine = $8, model = $9, confidence = $10, "updatedAt" = now()
           WHERE "toolId" = $1 AND language = $2 AND source = 'machine'`,
          [
            toolId,
            language,
            texts.tagline,
            texts.overview,
            texts.description,
            texts.keyFeatures,
            texts.useCases,
            engine,
            model,
            confidence,
            JSON.stringify(texts.questions),
          ],
        )
        if (rowCount) await indexTools(client, [toolId])
      }),
  }
}

/** A submission that was cancelled meanwhile makes no listing; its row is held until this one is made. */
async function refuseCancelled(client: PoolClient, submissionId: string): Promise<void> {
  const { rows } = await client.query<{ status: string }>(
    'SELECT status::text FROM "Submission" WHERE id = $1 FOR UPDATE',
    [submissionId],
  )
  if (rows[0]?.status === 'failed') throw new Problem('cancelled', 'The submission was cancelled.')
}

/** @returns undefined where the address is listed already. */
async function insertTool(
  client: PoolClient,
  listing: NewListing,
  status: string,
): Promise<{ id: string; slug: string } | undefined> {
  const { rows: taken } = await client.query<{ slug: string }>(
    `SELECT slug FROM "Tool" WHERE slug = $1 OR slug LIKE $1 || '-%'`,
    [listing.slug],
  )
  const slug = freeSlug(listing.slug, new Set(taken.map((row) => row.slug)))
  const { logo, screenshot, preview } = listing.images
  const { rows } = await client.query<{ id: string; slug: string }>(
    `INSERT INTO "Tool" (id, slug, url, "canonicalUrl", name, "sortName", pricing, "sourceLanguage", "logoKey",
       "screenshotKey", "previewKey", price, author, "pageDate", profiles, "categoryId", status)
     VALUES ($1, $2, $3, $4, $5, $6, $7::"Pricing", $8, $9, $10, $11, $12, $13, $14, $15,
       (SELECT id FROM "Category" WHERE slug = $16), $17::"ToolStatus")
     ON CONFLICT ("canonicalUrl") DO NOTHING RETURNING id, slug`,
    [
      listing.id,
      slug,
      listing.url,
      listing.canonicalUrl,
      listing.name,
      listing.sortName,
      listing.pricing,
      listing.sourceLanguage,
      logo?.key,
      screenshot?.key,
      preview?.key,
      listing.price && JSON.stringify(listing.price),
      listing.author || null,
      listing.pageDate,
      listing.profiles,
      listing.category,
      status,
    ],
  )
  return rows[0]
}

/** Tags that are gone meanwhile are left out. */
async function insertTags(client: PoolClient, toolId: string, slugs: readonly string[]): Promise<void> {
  await client.query(
    `INSERT INTO "ToolTag" ("toolId", "tagId") SELECT $1, id FROM "Tag" WHERE slug = ANY($2) ON CONFLICT DO NOTHING`,
    [toolId, slugs],
  )
}

/** What its page is compared with when it is read again. */
async function insertVisit(client: PoolClient, toolId: string, read: NewListing['read']): Promise<void> {
  await client.query(
    `INSERT INTO "PageVisit" ("toolId", facts, version, "lastAt", "picturesAt", outcome) VALUES ($1, $2, $3, now(), now(), 'read')`,
    [toolId, JSON.stringify(read.statement), read.version && JSON.stringify(read.version)],
  )
}

function freeSlug(wanted: string, taken: ReadonlySet<string>): string {
  let slug = wanted
  for (let number = 2; taken.has(slug); number += 1) slug = `${wanted}-${number}`
  return slug
}

async function insertTexts(
  client: PoolClient,
  toolId: string,
  language: string,
  texts: ListingTexts,
  origin: { source: 'import' | 'machine'; engine?: string; model?: string; confidence?: number },
): Promise<void> {
  await client.query(
    `INSERT INTO "ToolTranslation" ("toolId", language, name, tagline, overview, description, "keyFeatures",
       "useCases", source, engine, model, confidence, questions)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::"TranslationSource", $10, $11, $12, $13)
     ON CONFLICT DO NOTHING`,
    [
      toolId,
      language,
      texts.name,
      texts.tagline,
      texts.overview,
      texts.description,
      texts.keyFeatures,
      texts.useCases,
      origin.source,
      origin.engine,
      origin.model,
      origin.confidence,
      JSON.stringify(texts.questions),
    ],
  )
}
