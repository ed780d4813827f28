import type { Client } from 'pg'
import { type CopyRule, copyRules, leftOut } from './copy-rules.ts'

/** Tables of the schema's own bookkeeping: a copy has those of its own migrations. */
const bookkeeping = ['_prisma_migrations']

/** What the receiving end says when everything is there: without it, nothing is. */
export const copiedWord = 'parlance-copied'

/**
 * A script for `psql` at this database whose output is one for `psql` at another: in one snapshot, every table by its rule, to
 * be taken over in one transaction which ends with {@link copiedWord}. Nothing else is written in either.
 *
 * @throws Error naming each table and column that no rule is for
 */
export async function copyScript(client: Client): Promise<string> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `
    SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname <> ALL ($1) GROUP BY 1 ORDER BY 1`,
    [bookkeeping],
  )
  const unruled = rows.flatMap(({ table, columns }) => faultsOf(table, columns))
  if (unruled.length > 0) {
    throw new Error(`no rule says what a copy may have of ${unruled.join(', ')}: see copy-rules.ts`)
  }
  const copies = rows.flatMap(({ table, columns }) => {
    const parts = copyOf(copyRules[table] ?? 'empty', columns)
    if (!parts) return []
    const into = parts.map(({ name }) => quoted(name)).join(', ')
    const from = parts.map(({ value }) => value).join(', ')
    return [
      say(`COPY ${quoted(table)} (${into}) FROM stdin;`),
      `COPY (SELECT ${from} FROM ${quoted(table)}${condition(copyRules[table] ?? 'empty')}) TO STDOUT;`,
      say('\\.'),
    ]
  })
  return [
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;',
    say('BEGIN;'),
    // Keys are whole in the snapshot, and what triggers would count is copied.
    say('SET LOCAL session_replication_role = replica;'),
    say(`TRUNCATE ${rows.map(({ table }) => quoted(table)).join(', ')};`),
    ...copies,
    say('COMMIT;'),
    say('ANALYZE;'),
    say(`\\echo ${copiedWord}`),
    'COMMIT;',
    '',
  ].join('\n')
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
/** A line for the receiving end. */
const say = (text: string) => `\\echo '${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

function faultsOf(table: string, columns: readonly string[]): string[] {
  const rule = copyRules[table]
  if (rule === undefined) return [quoted(table)]
  if (rule === 'empty' || 'keep' in rule) return []
  const named = [...Object.keys(rule.columns), ...(leftOut[table] ?? [])]
  return columns.filter((name) => !named.includes(name)).map((name) => `${quoted(table)}.${quoted(name)}`)
}

/** The columns that are copied, and what of each; undefined: nothing is. */
function copyOf(rule: CopyRule, columns: readonly string[]): { name: string; value: string }[] | undefined {
  if (rule === 'empty') return undefined
  if ('keep' in rule) return columns.map((name) => ({ name, value: rule.replaced?.[name] ?? quoted(name) }))
  return Object.entries(rule.columns).map(([name, value]) => ({ name, value }))
}

function condition(rule: CopyRule): string {
  if (rule === 'empty') return ''
  const rows = 'keep' in rule ? rule.keep : rule.rows
  return rows === 'all' ? '' : ` ${rows.replace(/^where/, 'WHERE')}`
}
