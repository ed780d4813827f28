import type { Facets } from '../features/catalogue/catalogue.ts'
import { topicName } from './topic-names.ts'

export interface FacetRow {
  readonly kind: string
  readonly slug: string
  readonly name: string
  readonly count: number
}

/** Tags that a list offers to be narrowed by. */
const mostTags = 60

/**
 * A query of (key, count) of listings. Keys compared by their bytes, and unnested in a target list, take half as long as by the rules of
 * a language and in a join.
 *
 * @param ids an array of UUIDs, as SQL.
 */
export function facetCounts(ids: string): string {
  return `SELECT key, count(*)::int AS count
    FROM (SELECT unnest(t.facets) COLLATE "C" AS key FROM "Tool" t WHERE t.id = ANY (${ids})) f GROUP BY 1`
}

/**
 * Counts of facets with their names.
 *
 * @param counts a query of (key, count), keys as in `Tool.facets`.
 * @param lang the reader's language, as SQL.
 */
export function facetsSql(counts: string, lang = '$1'): string {
  return `
    WITH counted AS MATERIALIZED (SELECT left(k.key, 1) AS kind, substr(k.key, 3) AS slug, k.count FROM (${counts}) k),
    tags AS (SELECT * FROM counted WHERE kind = 't' ORDER BY count DESC, slug LIMIT ${mostTags})
    SELECT n.kind, n.slug, ${topicName('Category', 'g', lang)} AS name, n.count FROM counted n
      JOIN "Category" g ON g.slug = n.slug WHERE n.kind = 'c'
    UNION ALL SELECT n.kind, n.slug, ${topicName('Tag', 'g', lang)}, n.count FROM tags n JOIN "Tag" g ON g.slug = n.slug
    UNION ALL SELECT n.kind, n.slug, n.slug, n.count FROM counted n WHERE n.kind IN ('p', 'l', '')`
}

/** The rows of {@link facetsSql} as readers get them, the most frequent first. */
export function readFacets(rows: readonly FacetRow[]): Facets {
  const of = (kind: string) =>
    rows
      .filter((row) => row.kind === kind && row.count > 0)
      .map(({ slug, name, count }) => ({ slug, name, count }))
      .sort((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1))
  return { categories: of('c'), tags: of('t'), pricing: of('p'), languages: of('l') }
}
