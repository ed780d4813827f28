import { Client, escapeIdentifier } from 'pg'
import { databaseName, withDatabase } from './address.ts'

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

/** The same on the maintenance database of the server, from which databases are made and dropped. */
export function withServer<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  return withConnection(withDatabase(url, 'postgres'), work)
}

/** Makes the database where it is missing. @returns whether it was made */
export async function ensureDatabase(url: string): Promise<boolean> {
  const name = databaseName(url)
  const missing = await withConnection(url, async () => false).catch((error) => {
    if ((error.cause as { code?: string }).code === '3D000') return true
    throw error
  })
  if (missing) await withServer(url, (client) => client.query(`CREATE DATABASE ${escapeIdentifier(name)}`))
  return missing
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
