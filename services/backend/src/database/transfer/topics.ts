import type { Client } from 'pg'
import { newId, slugOf } from '../../features/identifiers.ts'
import type { ListingRecord } from './listing-record.ts'

/** Categories and tags by what files call them. */
interface Topics {
  categoryId(name: string | undefined): string | undefined
  tagId(name: string): string | undefined
  /** "category Video editing": what there was not. */
  readonly made: string[]
}

/** Finds the categories and tags of listings by slug or name in any language, and makes those that are not there. */
export async function topicsOf(client: Client, records: readonly ListingRecord[]): Promise<Topics> {
  const categories = await find(
    client,
    'Category',
    'categoryId',
    records.map(({ category }) => category ?? ''),
    records,
  )
  const tags = await find(
    client,
    'Tag',
    'tagId',
    records.flatMap((record) => record.tags ?? []),
    records,
  )
  return {
    categoryId: (name) => (name === undefined ? undefined : categories.ids.get(slugOf(name))),
    tagId: (name) => tags.ids.get(slugOf(name)),
    made: [...categories.made, ...tags.made],
  }
}

async function find(
  client: Client,
  table: 'Category' | 'Tag',
  key: 'categoryId' | 'tagId',
  names: readonly string[],
  records: readonly ListingRecord[],
): Promise<{ ids: Map<string, string>; made: string[] }> {
  const wanted = new Map(names.map((name) => [slugOf(name), name] as const).filter(([slug]) => slug !== ''))
  const ids = new Map<string, string>()
  if (wanted.size === 0) return { ids, made: [] }
  const { rows } = await client.query<{ id: string; slug: string; names: string[] | null }>(
    `SELECT g.id, g.slug, array_agg(x.name) AS names FROM "${table}" g
     LEFT JOIN "${table}Translation" x ON x."${key}" = g.id GROUP BY g.id`,
  )
  for (const { id, names: known } of rows) for (const name of known ?? []) if (name) ids.set(slugOf(name), id)
  // A slug says more than a name.
  for (const { id, slug } of rows) ids.set(slug, id)
  const missing = [...wanted].filter(([slug]) => !ids.has(slug))
  const made = missing.map(([slug, name]) => ({ id: newId(), slug, name }))
  const language = records[0]?.sourceLanguage ?? 'en'
  await client.query(
    `INSERT INTO "${table}" (id, slug${table === 'Category' ? ', position' : ''})
     SELECT id, slug${table === 'Category' ? ', 1000' : ''} FROM jsonb_to_recordset($1) AS r (id uuid, slug text)`,
    [JSON.stringify(made)],
  )
  await client.query(
    `INSERT INTO "${table}Translation" ("${key}", language, name)
     SELECT id, $2, name FROM jsonb_to_recordset($1) AS r (id uuid, name text) WHERE name <> ''`,
    [JSON.stringify(made), language],
  )
  for (const { id, slug } of made) ids.set(slug, id)
  return { ids, made: made.map(({ name }) => `${table.toLowerCase()} ${name}`) }
}
