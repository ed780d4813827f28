import type { Client } from 'pg'
import { indexesSql, partsSql, unsupportedSql } from './schema-queries.ts'

/** A database's schema as statements: what comes before the rows, and what after them. */
export interface Schema {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/**
 * Reads the schema from the server's own catalogue, in an order in which it can be made again. Comments, owners and
 * rights are not part of it: a site has one user.
 *
 * @throws Error naming what a portable archive cannot hold, rather than leave it out in silence
 */
export async function readSchema(client: Client): Promise<Schema> {
  const { rows: others } = await client.query<{ what: string }>(unsupportedSql)
  if (others.length > 0) {
    throw new Error(`the portable format cannot hold ${others.map(({ what }) => what).join(', ')}`)
  }
  const statements = async (sql: string) =>
    (await client.query<{ statement: string }>(sql)).rows.map(({ statement }) => statement)
  return { before: await statements(partsSql), after: await statements(indexesSql) }
}
