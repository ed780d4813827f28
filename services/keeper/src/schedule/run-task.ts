import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { keeperProgram } from '../child-entry.ts'

const run = promisify(execFile)

/** A large site takes its time; what hangs is ended. */
const taskTimeoutMs = 6 * 3_600_000

/** What a task of the keeper's program answered; `ok: false` is an answer: a backup that is not verified. */
export type TaskAnswer = Readonly<Record<string, unknown>> & { readonly ok: boolean }

/**
 * Runs a task of the keeper's program in a process of its own, so that it can be ended, and takes nobody along if it dies.
 *
 * @throws Error with the sentence that the program said
 */
export async function runTask(words: readonly string[], signal?: AbortSignal): Promise<TaskAnswer> {
  const options = { timeout: taskTimeoutMs, maxBuffer: 32e6, ...(signal ? { signal } : {}) }
  try {
    const { stdout } = await run(process.execPath, [keeperProgram(), ...words], options)
    return JSON.parse(stdout) as TaskAnswer
  } catch (error) {
    const { stdout = '', stderr = '', killed, code } = error as Error & Partial<Failed>
    if (code === 1 && stdout.trim() !== '') return JSON.parse(stdout) as TaskAnswer
    const said = stderr
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^keeper: /, '')
    const ended = killed ? `ended after ${taskTimeoutMs / 3_600_000} hours` : `ended with ${String(code)}`
    throw new Error(said || `${words[0]} ${ended} without a word`, { cause: error })
  }
}

interface Failed {
  readonly stdout: string
  readonly stderr: string
  readonly killed: boolean
  readonly code: number | string
}
