import type { Context } from '../core/context.ts'
import type { Plan } from '../core/steps.ts'
import type { KeeperTask, PreparedMigration } from '../engines/engine.ts'
import { selectEngine } from '../engines/select.ts'

/** Runs the keeper's tasks on the data of a development instance, or of the site that runs by `prod:up`. */
export async function keepWhere(
  context: Context,
  production: boolean,
  tasks: readonly (KeeperTask | PreparedMigration)[],
): Promise<Plan<readonly Record<string, unknown>[]>> {
  if (!production) return (await selectEngine(context)).engine.keep(tasks)
  // Loaded only then: development on Docker works in a checkout that has no dependencies installed.
  const { keepProduction } = await import('./keep-production.ts')
  return keepProduction(context, tasks)
}
