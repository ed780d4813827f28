import { isAbsolute } from 'node:path'
import { callersPath } from '../core/callers-path.ts'
import type { Context } from '../core/context.ts'
import type { KeeperTask } from './engine.ts'

/** The flag by which a command reads copies elsewhere instead of the instance's own backups. */
export const fromFlag = {
  from: {
    type: 'string',
    placeholder: 'place',
    summary: 'copies elsewhere: offsite (BACKUP_OFFSITE), a folder, or s3:https://host/bucket/prefix',
  },
} as const

/** What a task needs to read the place that `--from` names: a word more, and where it is a folder, that folder. */
export function fromPlace(
  context: Pick<Context, 'env' | 'root'>,
  from: string | undefined,
): { words: readonly string[] } & Pick<KeeperTask, 'mount'> {
  if (from === undefined) return { words: [] }
  if (from.startsWith('s3:')) return { words: [`--from=${from}`] }
  if (from === 'offsite') return { words: ['--from=offsite'], ...configuredPlace(context) }
  const mount = callersPath(context, from)
  return { words: [`--from=${mount}`], mount }
}

/** The folder that the environment of this command sets as the place for copies; in production the container has it. */
export function configuredPlace({ env }: Pick<Context, 'env'>): Pick<KeeperTask, 'mount'> {
  const { BACKUP_OFFSITE } = env
  return BACKUP_OFFSITE !== undefined && isAbsolute(BACKUP_OFFSITE) ? { mount: BACKUP_OFFSITE } : {}
}
