import type { Flags } from '../core/command.ts'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { Plan } from '../core/steps.ts'
import { databaseStep } from './database-step.ts'
import { openRunning } from './running-production.ts'

/** Says that a command is for the site that runs by `prod:up`, and not for a development instance. */
export const productionFlag = {
  production: { type: 'boolean', summary: 'of the site that runs by prod:up' },
} as const satisfies Flags

/** Runs the backend's database program on the site that runs; gives its document. @throws ManageError (failed) where none runs */
export async function productionDatabase(
  context: Context,
  summary: string,
  action: Parameters<typeof databaseStep>[2],
): Promise<Plan<Record<string, unknown>>> {
  const { project, running } = await openRunning(context)
  if (!running) throw new ManageError('failed', 'nothing runs', { hint: 'Start it: pnpm manage prod:up' })
  let document: Record<string, unknown> = {}
  const read = (said: Record<string, unknown>) => {
    document = said
  }
  return { steps: [databaseStep(project, summary, action, read)], result: () => document }
}
