import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ManageError } from '../../core/errors.ts'
import type { Completed, ProcessSpec, Runner } from '../../core/process-spec.ts'
import type { Step } from '../../core/steps.ts'
import { progressOf } from '../database-progress.ts'
import type { DatabaseAction, DatabaseRequest } from '../engine.ts'
import { listenForState } from '../interrupted-database.ts'
import { postgresUrl } from './postgres-server.ts'
import type { DatabasePlan, PostgresPlan } from './stack-types.ts'

/** What the program is asked for: beside the actions of people, what makes ready databases. */
export type DatabaseVerb = DatabaseAction | 'prepare-template'

/** The backend's own database program: only the backend knows the schema. */
export function databaseCommand(
  root: string,
  action: DatabaseVerb,
  url: string,
  args: readonly string[] = [],
): ProcessSpec {
  return {
    file: process.execPath,
    args: [join(root, 'services', 'backend', 'src', 'database-main.ts'), action, ...args, '--json'],
    cwd: join(root, 'services', 'backend'),
    env: {
      DATABASE_URL: url,
      NODE_ENV: 'development',
      LOG_LEVEL: 'warn',
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'backend'),
    },
  }
}

const actionTimeoutMs = 120_000
const longTimeoutMs = 12 * 3_600_000

/** Runs an action and gives its document, which may say `ok: false`. @throws ManageError (failed) with what the program said. */
export const runDatabase = async (runner: Runner, command: ProcessSpec): Promise<Record<string, unknown>> =>
  readDatabaseAnswer(await runner.run(command, databaseRun))

/** How the program is run: its exit code is judged with what it printed. */
const databaseRun = { timeoutMs: actionTimeoutMs, allow: 'any' } as const

/** The same as a step. @param read takes the document */
export function databaseStep(
  action: DatabaseVerb,
  process: ProcessSpec,
  read: (document: Record<string, unknown>) => void,
  { onProgress, args = [] }: DatabaseRequest = {},
): Step {
  const { onLine: hear, explain } = listenForState(action)
  const onLine: typeof hear = (line, stream) => {
    const progress = progressOf(line)
    if (progress) onProgress?.(progress)
    else hear(line, stream)
  }
  // What takes as long as there are lines has no time of its own.
  const timeoutMs = args.length > 0 ? longTimeoutMs : actionTimeoutMs
  return {
    summary: `${action} the database`,
    process,
    async act({ run }) {
      const answer = await run({ ...databaseRun, timeoutMs, onLine }).catch((error: unknown) => {
        throw explain(error)
      })
      read(readDatabaseAnswer(answer))
    },
  }
}

function readDatabaseAnswer({ stdout, stderr, code }: Completed): Record<string, unknown> {
  if (code !== 0 && stdout.trim() === '') {
    const said = stderr.trim().split('\n')
    const sentence = /^database: (.+)$/.exec(said.at(-1) ?? '')?.[1]
    // What it says is all there is to say, unless there are lines before it.
    const details = sentence && said.length === 1 ? {} : { exit: code, output: said.slice(-20) }
    throw new ManageError('failed', sentence ?? 'the database program failed', { details })
  }
  try {
    return JSON.parse(stdout) as Record<string, unknown>
  } catch (error) {
    throw new ManageError('failed', 'the database program did not answer with a JSON document', {
      cause: error,
      details: { output: stdout.trim().split('\n').slice(-20) },
    })
  }
}

/** Stands at a database until it is filled: filling it replaces it, and the note goes with the old one. */
const unfinished = 'parlance: not filled yet'
/** What PostgreSQL sets where a DROP DATABASE was cut short: such a database can only be dropped. */
const invalid = -2

/**
 * Makes the database of the plan where the server does not have it yet, or has one that a start or a reset which was cut
 * short left half made.
 *
 * @returns whether it has to be filled.
 */
export async function createDatabase(plan: PostgresPlan): Promise<boolean> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: postgresUrl(plan, 'postgres') })
  await client.connect()
  const name = client.escapeIdentifier(plan.database)
  try {
    const { rows } = await client.query<{ limit: number; note: string | null }>(
      `SELECT datconnlimit AS limit, shobj_description(oid, 'pg_database') AS note FROM pg_database WHERE datname = $1`,
      [plan.database],
    )
    const [found] = rows
    if (found && found.limit !== invalid) return found.note === unfinished
    if (found) await client.query(`DROP DATABASE ${name}`)
    await client.query(`CREATE DATABASE ${name}`)
    await client.query(`COMMENT ON DATABASE ${name} IS ${client.escapeLiteral(unfinished)}`)
    return true
  } finally {
    await client.end()
  }
}

/**
 * Whether a start can skip the database program: Prisma's own history names the files of the folder with their
 * checksums, and the backend's packages are those of the last migration. Anything unusual is a no.
 */
export async function isMigrated({ url, migrations, stamp }: DatabasePlan): Promise<boolean> {
  if (!existsSync(stamp.file) || readFileSync(stamp.file, 'utf8') !== stamp.value) return false
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; checksum: string; done: boolean }>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AND rolled_back_at IS NULL AS done
       FROM _prisma_migrations`,
    )
    const files = migrationChecksums(migrations)
    return (
      rows.length === files.size &&
      rows.every(({ name, checksum, done }) => done && files.get(name) === checksum)
    )
  } catch {
    return false
  } finally {
    await client.end()
  }
}

export const rememberMigrated = ({ stamp }: DatabasePlan) => writeFileSync(stamp.file, stamp.value)

/** Prisma's checksum of a migration is the SHA-256 of its file, in hexadecimal. */
function migrationChecksums(folder: string): Map<string, string> {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return new Map(
    names
      .map((name) => [name, join(folder, name, 'migration.sql')] as const)
      .filter(([, file]) => existsSync(file))
      .map(([name, file]) => [name, createHash('sha256').update(readFileSync(file)).digest('hex')]),
  )
}
