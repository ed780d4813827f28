import type { Sql } from '../stores/search-index.ts'
import { isContract } from './migration-kind.ts'
import { type MigrationStatus, migrationNames, prismaDir } from './migrations.ts'

/** The history of a database's migrations beside the files, read without the engine in milliseconds. */
interface History {
  readonly missing: readonly string[]
  readonly failed: readonly { readonly name: string; readonly why: string }[]
  readonly unknown: readonly string[]
  readonly files: number
}

async function readHistory(sql: Sql, dir: string): Promise<History> {
  const names = await migrationNames(`${dir}migrations`)
  const { rows } = await sql
    .query(
      `SELECT migration_name AS name, finished_at IS NOT NULL AS finished, coalesce(logs, '') AS logs
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
    )
    .catch((error) => {
      if ((error as { code?: string }).code === '42P01') return { rows: [] }
      throw error
    })
  const history = rows as { name: string; finished: boolean; logs: string }[]
  const applied = new Set(history.filter(({ finished }) => finished).map(({ name }) => name))
  return {
    missing: names.filter((name) => !applied.has(name)),
    failed: history
      .filter(({ name, finished }) => !finished && !applied.has(name))
      .map(({ name, logs }) => ({ name, why: logs.split('\n', 1)[0]?.slice(0, 300) ?? '' })),
    unknown: [...applied].filter((name) => !names.includes(name)),
    files: names.length,
  }
}

/**
 * Makes sure that a program may work on a database: it has every migration but such as take something away, which may
 * wait for the release after; and none of that kind that the program does not know.
 *
 * @throws Error naming what to do where not.
 */
export async function assertMigrated(sql: Sql, dir = prismaDir): Promise<void> {
  const { missing: pending, files } = await assertKnown(sql, dir)
  const missing = pending.filter((name) => !isContract(name))
  if (missing.length === 0) return
  throw new Error(`The database lacks ${missing.length} of ${files} migrations: run db:migrate first.`)
}

/**
 * Makes sure that migrations can be applied.
 *
 * @returns the names of those that are not applied yet, in order.
 * @throws Error naming what to do where not.
 */
export async function assertMigratable(sql: Sql, dir = prismaDir): Promise<readonly string[]> {
  return (await assertKnown(sql, dir)).missing
}

async function assertKnown(sql: Sql, dir: string): Promise<History> {
  const history = await readHistory(sql, dir)
  const [failed] = history.failed
  if (failed) {
    throw new Error(
      `The migration ${failed.name} failed${failed.why ? ` (${failed.why})` : ''}: see to its cause, then run db:migrate --resolve.`,
    )
  }
  const unknown = history.unknown.find(isContract)
  if (unknown) {
    throw new Error(
      `The database was migrated by a newer version: ${unknown} took away what this one uses. ` +
        'Run that version, or restore a backup from before it.',
    )
  }
  return history
}

/** What is wrong with a database's migrations, in a sentence; undefined where they are whole, or only pending. */
export function migrationProblem({ failed, unknown }: MigrationStatus): string | undefined {
  if (failed.length > 0) {
    return `The migration ${failed[0]} failed: see to its cause, then run db:migrate --resolve.`
  }
  const foreign = unknown.find(isContract)
  if (foreign) {
    return `The database has ${foreign}, by which a newer version took away what this one uses.`
  }
  return undefined
}
