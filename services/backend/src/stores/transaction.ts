import type { Pool, PoolClient } from 'pg'

/** Runs work in one transaction: all of it holds, or nothing does. */
export async function withTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((fault) => {
      broken = fault
    })
    throw error
  } finally {
    // A connection that cannot even roll back is not used again.
    client.release(broken)
  }
}
