import type { Client } from 'pg'

/** What has to be known of a table to put rows into it. */
export interface TableShape {
  /** Written with its schema, quoted where SQL wants it. */
  readonly name: string
  /** Name and type of those that are stored; generated ones make themselves. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly identity: boolean }[]
  /** Columns of the primary key. */
  readonly key: readonly string[]
}

/** A foreign key by which rows of a table refer to another. */
export interface Reference {
  /** Of the constraint. */
  readonly name: string
  readonly from: string
  readonly columns: readonly string[]
  /** What they name in the other table. */
  readonly keys: readonly string[]
}

/** The tables of a database, written with their schema. */
export async function tableNames(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** A name as people type it. */
const plain = (name: string) =>
  name.replaceAll(/"((?:[^"]|"")*)"/g, (_, inner) => inner.replaceAll('""', '"'))

/** The table that is meant: with its schema or, in `public`, without; with SQL's quotes or without. */
export const findTable = (names: readonly string[], wanted: string): string | undefined =>
  names.find((name) => [plain(wanted), `public.${plain(wanted)}`].includes(plain(name)))

/** Names for a sentence: those of `public` without it. */
export const namesForPeople = (names: readonly string[]) =>
  names.map((name) => plain(name).replace(/^public\./, '')).join(', ')

/** @param name as `tableNames` gives it */
export async function readShape(client: Client, name: string): Promise<TableShape> {
  const { rows: columns } = await client.query<TableShape['columns'][number]>(
    `SELECT attname::text AS name, format_type(atttypid, atttypmod) AS type, attidentity = 'a' AS identity
       FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [name],
  )
  const { rows: key } = await client.query<{ name: string }>(
    `SELECT a.attname::text AS name FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(num, place)
       JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num
      WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY k.place`,
    [name],
  )
  return { name, columns, key: key.map((column) => column.name) }
}

/** The foreign keys by which others, or the table itself, refer to its rows. */
export async function referencesTo(client: Client, name: string): Promise<Reference[]> {
  const columnsOf = (table: string, numbers: string) =>
    `(SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(${numbers}) WITH ORDINALITY k(num, place)
        JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.num)`
  const { rows } = await client.query<Reference>(
    `SELECT c.conname::text AS name, format('%I.%I', n.nspname, r.relname) AS "from",
            ${columnsOf('c.conrelid', 'c.conkey')} AS columns, ${columnsOf('c.confrelid', 'c.confkey')} AS keys
       FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_namespace n ON n.oid = r.relnamespace
      WHERE c.contype = 'f' AND c.confrelid = $1::regclass ORDER BY c.conparentid, 2, 1`,
    [name],
  )
  return rows
}
