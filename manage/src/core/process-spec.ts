import type { Writable } from 'node:stream'

/** One process to start, as a value: built by pure functions, printed by `--dry-run`, started by a Runner. */
export interface ProcessSpec {
  file: string
  args: readonly string[]
  /** Added to the environment of `manage`. Secrets travel here, never in `args`. */
  env?: Readonly<Record<string, string>>
  /** Absolute path; the root of the checkout without it. */
  cwd?: string
}

export interface RunOptions {
  /** Milliseconds; the process is killed and the error says so. */
  timeoutMs?: number
  /** Written to stdin, which is empty without it. */
  input?: string | Buffer
  /** Called with every line as it comes, for progress. */
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void
  /**
   * Gets every line of both streams, without its end, no faster than it takes them; nothing is collected then. It is not ended
   * here, and may hold its last lines still when the process has ended. Destroying it ends the process.
   */
  linesTo?: Writable
  /** Ends the process when it is aborted, as an interruption does. */
  signal?: AbortSignal
  /** Runs although the command was interrupted: it cleans up. */
  uninterrupted?: boolean
  /** Exit codes that are answers and not failures. */
  allow?: readonly number[] | 'any'
}

export interface Completed {
  code: number
  stdout: string
  stderr: string
}

/** The one place (beside the embedded supervisor) that starts processes. */
export interface Runner {
  /** Runs to the end and gives what it printed. @throws ManageError on another exit code, a missing file, a timeout. */
  run(spec: ProcessSpec, options?: RunOptions): Promise<Completed>
  /** Runs with this terminal's own input and output, as a shell prompt needs; gives the exit code. */
  attach(spec: ProcessSpec): Promise<number>
}
