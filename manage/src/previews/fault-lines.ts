import { toManageError } from '../core/errors.ts'

/** The lines that are among the details of a failure: what was said last by whom it is about. */
export const linesOf = (thrown: unknown): string[] =>
  Object.values(toManageError(thrown).details).flatMap((value) =>
    Array.isArray(value)
      ? value.filter((line): line is string => typeof line === 'string')
      : typeof value === 'string'
        ? value.split('\n')
        : [],
  )
