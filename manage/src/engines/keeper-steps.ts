import { ManageError } from '../core/errors.ts'
import type { Completed, ProcessSpec } from '../core/process-spec.ts'
import type { Step } from '../core/steps.ts'
import type { KeeperTask, PreparedMigration } from './engine.ts'

/** What the keeper calls the database that it prepares beside the one that serves. */
export const preparedDatabase = (database: string) => `${database}_restored`

/** A place where the keeper's program runs. */
export interface KeeperPlace {
  /** How it is started there with these words. @param mount a folder of this machine that it needs */
  command(words: readonly string[], mount?: string): ProcessSpec
  /** Applies what the prepared database lacks. @param read takes the program's document */
  migrate(read: (document: Record<string, unknown>) => void): Step
}

/** A large site takes its time; a keeper that hangs is ended. */
const taskTimeoutMs = 6 * 3_600_000

/** A step for each task; `documents` fills with what they say while they are carried out. */
export function keeperSteps(
  place: KeeperPlace,
  tasks: readonly (KeeperTask | PreparedMigration)[],
): { steps: Step[]; documents: Record<string, unknown>[] } {
  const documents: Record<string, unknown>[] = []
  const read = (document: Record<string, unknown>) => void documents.push(document)
  const steps = tasks.map((task): Step => {
    if ('migratePrepared' in task) {
      return { ...place.migrate(read), summary: 'migrate what was restored, if it is older' }
    }
    return {
      summary: task.summary,
      process: place.command(task.words, task.mount),
      act: async ({ run }) => read(readAnswer(await run({ timeoutMs: taskTimeoutMs, allow: 'any' }), task)),
    }
  })
  return { steps, documents }
}

function readAnswer({ code, stdout, stderr }: Completed, task: KeeperTask): Record<string, unknown> {
  const said = stdout.trim()
  if (said !== '' && (code === 0 || task.answers)) return JSON.parse(said) as Record<string, unknown>
  const lines = stderr.trim().split('\n')
  // Compose has its own words beside those of the program.
  const own = lines.findLast((line) => line.startsWith('keeper: ')) ?? lines.at(-1) ?? ''
  throw new ManageError('failed', own.replace(/^keeper: /, '') || 'the keeper ended without a word', {
    details: { task: task.words.join(' '), exit: code },
  })
}
