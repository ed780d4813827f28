import type { Client, Pool } from 'pg'
import { withConnection } from '../../src/database/connection.ts'

/**
 * Rows that some work reads of tables, by the server's own count. Whole tables are read only where nothing else would do, so that small
 * ones are read as large ones are.
 */
export async function rowsRead(
  databaseUrl: string,
  tables: readonly string[],
  work: (connection: Pool) => Promise<unknown>,
): Promise<number> {
  return await withConnection(databaseUrl, async (client) => {
    await client.query('BEGIN')
    await client.query('SET LOCAL enable_seqscan = off')
    await work(asPool(client))
    const { rows } = await client.query<{ read: number }>(
      `SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read
       FROM pg_stat_xact_user_tables WHERE relname = ANY($1)`,
      [tables],
    )
    await client.query('COMMIT')
    return rows[0]?.read ?? 0
  })
}

/** A connection as what reads by one: stores ask nothing else of a pool. */
export const asPool = (client: Client): Pool => client as unknown as Pool
