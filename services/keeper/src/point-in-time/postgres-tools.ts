import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'

const run = promisify(execFile)

/** A base backup of a large site takes its time; what hangs is ended. */
const toolTimeoutMs = 6 * 3_600_000

/** Programs of PostgreSQL, in a folder of their own. */
export interface PostgresTools {
  readonly folder: string
  /** Of the server that they are told of; in their environment, as arguments can be read by every process. */
  readonly env: Readonly<Record<string, string>>
}

type Tool = 'pg_basebackup' | 'pg_combinebackup' | 'pg_verifybackup' | 'pg_receivewal' | 'postgres'

/** The tools in a folder, for the server of an address. @throws Error where they are not there, or of another version */
export async function postgresTools(folder: string, url: string): Promise<PostgresTools> {
  const file = join(folder, 'pg_combinebackup')
  await access(file).catch(() => {
    throw new Error(
      `PostgreSQL 17's own tools are not in ${folder}: without them there is no point in time, and POSTGRES_TOOLS names another folder`,
    )
  })
  // Password and the rest come from the address or from PGPASSWORD, as node-postgres reads them for every connection.
  const { host, port, user, password } = new Client({ connectionString: url })
  return {
    folder,
    env: {
      PATH: '/usr/bin:/bin',
      LC_ALL: 'C',
      PGHOST: host,
      PGPORT: String(port),
      PGCONNECT_TIMEOUT: '10',
      ...(user === undefined ? {} : { PGUSER: user }),
      ...(typeof password === 'string' ? { PGPASSWORD: password } : {}),
    },
  }
}

/** Runs a tool to its end. @throws Error with what it said was wrong */
export async function runPostgresTool(
  { folder, env }: PostgresTools,
  tool: Tool,
  args: readonly string[],
): Promise<void> {
  try {
    await run(join(folder, tool), args, { env, timeout: toolTimeoutMs, maxBuffer: 32e6 })
  } catch (error) {
    const {
      stderr = '',
      killed,
      code,
    } = error as Error & Partial<{ stderr: string; killed: boolean; code: number }>
    const ended = killed ? `was ended after ${toolTimeoutMs / 3_600_000} hours` : `ended with ${String(code)}`
    throw new Error(lastLine(stderr) || `${tool} ${ended} without a word`, { cause: error })
  }
}

/** Starts a tool that goes on. @returns it, and what it has said lately */
export function startPostgresTool(
  { folder, env }: PostgresTools,
  tool: Tool,
  args: readonly string[],
): { child: ChildProcess; said: () => string } {
  const child = spawn(join(folder, tool), args, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (words: string) => {
    said = (said + words).slice(-mostSaid)
  })
  return { child, said: () => said }
}

const mostSaid = 16_384

/** What a tool said was wrong, in its last line about that; after it some say what they clear up. */
export function lastLine(said: string): string {
  const lines = said.trim().split('\n')
  return lines.findLast((line) => /\b(error|fatal):/i.test(line)) ?? lines.at(-1) ?? ''
}
