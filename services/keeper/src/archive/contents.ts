import { type Client, escapeIdentifier } from 'pg'
import { readSchema, type Schema } from './schema.ts'
import { canBeBinary, digest, hashingOf, listTables } from './table-rows.ts'
import { sideBySide } from './work-queue.ts'

/** One table as the server counted and hashed it. */
export interface TableContent {
  /** Written with its schema, quoted where SQL wants it. */
  readonly name: string
  /** Those that are copied: generated ones make themselves. */
  readonly columns: readonly string[]
  /** An archive may have its rows in the binary form of COPY; without it they are text. */
  readonly copy?: 'binary'
  readonly rows: number
  /**
   * `columns:` and a sum of 64-bit hashes of every row's columns; of format 1 two sums, of every row as text. Equal for equal
   * rows, in whatever order they lie.
   */
  readonly hash: string
}

/** What a database holds, as far as two databases can be compared by it. */
export interface Contents {
  readonly migrations: readonly string[]
  readonly tables: readonly TableContent[]
  readonly sequences: readonly { readonly name: string; readonly value: string; readonly called: boolean }[]
  readonly schema: Schema
}

/** Tables come and go while a deploy is at work; so often it is begun anew. */
const mostBeginnings = 5

/**
 * Begins a transaction that sees one moment, in which no table changes its shape; rows may. The tables are locked before the
 * moment is taken: one that is rewritten in between would look empty to a moment from before.
 *
 * @throws Error where a table stays locked by somebody else for half a minute
 */
export async function beginMoment(client: Client): Promise<void> {
  for (let beginning = 1; ; beginning++) {
    const names = (await listTables(client)).map(({ name }) => name)
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    try {
      await client.query("SET LOCAL lock_timeout = '30s'")
      if (names.length > 0) await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS SHARE MODE`)
      const now = (await listTables(client)).map(({ name }) => name)
      if (now.join() === names.join()) return
    } catch (error) {
      // A table that was dropped, or renamed, since it was listed.
      if ((error as { code?: string }).code !== '42P01' || beginning === mostBeginnings) throw error
    }
    await client.query('ROLLBACK')
    if (beginning === mostBeginnings)
      throw new Error('tables come and go all the time: try again when the deploy is over')
  }
}

/**
 * Counts and hashes every table in the server, so that no row passes through this process; all of it is of the moment of the
 * transaction that `beginMoment` began.
 *
 * @param others connections that help, to a database in which nobody writes: each sees a moment of its own
 * @param promised what is to be compared with it: each table is hashed as it was then
 */
export async function readContents(
  client: Client,
  { others = [], promised = [] }: { others?: readonly Client[]; promised?: readonly TableContent[] } = {},
): Promise<Contents> {
  const tables = await listTables(client)
  const hashes = new Map(promised.map(({ name, hash }) => [name, hash]))
  const counted = await sideBySide([client, ...others], tables, async (one, table): Promise<TableContent> => {
    const { name } = table
    const columns = table.columns.filter(({ generated }) => !generated).map((column) => column.name)
    const copy = canBeBinary(table) ? ({ copy: 'binary' } as const) : {}
    return {
      name,
      columns,
      ...copy,
      ...(await digest(one, table, hashingOf(hashes.get(name) ?? 'columns:'))),
    }
  })
  return {
    migrations: await readMigrations(client, tables),
    tables: counted,
    sequences: await readSequences(client),
    schema: await readSchema(client),
  }
}

async function readMigrations(client: Client, tables: readonly { name: string }[]): Promise<string[]> {
  if (!tables.some(({ name }) => name === 'public._prisma_migrations')) return []
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM public._prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  )
  return rows.map(({ name }) => name)
}

async function readSequences(client: Client): Promise<Contents['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences
      WHERE schemaname !~ '^pg_' ORDER BY 1`,
  )
  const values: { name: string; value: string; called: boolean }[] = []
  for (const { name } of rows) {
    const { rows: found } = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${name}`,
    )
    values.push({ name, value: found[0]?.value ?? '1', called: found[0]?.called ?? false })
  }
  return values
}

/** `name (columns)` as COPY wants it. */
export const copyTarget = ({ name, columns }: Pick<TableContent, 'name' | 'columns'>) =>
  `${name} (${columns.map((column) => escapeIdentifier(column)).join(', ')})`

/** Everything in which the second differs from the first, a sentence each; nothing differs where it is empty. */
export function differences(promised: Contents, found: Contents): string[] {
  const said: string[] = []
  const head = (contents: Contents) => contents.migrations.at(-1) ?? 'none'
  if (promised.migrations.join() !== found.migrations.join())
    said.push(`migrations end with ${head(found)}, and ${head(promised)} was promised`)
  const there = new Map(found.tables.map((table) => [table.name, table]))
  for (const { name, rows, hash } of promised.tables) {
    const table = there.get(name)
    if (!table) said.push(`table ${name} is missing`)
    else if (table.rows !== rows) said.push(`table ${name} has ${table.rows} rows, and ${rows} were promised`)
    else if (table.hash !== hash)
      said.push(`table ${name} has ${rows} rows, and not those that were promised`)
    there.delete(name)
  }
  for (const name of there.keys()) said.push(`table ${name} was not promised`)
  if (JSON.stringify(promised.sequences) !== JSON.stringify(found.sequences)) said.push('sequences differ')
  const lines = ({ schema }: Contents) => [...schema.before, ...schema.after]
  const wanted = new Set(lines(promised))
  const made = new Set(lines(found))
  for (const line of wanted) if (!made.has(line)) said.push(`the schema lacks: ${line.slice(0, 160)}`)
  for (const line of made) if (!wanted.has(line)) said.push(`the schema has more: ${line.slice(0, 160)}`)
  return said
}
