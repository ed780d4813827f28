import { interruptedError, ManageError } from '../core/errors.ts'
import type { RunOptions } from '../core/process-spec.ts'

const unknownState =
  'the reset was cut off and said nothing: it has not begun, or goes on to its end by itself. Look: pnpm manage db:status; db:reset again makes it new.'

/** Hears what a database program says when it is interrupted, so that a person learns in what state the data is. */
export function listenForState(action: string): {
  onLine: NonNullable<RunOptions['onLine']>
  /** The error of an interruption, with that state. */
  explain(error: unknown): unknown
} {
  let said = unknownState
  return {
    onLine(line) {
      const [, words] = /^database: (interrupted .*)$/.exec(line) ?? []
      if (words !== undefined) said = words
    },
    explain: (error) =>
      action === 'reset' && error instanceof ManageError && error.kind === 'interrupted'
        ? interruptedError({ hint: said })
        : error,
  }
}
