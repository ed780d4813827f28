import { setTimeout as sleep } from 'node:timers/promises'
import { Client, escapeIdentifier } from 'pg'
import { databaseName, withDatabase } from './database-address.ts'

/** Runs work on one connection, and ends it. @throws Error in plain words where the server does not answer */
export async function withConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new Error(connectionFault(url, error), { cause: error })
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** PostgreSQL's code for a server that is being started. */
const startingUp = '57P03'
/** A code of PostgreSQL's own; errors of the network have longer ones, or none. */
const serverCode = /^[0-9A-Z]{5}$/
/** Milliseconds between two attempts. */
const startingPauseMs = 200

/**
 * Waits until a server that is being started answers. What such a server says and does not pass by itself, as a wrong
 * password does not, is not waited for.
 *
 * @param patienceMs after which it is given up.
 * @throws Error in plain words.
 */
export async function waitForServer(url: string, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    const error = await withServer(url, async () => undefined).catch((thrown: Error) => thrown)
    if (error === undefined) return
    const { code = '' } = error.cause as { code?: string }
    const passes = code === startingUp || !serverCode.test(code)
    if (!passes || performance.now() > deadline) throw error
    await sleep(startingPauseMs)
  }
}

/** So long a server that is there may be too busy to let somebody in, in milliseconds. */
const busyPatienceMs = 60_000

/**
 * Connects to a server that may be starting or have no time, as on a machine where everything starts at once: that passes. What does
 * not, such as a wrong password or nobody at the address, is thrown at once.
 *
 * @param onWait called with each fault that is waited out
 */
export async function connectPatiently(
  connect: () => Promise<void>,
  onWait: (error: unknown) => void,
): Promise<void> {
  const deadline = performance.now() + busyPatienceMs
  for (;;) {
    try {
      return await connect()
    } catch (error) {
      const { code, message = '' } = error as { code?: string; message?: string }
      const passes = code === startingUp || (code === undefined && /timeout/i.test(message))
      if (!passes || performance.now() > deadline) throw error
      onWait(error)
      await sleep(startingPauseMs)
    }
  }
}

/** The same on the maintenance database of the server, from which databases are made and dropped. */
export function withServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  return withConnection(withDatabase(url, 'postgres'), work)
}

/** Advisory lock of whoever makes or changes the tables of a database; any number that nothing else uses. */
const databaseLock = 7_261_993
/** How long somebody waits for another's migrations. */
const lockPatience = '10min'

/** Runs work while nobody else changes the tables of the database; several who start at once go one after the other. */
export async function withDatabaseLock<T>(url: string, work: () => Promise<T>): Promise<T> {
  return withConnection(url, async (client) => {
    await client.query(`SET lock_timeout = '${lockPatience}'`)
    // It goes with the connection, whatever becomes of this process.
    await client.query('SELECT pg_advisory_lock($1)', [databaseLock])
    return work()
  })
}

/**
 * Makes the database where it is missing.
 * @returns whether it was made
 * @throws Error that says how to make it anew, where its encoding cannot hold every language.
 */
export async function ensureDatabase(url: string): Promise<boolean> {
  const name = databaseName(url)
  const encoding = await withConnection(url, encodingOf).catch((error) => {
    if ((error.cause as { code?: string }).code === '3D000') return undefined
    throw error
  })
  if (encoding === undefined) {
    return withServer(url, async (client) => {
      await client.query('SELECT pg_advisory_lock($1)', [databaseLock])
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
      if (rowCount === 0) await createDatabase(client, name)
      return rowCount === 0
    })
  }
  if (encoding === 'UTF8') return false
  throw new Error(
    `the database ${name} is encoded in ${encoding}, and Parlance needs UTF8. Make it anew: ` +
      `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`,
  )
}

async function encodingOf(client: Client): Promise<string | undefined> {
  const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding')
  return rows[0]?.server_encoding
}

/** Makes an empty database that holds every language, also on a server whose default encoding does not. */
export async function createDatabase(server: Client, name: string): Promise<void> {
  await server.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`)
}

/** Why a server cannot be used, in a sentence that names neither user nor password. */
export function connectionFault(url: string, error: unknown): string {
  const { host } = new URL(url)
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'ECONNREFUSED')
    return `PostgreSQL at ${host} does not answer: start it, or correct DATABASE_URL`
  if (code === '28P01' || code === '28000')
    return `PostgreSQL at ${host} refuses the user or password of DATABASE_URL`
  if (code === '3D000') return `The database ${databaseName(url)} does not exist: run db:migrate`
  return `PostgreSQL at ${host} cannot be used: ${message || code || 'unknown error'}`
}
