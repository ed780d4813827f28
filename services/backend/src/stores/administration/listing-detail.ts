import type { Pool } from 'pg'
import type { Duplicate, ListingDetail } from '../../features/administration/listing-desk.ts'
import { listingColumns, translationJson } from './listing-rows.ts'
import { hostOf, iso } from './sql.ts'

/** Similar listings that are asked what they are. */
const neighbours = 15
/** Words of the listing by which they are found. */
const words = 40

/** A listing with all that an editor decides by; undefined where there is none. */
export async function readListing(pool: Pick<Pool, 'query'>, id: string): Promise<ListingDetail | undefined> {
  const { rows } = await pool.query<Omit<ListingDetail, 'duplicates' | 'proposed'>>(
    `SELECT ${listingColumns}, t."logoKey", t."screenshotKey",
       (SELECT m.slug FROM "Tool" m WHERE m.id = t."mergedIntoId") AS "mergedInto",
       ARRAY(SELECT g.slug FROM "ToolTag" tt JOIN "Tag" g ON g.id = tt."tagId" WHERE tt."toolId" = t.id ORDER BY g.slug) AS tags,
       (SELECT coalesce(jsonb_agg(${translationJson} ORDER BY x.language), '[]') FROM "ToolTranslation" x
         WHERE x."toolId" = t.id) AS texts,
       (SELECT jsonb_build_object('finalUrl', r."finalUrl", 'durationMs', r."durationMs", 'bytes', r."bytesFetched",
          'redirects', r.redirects, 'readAt', ${iso('r."startedAt"')},
          'unavailable', coalesce((SELECT jsonb_agg(concat_ws(': ', u ->> 'what', u ->> 'detail')) FROM jsonb_array_elements(r.unavailable) u), '[]'))
        FROM "Submission" s JOIN "ScrapeRun" r ON r."submissionId" = s.id WHERE s."toolId" = t.id
        ORDER BY r.id DESC LIMIT 1) AS page
     FROM "Tool" t WHERE t.id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) return undefined
  const [duplicates, proposed] = await Promise.all([duplicatesOf(pool, id), proposalFor(pool, id)])
  return { ...row, duplicates, proposed }
}

/** Listings that are there, or may be: what an index of names and states is asked for. */
const standing = `'{draft,published,hidden,pending}'::"ToolStatus"[]`

/** Listings of the same host, or of the same name: ten of each are looked at, by an index. */
async function duplicatesOf(pool: Pick<Pool, 'query'>, id: string): Promise<Duplicate[]> {
  const { rows } = await pool.query<Duplicate>(
    `SELECT o.id, o.slug, o.name, o.url, o.status::text,
       CASE WHEN o."sortName" = t."sortName" THEN 'name' ELSE 'host' END AS reason
     FROM "Tool" t JOIN "Tool" o ON o.id = ANY(ARRAY(
         SELECT n.id FROM "Tool" n WHERE n."sortName" = t."sortName" AND n.status = ANY(${standing}) AND n.id <> t.id ORDER BY n.id LIMIT 10)
       || ARRAY(SELECT n.id FROM "Tool" n WHERE ${hostOf('n."canonicalUrl"')} = ${hostOf('t."canonicalUrl"')}
         AND n.status = ANY(${standing}) AND n.id <> t.id ORDER BY n.id LIMIT 10))
     WHERE t.id = $1 ORDER BY o."sortName" = t."sortName" DESC, o.id LIMIT 10`,
    [id],
  )
  return rows
}

/** What the most similar published listings are: their category, and the tags that several of them have. */
async function proposalFor(pool: Pick<Pool, 'query'>, id: string): Promise<ListingDetail['proposed']> {
  const { rows } = await pool.query<{ category: string | null; tags: string[] }>(
    `WITH own AS MATERIALIZED (
       SELECT d.language, (SELECT string_agg(quote_literal(w.lexeme), ' | ') FROM (
         SELECT u.lexeme FROM unnest(d.vector) u WHERE length(u.lexeme) > 2
         ORDER BY u.weights[1], u.lexeme LIMIT ${words}) w)::tsquery AS query
       FROM "SearchDocument" d WHERE d."toolId" = $1
       ORDER BY d.language = 'en' DESC, d.language LIMIT 1),
     near AS MATERIALIZED (
       SELECT d."toolId", ts_rank(d.vector, own.query) AS rank FROM own JOIN "SearchDocument" d
         ON d.language = own.language AND d.listed AND d."toolId" <> $1 AND d.vector @@ own.query
       ORDER BY rank DESC LIMIT ${neighbours})
     SELECT (SELECT c.slug FROM near n JOIN "Tool" t ON t.id = n."toolId" JOIN "Category" c ON c.id = t."categoryId"
         GROUP BY c.slug ORDER BY sum(n.rank) DESC, c.slug LIMIT 1) AS category,
       ARRAY(SELECT g.slug FROM near n JOIN "ToolTag" tt ON tt."toolId" = n."toolId" JOIN "Tag" g ON g.id = tt."tagId"
         GROUP BY g.slug HAVING count(*) > 1 ORDER BY sum(n.rank) DESC, g.slug LIMIT 5) AS tags`,
    [id],
  )
  return rows[0] ?? { category: null, tags: [] }
}
