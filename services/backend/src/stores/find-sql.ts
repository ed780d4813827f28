import type { Language } from '@parlance/contracts/languages'
import type { SearchQuestion } from '../features/catalogue/search-port.ts'
import { facetsSql } from './facet-rows.ts'

/** So many of the best known are weighed word by word; those after them follow as they are known. */
const mostRanked = 200
/**
 * The best known listings, by the signs that their vectors have of it (`parlance_known_sign`): a few, more, most of them. Each
 * step is some times as many as the one before, so that trying it in vain costs little beside the next.
 */
const steps = [7, 6, 4, 2].map((least) =>
  Array.from({ length: 20 - least }, (_, above) => `'#k:${least + above}'`).join(' | '),
)
/** With so many times as many expected matches as are counted, the best known are looked through first. */
const manyTimes = 3

/** A name as questions are compared with it. */
export const nameOfTool = `btrim(regexp_replace(lower(unaccent(parlance_text(t.name))), '\\s+', ' ', 'g'))`

/**
 * `$1` query, `$2` name query, `$3` the whole question, `$4` how many at most, `$5` and `$6` offset and length of the page,
 * `$7` logarithms of how many documents have each word, `$8` facets of the filter, `$9` since when. What matches is ordered by
 * what is in its row; texts are looked into for the best known, and for what is named so.
 */
export function findSql(lang: Language, question: SearchQuestion): string {
  const { sort, page } = question
  const counts = `SELECT f.key, count(*)::int AS count FROM "Tool" t, unnest(t.facets) AS f (key)
    WHERE t.id = ANY (ARRAY(SELECT "toolId" FROM hits LIMIT $4 - 1)) GROUP BY 1`
  const facets = page.facets
    ? `(SELECT jsonb_agg(to_jsonb(f)) FROM (${facetsSql(counts, `'${lang}'`)}) f) AS facets`
    : 'NULL AS facets'
  const total = '(SELECT count(*)::int FROM hits) AS total'
  const hits = sort === 'relevance' || sort === 'popular' ? bestKnownHits : hitsInOrder
  if (sort !== 'relevance') {
    return `WITH ${hits(lang, question)}
      SELECT array_to_string(ARRAY(SELECT "toolId" FROM hits), ' ') AS ids, ${total},
        (SELECT count(*)::int FROM hits) AS reachable, ${facets},
        $2::text AS unused, $3::text AS unused_too, $5::int AS none, $6::int AS nothing, $7::float8[] AS no, $8::text[] AS never`
  }
  return `
    WITH ${hits(lang, question)},
    named AS MATERIALIZED (
      SELECT d."toolId", d.quality ${matching(lang, question, '$2::tsquery')} ORDER BY d.quality DESC, d."toolId" LIMIT 100),
    ranked AS MATERIALIZED (
      SELECT c."toolId", c.quality,
        CASE WHEN NOT c.named THEN 0 ELSE (
          SELECT CASE WHEN ${nameOfTool} = $3 THEN 10 WHEN starts_with(${nameOfTool}, $3 || ' ') THEN 5 ELSE 3 END
          FROM "Tool" t WHERE t.id = c."toolId") END
        + 4 * ts_rank_cd('{0.05, 0.2, 0.5, 1}', d.vector, $1::tsquery, 1) + c.quality / 200.0 AS score
      FROM (
        SELECT "toolId", quality, bool_or(named) AS named FROM (
          (SELECT *, false AS named FROM hits ORDER BY quality DESC, "toolId" LIMIT ${mostRanked})
          UNION ALL SELECT *, true FROM named) b
        GROUP BY 1, 2) c
      JOIN "SearchDocument" d ON d.language = '${lang}' AND d."toolId" = c."toolId"),
    placed AS MATERIALIZED (
      SELECT "toolId", score, quality FROM ranked
      UNION ALL
      SELECT h."toolId", NULL, h.quality FROM hits h WHERE NOT EXISTS (SELECT FROM ranked r WHERE r."toolId" = h."toolId"))
    SELECT ${total}, (SELECT count(*)::int FROM placed) AS reachable, ${facets}, array_to_string(ARRAY(
      SELECT "toolId" FROM placed ORDER BY score DESC NULLS LAST, quality DESC, "toolId" OFFSET $5 LIMIT $6), ' ') AS ids`
}

function matching(lang: Language, { sort, filter }: SearchQuestion, query: string): string {
  return `
    FROM "SearchDocument" d ${sort === 'name' ? 'JOIN "Tool" o ON o.id = d."toolId"' : ''}
    WHERE d.language = '${lang}' AND d.listed AND d.vector @@ ${query}
      ${filter.since ? 'AND d."publishedAt" >= $9' : ''}`
}

function hitsInOrder(lang: Language, question: SearchQuestion): string {
  const order = question.sort === 'name' ? 'o."sortName"' : 'd."publishedAt" DESC'
  return `hits AS MATERIALIZED (
    SELECT d."toolId", d.quality ${matching(lang, question, '$1::tsquery')} ORDER BY ${order}, d."toolId" LIMIT $4)`
}

/**
 * The first of all that match, by how well known they are. Where thousands will match, they are taken from among the best known: if
 * there are enough of them, these are the first of all. What is not needed is not run. While documents wait to be made, some
 * may lack the sign.
 */
function bestKnownHits(lang: Language, question: SearchQuestion): string {
  const first = (query: string) => `SELECT d."toolId", d.quality ${matching(lang, question, query)}`
  const order = 'ORDER BY d.quality DESC, d."toolId" LIMIT $4'
  const enough = (name: string) => `(SELECT count(*) FROM ${name}) = $4`
  const before = (at: number) =>
    Array.from({ length: at }, (_, step) => `NOT ${enough(`step${step}`)}`).join(' AND ')
  const tried = steps.map(
    (signs, at) => `step${at} AS MATERIALIZED (
      ${first(`($1::tsquery && $$${signs}$$::tsquery)`)} AND (SELECT yes FROM many) ${at > 0 ? `AND ${before(at)}` : ''} ${order})`,
  )
  return `
    many AS MATERIALIZED (
      SELECT NOT EXISTS (SELECT FROM "SearchPending") AND coalesce(
        (SELECT sum(w - ln(n.count)) FROM unnest($7::float8[]) AS w)
        + coalesce((SELECT sum(ln(greatest(k.count, 1)) - ln(n.count)) FROM "CatalogueCount" k WHERE k.a = '' AND k.b = ANY ($8::text[])), 0)
        + ln(n.count) > ln(${manyTimes} * $4), false) AS yes
      FROM (SELECT greatest(max(count), 1)::float8 AS count FROM "CatalogueCount" WHERE a = '' AND b = '') n),
    ${tried.join(',\n    ')},
    hits AS MATERIALIZED (
      ${steps.map((_, at) => `SELECT "toolId", quality FROM step${at} WHERE ${enough(`step${at}`)}`).join(' UNION ALL ')}
      UNION ALL (${first('$1::tsquery')} AND ${before(steps.length)} ${order}))`
}
