import type { ListingQuery } from '../../features/administration/listing-desk.ts'
import { iso } from './sql.ts'

/** The columns of a ListingRow, of a "Tool" named t. */
export const listingColumns = `t.id, t.slug, t.name, t.url, t.status::text, t."statusReason", t.revision,
  t.pricing::text, t."sourceLanguage", (SELECT c.slug FROM "Category" c WHERE c.id = t."categoryId") AS category,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('language', x.language, 'source', x.source, 'reviewed', x.reviewed,
     'confidence', x.confidence) ORDER BY x.language), '[]') FROM "ToolTranslation" x WHERE x."toolId" = t.id) AS languages,
  (SELECT count(*)::int FROM "Report" r WHERE r."toolId" = t.id AND r.status = 'open') AS "openReports", t.views,
  coalesce((SELECT u.name FROM "Submission" s JOIN "User" u ON u.id = s."userId" WHERE s."toolId" = t.id
    AND NOT s.duplicate ORDER BY s.id LIMIT 1), '') AS submitter,
  ${iso('t."unreachableSince"')} AS "unreachableSince",
  ${iso('t."createdAt"')} AS "createdAt", ${iso('t."updatedAt"')} AS "updatedAt"`

const orders = {
  newest: { by: 't.id DESC', after: (at: string) => `t.id < ${at}` },
  oldest: { by: 't.id', after: (at: string) => `t.id > ${at}` },
  name: {
    by: 't."sortName", t.id',
    after: (at: string) =>
      `(t."sortName", t.id) > (SELECT c."sortName", c.id FROM "Tool" c WHERE c.id = ${at})`,
  },
} as const

/** The SQL of a page of listings, one row longer than asked for. */
export function listingPage(query: ListingQuery): { text: string; values: unknown[] } {
  const values: unknown[] = []
  const where: string[] = []
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined) return
    values.push(value)
    where.push(condition(`$${values.length}`))
  }
  add(query.status, (at) => `t.status = ${at}::"ToolStatus"`)
  add(query.category, (at) => `t."categoryId" = (SELECT id FROM "Category" WHERE slug = ${at})`)
  add(
    query.q?.trim() ? `%${query.q.trim().replace(/[\\%_]/g, '\\$&')}%` : undefined,
    (at) => `(t.name ILIKE ${at} OR t.url ILIKE ${at} OR t.slug ILIKE ${at})`,
  )
  add(
    query.missing,
    (at) => `NOT EXISTS (SELECT 1 FROM "ToolTranslation" x WHERE x."toolId" = t.id AND x.language = ${at})`,
  )
  add(
    query.unreviewed,
    (at) =>
      `EXISTS (SELECT 1 FROM "ToolTranslation" x WHERE x."toolId" = t.id AND x.language = ${at} AND x.source = 'machine' AND NOT x.reviewed)`,
  )
  if (query.reported)
    where.push(`EXISTS (SELECT 1 FROM "Report" r WHERE r."toolId" = t.id AND r.status = 'open')`)
  if (query.unreachable) where.push('t."unreachableSince" IS NOT NULL')
  const { by, after } = orders[query.sort]
  add(query.cursor, (at) => after(`${at}::uuid`))
  values.push(query.limit + 1)
  const found = `SELECT t.* FROM "Tool" t WHERE ${where.join(' AND ') || 'true'} ORDER BY ${by} LIMIT $${values.length}`
  return { text: `SELECT ${listingColumns} FROM (${found}) t ORDER BY ${by}`, values }
}

const textOr = (column: string) => `coalesce(x.${column}, '')`

/** A ListingTranslation as JSON, of a "ToolTranslation" named x. */
export const translationJson = `jsonb_build_object('language', x.language, 'source', x.source, 'reviewed', x.reviewed,
  'confidence', x.confidence, 'engine', x.engine, 'revision', x.revision, 'name', ${textOr('name')},
  'tagline', ${textOr('tagline')}, 'overview', ${textOr('overview')}, 'description', ${textOr('description')},
  'keyFeatures', to_jsonb(x."keyFeatures"), 'useCases', to_jsonb(x."useCases"), 'metaTitle', ${textOr('"metaTitle"')},
  'metaDescription', ${textOr('"metaDescription"')}, 'sourceThen', x."sourceTexts",
  'updatedAt', ${iso('x."updatedAt"')})`
