import { ManageError } from '../core/errors.ts'

/** Which instance and engine a command line named; undefined where it named none. */
export interface NamedPlace {
  readonly instance: string | undefined
  readonly engine: string | undefined
}

/** Groups of commands whose engine can be chosen. */
const onEngine = new Set(['dev', 'db', 'data', 'backup', 'admin'])

/** The error with its hint's commands as they have to be typed for the same instance on the same engine. */
export function inSamePlace(error: ManageError, place: NamedPlace): ManageError {
  if (error.hint === undefined) return error
  const hint = error.hint.replaceAll(
    /(pnpm manage (dev|db|data|backup|admin|prod|secrets):[\w-]+)((?: --?[\w-]+(?:=\S+)?| [\w:/.-]+)*)/g,
    (_, command: string, group: string, rest: string) => {
      const flags = [
        ...(place.engine !== undefined && onEngine.has(group) && !rest.includes('--engine')
          ? [`--engine ${place.engine}`]
          : []),
        ...(place.instance !== undefined && !rest.includes('--instance')
          ? [`--instance ${place.instance}`]
          : []),
      ]
      return `${[command, ...flags].join(' ')}${rest}`
    },
  )
  if (hint === error.hint) return error
  const { kind, message, details, cause } = error
  const same = new ManageError(kind, message, { hint, details, cause })
  if (error.stack !== undefined) same.stack = error.stack
  return same
}
