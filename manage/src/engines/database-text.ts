import type { Style } from '../core/output.ts'
import { formatTable } from '../core/table.ts'

interface Migrations {
  applied?: readonly string[]
  pending?: readonly string[]
  failed?: readonly string[]
}

interface Check {
  name: string
  ok: boolean
  detail: string
}

export const failedMigrations = (migrations: unknown): boolean =>
  ((migrations as Migrations | undefined)?.failed ?? []).length > 0

/** What `database-main.ts status|check` says, as lines: migrations by state, drift, rows of each table. */
export function databaseText(document: Record<string, unknown>, style: Style): string {
  const { migrations, drift, tables, checks, ok, ...rest } = document
  const lines: string[] = []
  if (migrations) {
    const { applied = [], pending = [], failed = [] } = migrations as Migrations
    lines.push(`migrations: ${applied.length} applied, ${pending.length} pending, ${failed.length} failed`)
    for (const name of pending) lines.push(`  ${style.yellow('pending')} ${name}`)
    for (const name of failed) lines.push(`  ${style.red('failed')} ${name}`)
  }
  if (drift !== undefined) {
    lines.push(
      drift
        ? style.red('drift: the database differs from its migrations; this would mend it:')
        : 'drift: none',
    )
    if (typeof drift === 'string' && drift !== '') lines.push(drift.replace(/^/gm, '  '))
  }
  if (Array.isArray(checks)) {
    for (const { name, ok: holds, detail } of checks as Check[]) {
      lines.push(holds ? `${style.green('✓')} ${name}` : `${style.red('✗')} ${name}: ${detail}`)
    }
  }
  if (ok !== undefined && checks) lines.push(ok ? 'the data is sound' : style.red('the data is not sound'))
  if (tables && typeof tables === 'object') {
    lines.push(
      formatTable(Object.entries(tables).map(([name, rows]) => [`  ${name}`, `${String(rows)} rows`])),
    )
  }
  for (const [name, value] of Object.entries(rest)) {
    lines.push(`${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
  }
  return lines.join('\n')
}

/** What was seeded; the administrator's password only when it was just made. */
export function seedText(document: Record<string, unknown>, style: Style): string {
  const { tools, categories, rooms, database, ms, adminEmail, adminPassword } = document
  const counts = Object.entries({ tools, categories, rooms })
    .filter(([, count]) => count !== undefined)
    .map(([name, count]) => `${String(count)} ${name}`)
  return [
    counts.length > 0
      ? `seeded: ${counts.join(', ')}`
      : `the database ${String(database)} is as new, after ${String(ms)} ms`,
    adminPassword
      ? `administrator: ${String(adminEmail)}  password: ${style.bold(String(adminPassword))}  (shown this once)`
      : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}
