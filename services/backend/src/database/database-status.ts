import type { Client } from 'pg'
import { withConnection } from './connection.ts'
import {
  findDrift,
  type MigrationSource,
  type MigrationStatus,
  migrationStatus,
  openEngine,
} from './migrations.ts'

/** The state of a database, for people and for `manage db:status`. */
export interface DatabaseStatus {
  readonly migrations: MigrationStatus
  /** SQL that would bring the database to the schema; "" = none is needed. */
  readonly drift: string
  /** Rows by table. */
  readonly tables: Readonly<Record<string, number>>
  /** Bytes on disk. */
  readonly bytes: number
  readonly server: string
}

/** Looks at migrations, drift and size of a database. */
export async function databaseStatus(url: string, source: MigrationSource): Promise<DatabaseStatus> {
  const found = await withConnection(url, async (client) => {
    const { rows } = await client.query<{ bytes: string; server: string }>(
      `SELECT pg_database_size(current_database()) AS bytes, current_setting('server_version') AS server`,
    )
    return { tables: await countRows(client), bytes: Number(rows[0]?.bytes), server: rows[0]?.server ?? '' }
  })
  await using engine = await openEngine(url, source)
  const migrations = await migrationStatus(engine, source)
  const drift = migrations.pending.length > 0 ? '' : await findDrift(engine, source)
  return { migrations, drift, ...found }
}

async function countRows(client: Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; count: string }>(
    `SELECT c.relname AS name,
       (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I.%I', n.nspname, c.relname),
         false, true, '')))[1]::text AS count
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = 'public' AND c.relname <> '_prisma_migrations'
     ORDER BY 1`,
  )
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]))
}
