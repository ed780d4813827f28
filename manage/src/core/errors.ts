/** The exit codes of `manage`, the contract that scripts rely on. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  missing: 3,
  unhealthy: 4,
  timedOut: 5,
  interrupted: 130,
} as const

export type ExitKind = Exclude<keyof typeof exitCodes, 'done'>

interface Explanation {
  /** What the person can do about it, as one imperative sentence or several lines. */
  hint?: string
  /** Facts for `--json` readers; also printed when they are lines of text. */
  details?: Record<string, unknown>
  cause?: unknown
}

/** An error with a known way out: its kind decides the exit code, its hint says what to do. Printed by main alone. */
export class ManageError extends Error {
  readonly kind: ExitKind
  readonly hint: string | undefined
  readonly details: Record<string, unknown>

  constructor(kind: ExitKind, message: string, { hint, details = {}, cause }: Explanation = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'ManageError'
    this.kind = kind
    this.hint = hint
    this.details = details
  }

  get exitCode(): number {
    return exitCodes[this.kind]
  }
}

/** The command line itself is wrong. */
export const usageError = (message: string, hint?: string) =>
  new ManageError('usage', message, hint === undefined ? {} : { hint })

/** Something the machine must have is not there: Docker, a port, a tool. */
export const missingError = (message: string, more: Explanation = {}) =>
  new ManageError('missing', message, more)

/** A person pressed Ctrl-C or the process was asked to end. */
export const interruptedError = (more: Explanation = {}) =>
  new ManageError('interrupted', 'interrupted', more)

/** Any thrown value as an Error with a known exit code. */
export function toManageError(thrown: unknown): ManageError {
  if (thrown instanceof ManageError) return thrown
  if (thrown instanceof Error && thrown.name === 'AbortError') return interruptedError()
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  return new ManageError('failed', error.message, { cause: error })
}

/** What somebody says; undefined where the time was not enough. Every other fault is one. */
export async function inTime<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof ManageError && error.kind === 'timedOut') return undefined
    throw error
  }
}
