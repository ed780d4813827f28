import type { Client } from 'pg'
import { slugOf } from '../../features/identifiers.ts'
import type { ListingRecord, RecordOrigin, RecordTexts } from './listing-record.ts'

/** A listing that the directory has. */
export interface KeptListing {
  readonly id: string
  readonly slug: string
  readonly url: string
  readonly canonicalUrl: string
  readonly name: string
  readonly sourceLanguage: string
  /** Slug, and names in every language. */
  readonly category: readonly string[]
  readonly tags: readonly string[]
  readonly pricing: string
  readonly status: string
  readonly featured: boolean
  readonly publishedAt: Date
  readonly views: number
  readonly clicks: number
  readonly texts: Readonly<Record<string, RecordTexts & RecordOrigin>>
}

/** Those that records may be about, and every slug that new ones cannot have. */
export async function currentListings(
  client: Client,
  records: readonly ListingRecord[],
): Promise<{ byAddress: Map<string, KeptListing>; bySlug: Map<string, KeptListing>; slugs: string[] }> {
  const { rows } = await client.query<KeptListing>(
    `SELECT t.id, t.slug, t.url, t."canonicalUrl", t.name, t."sourceLanguage", t.pricing, t.status, t.featured,
       t."publishedAt", t.views, t.clicks,
       coalesce((SELECT array_agg(x.name) || c.slug FROM "Category" c LEFT JOIN "CategoryTranslation" x ON x."categoryId" = c.id
         WHERE c.id = t."categoryId" GROUP BY c.slug), '{}') AS category,
       ARRAY(SELECT g.slug FROM "ToolTag" tt JOIN "Tag" g ON g.id = tt."tagId" WHERE tt."toolId" = t.id ORDER BY g.slug) AS tags,
       coalesce((SELECT jsonb_object_agg(x.language, to_jsonb(x) - 'toolId' - 'createdAt' - 'updatedAt')
         FROM "ToolTranslation" x WHERE x."toolId" = t.id), '{}') AS texts
     FROM "Tool" t WHERE t."canonicalUrl" = ANY ($1::text[]) OR t.slug = ANY ($2::text[])
     FOR NO KEY UPDATE OF t`,
    [
      records.map(({ canonicalUrl }) => canonicalUrl),
      records.flatMap(({ slug }) => (slug === undefined ? [] : [slug])),
    ],
  )
  const wanted = records.map(
    ({ slug, name, url }) => slug ?? (slugOf(name) || slugOf(new URL(url).hostname) || 'tool'),
  )
  const { rows: taken } = await client.query<{ slug: string }>(
    `SELECT t.slug FROM unnest($1::text[]) AS w (slug) JOIN "Tool" t
       ON t.slug = w.slug OR (t.slug >= w.slug || '-' AND t.slug < w.slug || '.')`,
    [[...new Set(wanted)]],
  )
  return {
    byAddress: new Map(rows.map((row) => [row.canonicalUrl, row])),
    bySlug: new Map(rows.map((row) => [row.slug, row])),
    slugs: taken.map(({ slug }) => slug),
  }
}
