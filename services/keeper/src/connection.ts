import { Client } from 'pg'

/** The same server and user, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(name)}`
  return changed.href
}

/** The database of an address. */
export const databaseName = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1))

// Values as text must read the same on every server: digests are made of them. Names are written with their schema.
const settings = [
  "SET search_path = ''",
  "SET datestyle = 'ISO'",
  "SET intervalstyle = 'postgres'",
  "SET timezone = 'UTC'",
  'SET extra_float_digits = 1',
  "SET bytea_output = 'hex'",
  "SET client_encoding = 'UTF8'",
  'SET statement_timeout = 0',
  'SET idle_in_transaction_session_timeout = 0',
  // A connection is one core's work: what the keeper does beside a site that serves may not take all of them.
  'SET max_parallel_workers_per_gather = 0',
  // A keeper that was killed leaves no index half-way that is built to its end. Windows has nothing to ask its sockets with.
  `SELECT set_config('client_connection_check_interval', '5s', false) WHERE version() !~* 'windows|mingw|visual'`,
].join('; ')

/** Runs work on one connection, and ends it. @throws Error that names the host and no secret */
export async function withConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    const why = error instanceof Error && error.message !== '' ? error.message : 'no answer'
    throw new Error(`PostgreSQL at ${new URL(url).host} cannot be used: ${why}`, { cause: error })
  }
  try {
    await client.query(settings)
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A second connection that helps; where the server has none left it goes without. */
export async function withHelp<T>(url: string, work: (others: readonly Client[]) => Promise<T>): Promise<T> {
  let got = false
  try {
    return await withConnection(url, (client) => {
      got = true
      return work([client])
    })
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string }
    if (got || code !== '53300') throw error
  }
  return work([])
}

/** The same on the maintenance database, from which databases are made, renamed and dropped. */
export const withServer = <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> =>
  withConnection(withDatabase(url, 'postgres'), work)

/** Any number that nothing else on the server uses. */
const keeperLock = 7_311_004

/**
 * Runs work while no other keeper works on the same database: the lock goes with its connection, whatever becomes of
 * this process, so whoever holds it may remove what others left.
 *
 * @throws Error where somebody else is at work
 */
export async function withKeeperLock<T>(url: string, work: (server: Client) => Promise<T>): Promise<T> {
  return withServer(url, async (server) => {
    const { rows } = await server.query<{ got: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS got',
      [keeperLock, databaseName(url)],
    )
    if (!rows[0]?.got) {
      throw new Error('another backup, verification or restore of this database is at work: wait for its end')
    }
    return work(server)
  })
}
