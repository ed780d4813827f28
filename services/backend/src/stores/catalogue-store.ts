import { type Language, languages } from '@parlance/contracts/languages'
import type { Pool } from 'pg'
import type { CategoryView, Facets } from '../features/catalogue/catalogue.ts'
import type {
  CatalogueStore,
  Position,
  ToolFilter,
  ToolFullRow,
  ToolRow,
} from '../features/catalogue/catalogue-store-port.ts'
import { plainName } from '../features/identifiers.ts'
import { searchConfig, selectTools } from './tool-rows.ts'

/** Orders by a column; the id breaks ties. `cast` is the type of a position's value. */
const orders = {
  popular: { column: 'views', direction: 'DESC', cast: 'int' },
  newest: { column: '"publishedAt"', direction: 'DESC', cast: 'timestamptz' },
  name: { column: '"sortName"', direction: 'ASC', cast: 'text' },
} as const

/** The catalogue's tables in PostgreSQL. */
export function createCatalogueStore(pool: Pool): CatalogueStore {
  const rows = async <T>(text: string, values: unknown[]): Promise<T[]> =>
    (await pool.query({ name: nameOf(text), text, values })).rows as T[]

  return {
    page: (filter, { sort, after, limit }, lang) => {
      const { column, direction, cast } = orders[sort]
      const values: unknown[] = [lang]
      const where = conditions(filter, values)
      if (after) where.push(afterPosition(after, column, direction, cast, values))
      values.push(limit)
      const found = `(SELECT t.* FROM "Tool" t WHERE ${where.join(' AND ')}
        ORDER BY t.${column} ${direction}, t.id ${direction} LIMIT $${values.length}) t`
      return rows<ToolRow>(
        `${selectTools(found, 'short')} ORDER BY t.${column} ${direction}, t.id ${direction}`,
        values,
      )
    },

    byIds: (ids, lang) =>
      rows<ToolRow>(
        `${selectTools('"Tool" t', 'short')}
         JOIN unnest($2::uuid[]) WITH ORDINALITY AS o(id, place) ON o.id = t.id
         WHERE t.status = 'published' ORDER BY o.place`,
        [lang, ids],
      ),

    bySlug: async (slug, lang) => {
      const [row] = await rows<ToolFullRow>(
        `${selectTools('"Tool" t', 'long')} WHERE t.slug = $2 AND t.status = 'published'`,
        [lang, slug],
      )
      return row
    },

    count: async (filter, lang) => {
      const values: unknown[] = [lang]
      const where = conditions(filter, values).join(' AND ')
      const [found] = await rows<{ total: number } & Facets>(countSql(where), values)
      const { total = 0, categories = [], tags = [], pricing = [] } = found ?? {}
      return { total, facets: { categories, tags, pricing } }
    },

    search: async (words, filter, lang, limit) => {
      const values: unknown[] = [lang, words, prefixQuery(words), limit]
      const where = conditions(filter, values).join(' AND ')
      const found = await rows<{ id: string }>(searchSql(where), values)
      return found.map(({ id }) => id)
    },

    sayNothing: async (words, lang) => {
      const [found] = await rows<{ nothing: boolean }>(
        `SELECT numnode(websearch_to_tsquery('${searchConfig(lang)}', $1)) = 0
           OR numnode(websearch_to_tsquery('${searchConfig('en')}', $1)) = 0 AS nothing`,
        [words],
      )
      return found?.nothing === true
    },

    named: async (words, filter, limit) => {
      const name = plainName(words)
      const values: unknown[] = [name, `${name.replace(/[\\%_]/g, '\\$&')} %`, limit]
      const where = conditions(filter, values).join(' AND ')
      const found = await rows<{ id: string }>(
        `SELECT t.id FROM "Tool" t WHERE (t."sortName" = $1 OR t."sortName" LIKE $2) AND ${where}
         ORDER BY t.views DESC, t.id LIMIT $3`,
        values,
      )
      return found.map(({ id }) => id)
    },

    similarWords: async (words, lang) => {
      const found = await rows<{ word: string }>(
        `SELECT coalesce(s.word, w.word) AS word
         FROM unnest($2::text[]) WITH ORDINALITY AS w(word, place)
         LEFT JOIN LATERAL (
           SELECT n.word FROM "SearchWord" n
           WHERE n.language IN ($1, 'en') AND n.word % unaccent(lower(w.word)) AND length(w.word) BETWEEN 4 AND 40
           ORDER BY n.word <-> unaccent(lower(w.word)), n.language <> $1, n.word LIMIT 1
         ) s ON true
         ORDER BY w.place`,
        [lang, words],
      )
      return found.map(({ word }) => word)
    },

    categories: (lang) =>
      rows<CategoryView>(
        `SELECT c.slug, c.icon, coalesce(l.name, e.name, c.slug) AS name,
           coalesce(l.description, e.description, '') AS description,
           CASE WHEN l.name IS NULL THEN 'en' ELSE l.language END AS language,
           (SELECT count(*)::int FROM "Tool" t WHERE t."categoryId" = c.id AND t.status = 'published') AS tools
         FROM "Category" c
         LEFT JOIN "CategoryTranslation" l ON l."categoryId" = c.id AND l.language = $1
         LEFT JOIN "CategoryTranslation" e ON e."categoryId" = c.id AND e.language = 'en'
         ORDER BY c.position, c.slug`,
        [lang],
      ),

    exists: async (slug) => {
      const found = await rows(`SELECT 1 FROM "Tool" WHERE slug = $1 AND status = 'published'`, [slug])
      return found.length === 1
    },

    addCounts: async (counts) => {
      // In one order everywhere, so that two backends never wait for each other.
      const sorted = counts.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
      await pool.query(
        `WITH counted AS MATERIALIZED (
           SELECT t.id, c.views, c.clicks FROM unnest($1::text[], $2::int[], $3::int[]) AS c(slug, views, clicks)
           JOIN "Tool" t ON t.slug = c.slug ORDER BY t.slug FOR UPDATE OF t)
         UPDATE "Tool" t SET views = t.views + c.views, clicks = t.clicks + c.clicks FROM counted c WHERE t.id = c.id`,
        [
          sorted.map(({ slug }) => slug),
          sorted.map(({ views }) => views),
          sorted.map(({ clicks }) => clicks),
        ],
      )
    },
  }
}

/** What a filter asks of "Tool" t; its values are appended. */
function conditions(filter: ToolFilter, values: unknown[]): string[] {
  const where = [`t.status = 'published'`]
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined) return
    values.push(value)
    where.push(condition(`$${values.length}`))
  }
  add(filter.category, (at) => `t."categoryId" = (SELECT id FROM "Category" WHERE slug = ${at})`)
  add(filter.pricing, (at) => `t.pricing = ${at}::"Pricing"`)
  add(filter.ids, (at) => `t.id = ANY(${at}::uuid[])`)
  add(
    filter.tag,
    (at) => `EXISTS (SELECT 1 FROM "ToolTag" tt JOIN "Tag" g ON g.id = tt."tagId"
                     WHERE tt."toolId" = t.id AND g.slug = ${at})`,
  )
  return where
}

function afterPosition(
  after: Position,
  column: string,
  direction: 'ASC' | 'DESC',
  cast: string,
  values: unknown[],
): string {
  values.push(after.value, after.id)
  const sign = direction === 'ASC' ? '>' : '<'
  return `(t.${column}, t.id) ${sign} ($${values.length - 1}::${cast}, $${values.length}::uuid)`
}

const facetJson = (query: string) =>
  `coalesce((SELECT jsonb_agg(to_jsonb(f) ORDER BY f.count DESC, f.slug) FROM (${query}) f), '[]')`

/** Total and facets of a condition in one round trip; `$1` is the language. */
function countSql(where: string): string {
  const named = (table: 'Category' | 'Tag', key: string) => `
    LEFT JOIN "${table}Translation" l ON l."${key}" = g.id AND l.language = $1
    LEFT JOIN "${table}Translation" e ON e."${key}" = g.id AND e.language = 'en'`
  const label = `g.slug, coalesce(l.name, e.name, g.slug) AS name`
  return `
    WITH found AS MATERIALIZED (SELECT t.id, t."categoryId", t.pricing FROM "Tool" t WHERE ${where})
    SELECT (SELECT count(*)::int FROM found) AS total,
      ${facetJson(`SELECT ${label}, n.count FROM (SELECT "categoryId", count(*)::int FROM found GROUP BY 1) n
        JOIN "Category" g ON g.id = n."categoryId" ${named('Category', 'categoryId')}`)} AS categories,
      ${facetJson(`SELECT ${label}, n.count FROM (
          SELECT tt."tagId", count(*)::int FROM found JOIN "ToolTag" tt ON tt."toolId" = found.id GROUP BY 1) n
        JOIN "Tag" g ON g.id = n."tagId" ${named('Tag', 'tagId')}`)} AS tags,
      ${facetJson(`SELECT pricing::text AS slug, pricing::text AS name, count(*)::int FROM found GROUP BY pricing`)}
        AS pricing`
}

/**
 * Ids by rank. `$1` language, `$2` words, `$3` the same as prefixes, `$4` how many. Every language is looked through
 * with its own stemmer, the reader's own weighing three times as much; at most two thousand rows are ranked. Stop words
 * alone find nothing: a word that says nothing in one language is a name or an accident in the others.
 */
function searchSql(where: string): string {
  const queries = languages.map(
    (language: Language) => `('${language}', websearch_to_tsquery('${searchConfig(language)}', $2) ||
      to_tsquery('${searchConfig(language)}', $3))`,
  )
  queries.push(`('other', websearch_to_tsquery('simple', $2) || to_tsquery('simple', $3))`)
  return `
    WITH asked (language, query) AS (VALUES ${queries.join(', ')}),
    said (nothing) AS (SELECT bool_or(numnode(query) = 0) FROM asked WHERE language IN ($1, 'en')),
    hits AS MATERIALIZED (
      SELECT d."toolId", d.vector, a.query, a.language
      FROM asked a JOIN "SearchDocument" d ON NOT (SELECT nothing FROM said) AND d.vector @@ a.query AND
        (d.language = a.language OR (a.language = 'other' AND d.language <> ALL ('{${languages.join(',')}}')))
      ORDER BY (a.language = $1) DESC LIMIT 2000)
    SELECT t.id FROM (
      SELECT h."toolId", max(ts_rank_cd(h.vector, h.query, 33) * CASE WHEN h.language = $1 THEN 3 ELSE 1 END) AS rank
      FROM hits h GROUP BY 1) r
    JOIN "Tool" t ON t.id = r."toolId"
    WHERE ${where}
    ORDER BY r.rank DESC, t.views DESC, t.id LIMIT $4`
}

/** `to_tsquery` text in which every wanted word is asked for and the last is a prefix; '' where there is none. */
function prefixQuery(words: string): string {
  // What is not wanted, and what is wanted word for word, is in the other query.
  const plain = words.replace(/(?<=^|\s)-?"[^"]*"?|(?<=^|\s)-\S+/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? []
  return plain
    .map((word, index) => (index === plain.length - 1 && word.length > 1 ? `${word}:*` : word))
    .join(' & ')
}

const names = new Map<string, string>()

/** A name for each distinct statement, so that the server plans it once a connection. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const made = `catalogue-${names.size}`
  names.set(text, made)
  return made
}
