// A plain SQL prompt for machines without psql: statements end with a semicolon, results are tables.
import { createInterface } from 'node:readline/promises'
import pg from 'pg'
import { formatTable } from '../../core/table.ts'

const tablesQuery = `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`

const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
client.on('notice', (notice) => print(`NOTICE: ${notice.message}`))
await client.connect()
const interactive = process.stdin.isTTY === true
const prompt = createInterface({
  input: process.stdin,
  output: process.stdout,
  terminal: interactive,
  prompt: 'parlance=> ',
})
if (interactive) {
  print('SQL, ended by a semicolon; \\dt lists tables, \\q leaves.')
  prompt.prompt()
}
let statement = ''
for await (const line of prompt) {
  if (line.trim() === '\\q') break
  statement += line.trim() === '\\dt' ? `${tablesQuery};` : `${line}\n`
  if (statement.trim().endsWith(';')) {
    await execute(statement)
    statement = ''
    if (!interactive && process.exitCode === 1) break
  }
  if (interactive) prompt.prompt()
}
if (!interactive && statement.trim() !== '' && process.exitCode !== 1) await execute(statement)
await client.end()

async function execute(text: string): Promise<void> {
  try {
    const results = await client.query({ text, rowMode: 'array' })
    for (const result of Array.isArray(results) ? results : [results]) {
      if (result.fields.length > 0) {
        const head = result.fields.map((field: pg.FieldDef) => field.name)
        print(formatTable([head, ...(result.rows as unknown[][]).map((row) => row.map(cell))]))
      }
      print(`${result.command} ${result.rowCount ?? ''}`.trim())
    }
  } catch (error) {
    print(error instanceof Error ? `ERROR: ${error.message}` : String(error))
    if (!interactive) process.exitCode = 1
  }
}

function cell(value: unknown): string {
  if (value === null) return '∅'
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
