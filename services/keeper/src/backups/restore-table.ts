import { pipeline } from 'node:stream/promises'
import { type Client, DatabaseError, escapeIdentifier } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { copyTarget } from '../archive/contents.ts'
import { withConnection, withDatabase } from '../connection.ts'
import type { Manifest } from './backup-folder.ts'
import { preparedName } from './restore-backup.ts'
import {
  findTable,
  namesForPeople,
  readShape,
  referencesTo,
  type TableShape,
  tableNames,
} from './table-shape.ts'
import { dropOurs } from './verify-backup.ts'

/** What became of the rows of one table. */
export interface RestoredTable {
  readonly table: string
  /** Rows that the backup has of it; all of them are there now, as they were. */
  readonly rows: number
  /** Those that were not there. */
  readonly inserted: number
  /** Those that were there with another content. */
  readonly updated: number
  /** Rows that came since and are gone, where that was asked for. */
  readonly removed: number
  /** Rows that came since and stay. */
  readonly newer: number
}

const history = 'public._prisma_migrations'

/** Refuses a table that cannot be restored, before anything is done. @throws Error saying why */
export async function checkTable(url: string, manifest: Manifest, wanted: string): Promise<void> {
  await withConnection(url, async (client) => {
    const there = findTable(await tableNames(client), wanted)
    if (there === undefined) {
      throw new Error(
        `there is no table ${wanted} in the database. It has: ${namesForPeople(await tableNames(client))}`,
      )
    }
    if (there === history)
      throw new Error('the history of the migrations goes with the whole backup: restore that')
    const kept = manifest.tables.find(({ name }) => name === there)
    const { rows } = await client
      .query<{ name: string }>(
        `SELECT migration_name AS name FROM ${history} WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
      )
      .catch(() => ({ rows: [] }))
    const older = rows.some(({ name }) => !manifest.migrations.includes(name))
    // What an older backup has of it is seen when its copy is migrated.
    if (!kept && !older) {
      const names = namesForPeople(manifest.tables.map(({ name }) => name))
      throw new Error(`there is no table ${wanted} in ${manifest.name}. It has: ${names}`)
    }
    const { columns } = await readShape(client, there)
    if (kept && !older && kept.columns.join() !== columns.map(({ name }) => name).join()) {
      throw new Error(
        `${there} has the columns ${columns.map(({ name }) => name).join(', ')}, and ${kept.columns.join(', ')} in ${manifest.name}`,
      )
    }
  })
}

/**
 * Takes one table out of the prepared database into the one that serves, in one transaction: the rows of the backup are there
 * then, each as it was. The others of the site read on meanwhile; who writes to the table waits. The prepared database is
 * dropped, whatever comes of it.
 *
 * @param exact removes rows that came since; without it they stay
 * @throws Error naming the reference by which rows cannot come back, or cannot go; then nothing is changed
 */
export async function restoreTable(
  server: Client,
  url: string,
  wanted: string,
  exact: boolean,
): Promise<RestoredTable> {
  const prepared = preparedName(url)
  const { rowCount } = await server.query('SELECT FROM pg_database WHERE datname = $1', [prepared])
  if (rowCount === 0) throw new Error('nothing is prepared to take the table from: the data is as it was')
  try {
    return await withConnection(withDatabase(url, prepared), (source) =>
      withConnection(url, (live) => takeTable(source, live, wanted, exact)),
    )
  } finally {
    await dropOurs(server, prepared)
  }
}

const counted = async (client: Client, text: string) =>
  Number((await client.query<{ n: string }>(text)).rows[0]?.n)

const stage = 'pg_temp.parlance_backup'
const changed = 'pg_temp.parlance_changed'

async function takeTable(
  source: Client,
  live: Client,
  wanted: string,
  exact: boolean,
): Promise<RestoredTable> {
  const shape = await commonShape(source, live, wanted)
  await live.query('BEGIN')
  // Triggers of the site expect it as the site has it; the names here are written with their schema.
  await live.query("SET LOCAL search_path = public; SET LOCAL lock_timeout = '30s'")
  const rows = await fillStage(source, live, shape)
  await live.query(`LOCK TABLE ${shape.name} IN SHARE ROW EXCLUSIVE MODE`)
  const sql = statements(shape)
  await live.query(sql.collectChanged)
  await refuseCuts(live, shape, exact)
  const count = async (text: string) => (await live.query(text)).rowCount ?? 0
  const { removed, inserted, updated } = await (async () => ({
    removed: exact ? await count(sql.remove) : 0,
    inserted: await count(sql.insert),
    updated: sql.update === undefined ? 0 : await count(sql.update),
  }))().catch((error: Error) => {
    throw inSentences(error, shape.name)
  })
  const different = await counted(live, sql.different)
  if (different > 0) {
    throw new Error(
      `${different} rows of ${shape.name} did not come back as they were: its triggers make others of them. Nothing is changed`,
    )
  }
  const newer = await counted(live, sql.newer)
  await moveSequences(live, shape)
  await live.query('COMMIT')
  return { table: shape.name, rows, inserted, updated, removed, newer }
}

/** The shape that the table has in both. @throws Error where they differ, or its rows cannot be told apart */
async function commonShape(source: Client, live: Client, wanted: string): Promise<TableShape> {
  const name = findTable(await tableNames(live), wanted)
  if (name === undefined) throw new Error(`there is no table ${wanted} in the database`)
  if (!(await tableNames(source)).includes(name)) throw new Error(`there is no table ${wanted} in the backup`)
  const [here, there] = [await readShape(live, name), await readShape(source, name)]
  const words = ({ columns }: TableShape) => columns.map((one) => `${one.name} ${one.type}`).join(', ')
  if (words(here) !== words(there)) {
    throw new Error(
      `${name} has the columns ${words(here)}, and ${words(there)} in the backup: bring the database up to date (db:migrate), or restore all of it`,
    )
  }
  if (here.key.length === 0)
    throw new Error(`the rows of ${name} have no primary key to tell them apart by: restore the whole backup`)
  return here
}

async function fillStage(source: Client, live: Client, { name, columns, key }: TableShape): Promise<number> {
  const copied = columns.map((column) => column.name)
  const list = copied.map((column) => escapeIdentifier(column)).join(', ')
  await live.query(
    `CREATE TEMPORARY TABLE parlance_backup ON COMMIT DROP AS SELECT ${list} FROM ${name} WITH NO DATA`,
  )
  const into = live.query(copyFrom(`COPY ${copyTarget({ name: stage, columns: copied })} FROM STDIN`))
  await pipeline(source.query(copyTo(`COPY ${copyTarget({ name, columns: copied })} TO STDOUT`)), into)
  const keys = key.map((column) => escapeIdentifier(column)).join(', ')
  await live.query(`CREATE UNIQUE INDEX ON ${stage} (${keys}); ANALYZE ${stage}`)
  return into.rowCount
}

/** `t` is the table, `s` what the backup has, `c` what has to change. */
function statements({ name, columns, key }: TableShape) {
  const quoted = columns.map((column) => escapeIdentifier(column.name))
  const row = (alias: string) => `ROW(${quoted.map((column) => `${alias}.${column}`).join(', ')})::text`
  const same = (a: string, b: string) => sameKey(key, a, b)
  const missing = `t.${escapeIdentifier(key[0] ?? '')} IS NULL`
  const settable = columns.filter((column) => !key.includes(column.name) && !column.identity)
  const sets = settable.map(
    ({ name: column }) => `${escapeIdentifier(column)} = c.${escapeIdentifier(column)}`,
  )
  return {
    collectChanged: `CREATE TEMPORARY TABLE parlance_changed ON COMMIT DROP AS
      SELECT s.*, ${missing} AS parlance_missing FROM ${stage} s LEFT JOIN ${name} t ON ${same('t', 's')}
       WHERE ${missing} OR ${row('t')} IS DISTINCT FROM ${row('s')}`,
    remove: `DELETE FROM ${name} t WHERE ${unknownToBackup(key)}`,
    insert: `INSERT INTO ${name} (${quoted.join(', ')}) OVERRIDING SYSTEM VALUE
      SELECT ${quoted.join(', ')} FROM ${changed} WHERE parlance_missing`,
    ...(sets.length === 0
      ? {}
      : {
          update: `UPDATE ${name} t SET ${sets.join(', ')} FROM ${changed} c WHERE ${same('t', 'c')} AND NOT c.parlance_missing`,
        }),
    different: `SELECT count(*) AS n FROM ${stage} s LEFT JOIN ${name} t ON ${same('t', 's')}
      WHERE ${missing} OR ${row('t')} IS DISTINCT FROM ${row('s')}`,
    newer: `SELECT count(*) AS n FROM ${name} t WHERE ${unknownToBackup(key)}`,
  }
}

const sameKey = (key: readonly string[], a: string, b: string) =>
  key.map((column) => `${a}.${escapeIdentifier(column)} = ${b}.${escapeIdentifier(column)}`).join(' AND ')
const unknownToBackup = (key: readonly string[]) =>
  `NOT EXISTS (SELECT FROM ${stage} s WHERE ${sameKey(key, 't', 's')})`

/**
 * Nothing that refers to a row of this table is cut off from it, nor deleted with it.
 *
 * @throws Error naming the reference that would be
 */
async function refuseCuts(live: Client, { name, key }: TableShape, exact: boolean): Promise<void> {
  // Whoever begins to refer to one of them now waits for the end of this.
  if (exact) await live.query(`SELECT FROM ${name} t WHERE ${unknownToBackup(key)} FOR UPDATE`)
  for (const reference of await referencesTo(live, name)) {
    const keys = reference.keys.map((column) => escapeIdentifier(column))
    const of = (alias: string) => keys.map((column) => `${alias}.${column}`).join(', ')
    const leaving = [
      `SELECT ${of('t')} FROM ${name} t JOIN ${changed} c ON ${sameKey(key, 't', 'c')} WHERE ROW(${of('t')})::text IS DISTINCT FROM ROW(${of('c')})::text`,
      ...(exact ? [`SELECT ${of('t')} FROM ${name} t WHERE ${unknownToBackup(key)}`] : []),
    ]
    const names = reference.columns.map((column, at) => `t.${escapeIdentifier(column)} = gone.${keys[at]}`)
    // Rows that go themselves keep nothing.
    const stays = exact && reference.from === name ? `AND NOT (${unknownToBackup(key)})` : ''
    const cut = await counted(
      live,
      `SELECT count(*) AS n FROM ${reference.from} t WHERE EXISTS
         (SELECT FROM (${leaving.join(' UNION ALL ')}) gone WHERE ${names.join(' AND ')}) ${stays}`,
    )
    if (cut > 0) {
      throw new Error(
        `${cut} rows of ${reference.from} refer to rows of ${name} that the backup does not have (${reference.name}): ` +
          'they would be cut off. Nothing is changed; restore without --exact, or the whole backup',
      )
    }
  }
}

/** What the server refuses, with what to do about it. */
function inSentences(error: Error, name: string): Error {
  if (!(error instanceof DatabaseError)) return error
  const { code, detail = error.message, constraint } = error
  const said = (what: string) => new Error(`${what} Nothing is changed`, { cause: error })
  if (code === '23503') {
    return said(
      `rows of ${name} refer to what is not there any more: ${detail} (${constraint}). Restore that table first, or the whole backup.`,
    )
  }
  if (code === '23505') {
    return said(
      `what is there now has the place of a row of the backup: ${detail} (${constraint}). Change or remove it, or add --exact where it came since.`,
    )
  }
  return error
}

/** A sequence gives no number that a row has. They only ever go on, so that nothing is lost where this is taken back. */
async function moveSequences(live: Client, { name, columns }: TableShape): Promise<void> {
  for (const { name: column } of columns) {
    const { rows } = await live.query<{ sequence: string | null }>(
      'SELECT pg_get_serial_sequence($1, $2) AS sequence',
      [name, column],
    )
    const sequence = rows[0]?.sequence
    if (!sequence) continue
    await live.query(
      `SELECT setval('${sequence.replaceAll("'", "''")}', most) FROM (SELECT max(${escapeIdentifier(column)}) AS most FROM ${name}) found,
              ${sequence} now WHERE most > now.last_value`,
    )
  }
}
