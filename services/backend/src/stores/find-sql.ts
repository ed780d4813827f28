import type { Language } from '@parlance/contracts/languages'
import type { SearchQuestion } from '../features/catalogue/search-port.ts'
import { facetCounts, facetsSql } from './facet-rows.ts'

/** So many of the best known are weighed word by word; those after them follow as they are known. */
const mostRanked = 100
/** The same of those that are named so. */
const mostNamed = 50
/**
 * With so many times as many expected matches as are counted, the best known are looked through first: so many of them that so many
 * times as many matches are expected as are needed, and more where these were too few after all.
 */
const manyTimes = 3
const expectedTimes = [1.25, 4] as const

/** A name as questions are compared with it. */
export const nameOfTool = `btrim(regexp_replace(lower(unaccent(parlance_text(t.name))), '\\s+', ' ', 'g'))`

/**
 * `$1` query, `$2` name query, `$3` the whole question, `$4` how many at most, `$5` and `$6` offset and length of the page,
 * `$7` logarithms of how many documents have each word, `$8` facets of the filter, `$9` and `$10` levels of how well known listings are
 * and how many are at least so well known, `$11` since when. What matches is ordered by what is in its row; texts are looked into for
 * the best known, and for what is named so: of these only what the query finds too is a result, so that totals hold.
 */
export function findSql(lang: Language, question: SearchQuestion): string {
  const { sort, page } = question
  const counts = facetCounts('ARRAY(SELECT "toolId" FROM hits LIMIT $4 - 1)')
  const facets = page.facets
    ? `(SELECT jsonb_agg(to_jsonb(f)) FROM (${facetsSql(counts, `'${lang}'`)}) f) AS facets`
    : 'NULL AS facets'
  const total = '(SELECT count(*)::int FROM hits) AS total'
  const hits = sort === 'relevance' || sort === 'popular' ? bestKnownHits : hitsInOrder
  if (sort !== 'relevance') {
    return `WITH ${hits(lang, question)}
      SELECT array_to_string(ARRAY(SELECT "toolId" FROM hits), ' ') AS ids, ${total},
        (SELECT count(*)::int FROM hits) AS reachable, ${facets},
        $2::text AS unused, $3::text AS unused_too, $5::int AS none, $6::int AS nothing, $7::float8[] AS no, $8::text[] AS never, $9::int[] AS here, $10::int[] AS there`
  }
  return `
    WITH ${hits(lang, question)},
    named AS MATERIALIZED (
      SELECT d."toolId", d.quality ${matching(lang, question, '$2::tsquery')} ORDER BY d.quality DESC, d."toolId" LIMIT ${mostNamed}),
    ranked AS MATERIALIZED (
      SELECT c."toolId", c.quality,
        CASE WHEN NOT c.named THEN 0 ELSE (
          SELECT CASE WHEN n.name = $3 THEN 10 WHEN starts_with(n.name, $3 || ' ') THEN 5 ELSE 3 END
          FROM (SELECT ${nameOfTool} AS name FROM "Tool" t WHERE t.id = c."toolId" OFFSET 0) n) END
        + 4 * ts_rank_cd('{0.05, 0.2, 0.5, 1}', d.vector, $1::tsquery, 1) + c.quality / 200.0 AS score
      FROM (
        SELECT "toolId", quality, bool_or(named) AS named FROM (
          (SELECT *, false AS named FROM hits ORDER BY quality DESC, "toolId" LIMIT ${mostRanked})
          UNION ALL SELECT *, true FROM named) b
        GROUP BY 1, 2) c
      JOIN "SearchDocument" d ON d.language = '${lang}' AND d."toolId" = c."toolId"
        AND (NOT c.named OR d.vector @@ $1::tsquery)),
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
      ${filter.since ? 'AND d."publishedAt" >= $11' : ''}`
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
  const signs = (from: string) =>
    `(SELECT string_agg(quote_literal('#q:' || level), ' | ')::tsquery FROM levels WHERE level >= (SELECT ${from} FROM tried))`
  return `
    share AS MATERIALIZED (
      SELECT n.count, CASE WHEN NOT EXISTS (SELECT FROM "SearchPending") THEN exp(
        coalesce((SELECT sum(w - ln(n.count)) FROM unnest($7::float8[]) AS w), 0)
        + coalesce((SELECT sum(ln(greatest(k.count, 1)) - ln(n.count)) FROM "CatalogueCount" k WHERE k.a = '' AND k.b = ANY ($8::text[])), 0))
        END AS matching
      FROM (SELECT greatest(max(count), 1)::float8 AS count FROM "CatalogueCount" WHERE a = '' AND b = '') n),
    levels AS MATERIALIZED (
      SELECT l.level, l.above * s.matching AS expected FROM share s, unnest($9::int[], $10::int[]) AS l (level, above)
      WHERE s.count * s.matching > ${manyTimes} * $4),
    tried AS MATERIALIZED (
      SELECT ${expectedTimes.map((times, at) => `max(level) FILTER (WHERE expected >= ${times} * $4) AS level${at}`).join(', ')} FROM levels),
    step0 AS MATERIALIZED (
      ${first(`($1::tsquery && ${signs('level0')})`)} AND (SELECT level0 IS NOT NULL FROM tried) ${order}),
    step1 AS MATERIALIZED (
      ${first(`($1::tsquery && ${signs('level1')})`)} AND (SELECT level1 < level0 FROM tried) AND NOT ${enough('step0')} ${order}),
    hits AS MATERIALIZED (
      SELECT "toolId", quality FROM step0 WHERE ${enough('step0')}
      UNION ALL SELECT "toolId", quality FROM step1 WHERE ${enough('step1')}
      UNION ALL (${first('$1::tsquery')} AND NOT ${enough('step0')} AND NOT ${enough('step1')} ${order}))`
}
