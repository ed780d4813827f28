import { escapeIdentifier, type PoolClient } from 'pg'
import { type Row, type TrackedTable, typeOf } from './change-log.ts'

/** Foreign keys to a table: the columns of each, and those of the table that they name. */
const references = `
  SELECT c.conrelid::regclass::text AS "from",
    (SELECT json_agg(a.attname ORDER BY k.place) FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number) AS columns,
    (SELECT json_agg(a.attname ORDER BY k.place) FROM unnest(c.confkey) WITH ORDINALITY AS k(number, place)
       JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number) AS names
  FROM pg_constraint c WHERE c.contype = 'f' AND c.confrelid = $1::regclass`

/** Whether other rows name this one: they would go with it, or lose it, and nothing would remember that they did. */
export async function isUsed(client: PoolClient, table: TrackedTable, row: Row): Promise<boolean> {
  const { rows } = await client.query<{ from: string; columns: string[]; names: string[] }>(references, [
    escapeIdentifier(table),
  ])
  for (const { from, columns, names } of rows) {
    const where = columns.map(
      (column, index) => `${escapeIdentifier(column)} = $${index + 1}::${typeOf(names[index] ?? '')}`,
    )
    const { rowCount } = await client.query(
      `SELECT FROM ${from} WHERE ${where.join(' AND ')} LIMIT 1`,
      names.map((name) => row[name]),
    )
    if (rowCount) return true
  }
  return false
}
