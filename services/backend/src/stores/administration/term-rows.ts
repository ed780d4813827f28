import type { TermKind, TermQuery } from '../../features/administration/taxonomy.ts'

const kinds = {
  categories: {
    table: 'Category',
    texts: 'CategoryTranslation',
    key: 'categoryId',
    own: 'c.icon, c.position',
    description: 'x.description',
    listings: '"Tool" x WHERE x."categoryId"',
    order: (row: string) => `${row}.position, ${row}.slug`,
  },
  tags: {
    table: 'Tag',
    texts: 'TagTranslation',
    key: 'tagId',
    own: `'' AS icon, 0 AS position`,
    description: `''`,
    listings: '"ToolTag" x WHERE x."tagId"',
    order: (row: string) => `${row}.slug`,
  },
} as const

/** The SQL of a page of categories or tags, one row longer than asked for. Names and listings are read of those on the page alone. */
export function termsSql(kind: TermKind, query: TermQuery): { text: string; values: unknown[] } {
  const { table, texts, key, order } = kinds[kind]
  const values: unknown[] = []
  const where: string[] = []
  const add = (value: unknown, condition: (place: string) => string) => {
    if (value === undefined) return
    values.push(value)
    where.push(condition(`$${values.length}`))
  }
  // Names are kept as they are looked for, so that all of them are looked through in a moment.
  add(
    query.q?.trim() || undefined,
    (at) => `(strpos(c.slug, lower(${at})) > 0 OR c.id IN (
      SELECT x."${key}" FROM "${texts}" x WHERE strpos(x.plain, (SELECT lower(unaccent(parlance_text(${at}))))) > 0))`,
  )
  add(query.slugs, (at) => `c.slug = ANY(${at}::text[])`)
  add(
    query.cursor,
    (at) => `(${order('c')}) > (SELECT ${order('o')} FROM "${table}" o WHERE o.id = ${at}::uuid)`,
  )
  values.push(query.limit + 1)
  const found = `SELECT c.* FROM "${table}" c WHERE ${where.join(' AND ') || 'true'} ORDER BY ${order('c')} LIMIT $${values.length}`
  return { text: `${selectTerms(kind, `(${found})`)} ORDER BY ${order('c')}`, values }
}

/** The SQL of one category or tag. `$1` is its id. */
export function termSql(kind: TermKind): string {
  return `${selectTerms(kind, `"${kinds[kind].table}"`)} WHERE c.id = $1`
}

function selectTerms(kind: TermKind, from: string): string {
  const { texts, key, own, description, listings } = kinds[kind]
  return `SELECT c.id, c.slug, ${own}, c.revision, (SELECT count(*)::int FROM ${listings} = c.id) AS tools,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('language', x.language, 'name', x.name, 'description', ${description})
        ORDER BY x.language), '[]') FROM "${texts}" x WHERE x."${key}" = c.id) AS texts
    FROM ${from} c`
}
