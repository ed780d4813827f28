import type { CategoryView, ListingAddress } from '../features/catalogue/catalogue.ts'
import type {
  CatalogueStore,
  Position,
  ToolFilter,
  ToolFullRow,
  ToolRow,
} from '../features/catalogue/catalogue-store-port.ts'
import { filterKeys } from '../features/catalogue/search-query.ts'
import type { Database } from './database.ts'
import { facetsSql, readFacets } from './facet-rows.ts'
import { relatedSql } from './related-rows.ts'
import { selectTools } from './tool-rows.ts'

/** Orders by a column; the id breaks ties, upwards as in the indexes. `cast` is the type of a position's value. */
const orders = {
  popular: { column: 'views', direction: 'DESC', cast: 'int' },
  newest: { column: '"publishedAt"', direction: 'DESC', cast: 'timestamptz' },
  updated: { column: '"updatedAt"', direction: 'DESC', cast: 'timestamptz' },
  name: { column: '"sortName"', direction: 'ASC', cast: 'text' },
} as const

/** The catalogue's tables in PostgreSQL. */
export function createCatalogueStore({ pool, readers }: Pick<Database, 'pool' | 'readers'>): CatalogueStore {
  // Which index a list is read by depends on what it is narrowed by: such lists are planned for what is asked.
  const rows = async <T>(text: string, values: unknown[], from = pool): Promise<T[]> =>
    (await from.query({ name: nameOf(text), text, values })).rows as T[]

  return {
    page: (filter, { sort, after, limit }, lang) => {
      const { column, direction, cast } = orders[sort]
      const values: unknown[] = [lang]
      const where = conditions(filter, values)
      if (after) where.push(afterPosition(after, column, direction, cast, values))
      // A whole number in the statement: a plan for any length is one for long lists.
      const found = `SELECT t.* FROM "Tool" t WHERE ${where.join(' AND ')}
        ORDER BY t.${column} ${direction}, t.id LIMIT ${Math.trunc(limit)}`
      return rows<ToolRow>(
        `${selectTools(found, 'short')} ORDER BY t.${column} ${direction}, t.id`,
        values,
        isNarrowed(filter) ? pool : readers,
      )
    },

    byIds: (ids, lang) =>
      rows<ToolRow>(
        `${selectTools(
          `SELECT t.*, o.place FROM unnest($2::uuid[]) WITH ORDINALITY AS o(id, place)
           JOIN "Tool" t ON t.id = o.id WHERE t.status = 'published'`,
          'short',
        )} ORDER BY t.place`,
        [lang, ids],
        readers,
      ),

    bySlug: async (slug, lang) => {
      const [row] = await rows<ToolFullRow>(
        selectTools(`SELECT t.* FROM "Tool" t WHERE t.slug = $2 AND t.status = 'published'`, 'long'),
        [lang, slug],
        readers,
      )
      return row
    },

    fate: async (slug) => {
      const [found] = await rows<{ status: string; movedTo: string | null }>(
        `SELECT t.status::text, m.slug AS "movedTo" FROM "Tool" t
         LEFT JOIN "Tool" m ON m.id = t."mergedIntoId" AND m.status = 'published' WHERE t.slug = $1`,
        [slug],
      )
      if (found?.status === 'merged' && found.movedTo) return { movedTo: found.movedTo }
      return found?.status === 'deleted' || found?.status === 'merged' ? { gone: true } : undefined
    },

    count: async (filter, lang, most) => {
      const keys = filterKeys(filter)
      const bounded = isBounded(filter)
      const counts = bounded
        ? await rows<CountRow>(facetsSql(boundedCounts(filter, most)), boundedValues(filter, lang, keys))
        : await rows<CountRow>(
            facetsSql('SELECT b AS key, count FROM "CatalogueCount" WHERE a = $2'),
            [lang, keys[0] ?? ''],
            readers,
          )
      const total = counts.find(({ kind }) => kind === '')?.count ?? 0
      return { total, facets: readFacets(counts) }
    },

    isBounded,

    related: async (slug, limit) => {
      const [found] = await rows<{ alternatives: string[]; related: string[] }>(relatedSql, [slug, limit])
      return found
    },

    addresses: (from, limit) =>
      rows<ListingAddress>(
        `SELECT slug, "updatedAt" FROM "Tool" WHERE status = 'published' AND slug >= $1 ORDER BY slug LIMIT $2`,
        [from, limit],
      ),

    addressParts: (size) =>
      rows<ListingAddress>(
        `SELECT min(slug) AS slug, max("updatedAt") AS "updatedAt" FROM (
           SELECT slug, "updatedAt", (row_number() OVER (ORDER BY slug) - 1) / $1::int AS part
           FROM "Tool" WHERE status = 'published') n
         GROUP BY part ORDER BY part`,
        [size],
      ),

    version: async () => {
      const [found] = await rows<{ version: string }>(
        'SELECT last_value::text AS version FROM parlance_catalogue_version',
        [],
      )
      return found?.version ?? ''
    },

    categories: (lang) =>
      rows<CategoryView>(
        `SELECT c.slug, c.icon, coalesce(l.name, e.name, c.slug) AS name,
           coalesce(l.description, e.description, '') AS description,
           CASE WHEN l.name IS NULL THEN 'en' ELSE l.language END AS language,
           coalesce(k.count, 0) AS tools
         FROM "Category" c
         LEFT JOIN "CategoryTranslation" l ON l."categoryId" = c.id AND l.language = $1
         LEFT JOIN "CategoryTranslation" e ON e."categoryId" = c.id AND e.language = 'en'
         LEFT JOIN "CatalogueCount" k ON k.a = '' AND k.b = 'c:' || c.slug
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

type CountRow = Parameters<typeof readFacets>[0][number]

/** Whether a list is of some listings out of an order: not all, and not a category, which has an index for each order. */
function isNarrowed({ category: _, ...others }: ToolFilter): boolean {
  return others.since !== undefined || others.ids !== undefined || filterKeys(others).length > 0
}

/** Two facets at once are counted by writes; more, or a date, are counted when somebody asks. */
function isBounded(filter: ToolFilter): boolean {
  return filter.since !== undefined || filterKeys(filter).length > 1
}

function boundedCounts({ since }: ToolFilter, most: number): string {
  return `SELECT f.key, count(*)::int AS count FROM (
      SELECT t.facets FROM "Tool" t WHERE t.status = 'published' AND t.facets @> $2::text[]
        ${since ? 'AND t."publishedAt" >= $3' : ''} LIMIT ${most + 1}) t,
      unnest(t.facets || ''::text) AS f (key) GROUP BY 1`
}

function boundedValues({ since }: ToolFilter, lang: string, keys: readonly string[]): unknown[] {
  return since ? [lang, keys, since] : [lang, keys]
}

/** What a filter asks of "Tool" t; its values are appended. */
function conditions(filter: ToolFilter, values: unknown[]): string[] {
  const where = [`t.status = 'published'`]
  const add = (value: unknown, condition: (place: string) => string) => {
    values.push(value)
    where.push(condition(`$${values.length}`))
  }
  const { category, ...others } = filter
  if (category) add(category, (at) => `t."categoryId" = (SELECT id FROM "Category" WHERE slug = ${at})`)
  const keys = filterKeys(others)
  if (keys.length > 0) add(keys, (at) => `t.facets @> ${at}::text[]`)
  if (filter.since) add(filter.since, (at) => `t."publishedAt" >= ${at}`)
  if (filter.ids) add(filter.ids, (at) => `t.id = ANY(${at}::uuid[])`)
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
  const [value, id] = [`$${values.length - 1}::${cast}`, `$${values.length}::uuid`]
  const sign = direction === 'ASC' ? '>' : '<'
  // The first part is the index's.
  return `t.${column} ${sign}= ${value} AND (t.${column} ${sign} ${value} OR t.id > ${id})`
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
