import { type Client, escapeIdentifier } from 'pg'

/** How rows are hashed: `text` until format 1, `columns` since. A hash says it of itself. */
type Hashing = 'text' | 'columns'
const byColumns = 'columns:'

/** By what a hash was made. */
export const hashingOf = (hash: string): Hashing => (hash.startsWith(byColumns) ? 'columns' : 'text')

interface Column {
  readonly name: string
  /** PostgreSQL's own name of its own type, `enum` for any of those, empty for others. */
  readonly type: string
  /** It makes itself, and is not copied. */
  readonly generated: boolean
}

interface Table {
  /** Written with its schema, quoted where SQL wants it. */
  readonly name: string
  /** In their order. */
  readonly columns: readonly Column[]
}

// Their equality is that of their bytes, and their hash is the same on every server (but for one whose processor has its bytes in the other order).
const hashedAsTheyAre = new Set('bool int2 int4 int8 uuid date timestamp timestamptz bytea'.split(' '))
const texts = new Set(['text', 'varchar'])
const arrays = new Set(
  '_bool _int2 _int4 _int8 _uuid _text _varchar _date _timestamp _timestamptz'.split(' '),
)
/** Functions that give the bytes of a value as the protocol has them, where those are cheaper than its text and say as much. */
const sent: Readonly<Record<string, string>> = {
  float4: 'float4send',
  float8: 'float8send',
  tsvector: 'tsvectorsend',
}
/** Types whose binary form is PostgreSQL's own, of every version, and names nothing that has another number elsewhere. */
const binary = new Set([
  ...hashedAsTheyAre,
  ...texts,
  ...arrays,
  ...Object.keys(sent),
  ...['enum', 'numeric', 'interval', 'jsonb', 'json', 'bpchar', '_float4', '_float8', '_jsonb'],
])

/** Rows that COPY can carry in binary form, which costs the server half of what their text does, both ways. */
export const canBeBinary = ({ columns }: Table): boolean =>
  columns.every(({ type, generated }) => generated || binary.has(type))

/** Tables that may be copied, as rows of `Table`, in the order of their names. */
export async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name,
            coalesce((SELECT json_agg(json_build_object('name', a.attname, 'generated', a.attgenerated <> '', 'type',
                               CASE WHEN t.typtype = 'e' THEN 'enum' WHEN tn.nspname = 'pg_catalog' THEN t.typname ELSE '' END) ORDER BY a.attnum)
                        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid JOIN pg_namespace tn ON tn.oid = t.typnamespace
                       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]') AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
      ORDER BY 1`,
  )
  return rows.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Counts and hashes a table in the server, so that no row passes through this process. */
export async function digest(
  client: Client,
  table: Table,
  hashing: Hashing,
): Promise<{ rows: number; hash: string }> {
  const { rows } = await client.query<{ rows: string; hash: string }>(
    hashing === 'text' ? textDigest(table) : columnDigest(table),
  )
  return { rows: Number(rows[0]?.rows ?? 0), hash: rows[0]?.hash ?? '' }
}

// Sums of bigint have no end in PostgreSQL, and do not depend on the order in which rows lie.
function columnDigest({ name, columns }: Table): string {
  return `SELECT count(*) AS rows, '${byColumns}' || coalesce(sum(hash_record_extended(ROW(${columns.map(hashed).join(', ')}), 0)), 0) AS hash
            FROM ${name} AS parlance_row`
}

function hashed({ name, type }: Column): string {
  const column = `parlance_row.${escapeIdentifier(name)}`
  if (hashedAsTheyAre.has(type)) return column
  if (texts.has(type)) return `${column} COLLATE "C"`
  // Their own hash knows nothing of bounds and dimensions.
  if (arrays.has(type)) return `array_send(${column})`
  return sent[type] ? `${sent[type]}(${column})` : `${column}::text`
}

/** Of the rows as text, which costs about twice as much. Backups of format 1 have it. */
function textDigest({ name }: Table): string {
  const sum = (seed: number) => `coalesce(sum(hashtextextended(words, ${seed})), 0)::text`
  // Beside something volatile, which the clock is, the text is made once for both.
  return `SELECT count(*) AS rows, ${sum(0)} || ':' || ${sum(1)} AS hash
            FROM (SELECT parlance_row::text AS words, clock_timestamp() FROM ${name} AS parlance_row) AS texts`
}
