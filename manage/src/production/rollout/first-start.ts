import { toManageError } from '../../core/errors.ts'
import type { Step } from '../../core/steps.ts'
import { runDocker } from '../../docker/daemon.ts'
import { containerExec } from '../../docker/object-commands.ts'
import { untilReady } from '../../docker/until-ready.ts'
import { type PartChange, unnoticed } from './changes.ts'
import { containerFailure } from './new-container.ts'
import type { RolloutRequest } from './rollout-request.ts'
import { healthStep, type RolloutParts } from './rollout-steps.ts'
import { makeParts } from './start-parts.ts'

/** What a first page stands on, besides the backend. */
const beforeBackend: ReadonlySet<string> = new Set(['edge', 'frontend', 'postgres', 'redis'])

type FirstData = Pick<RolloutRequest, 'data' | 'migrations' | 'seeds' | 'migratedBefore'>

/**
 * A first start for which nobody waits but who asked for it: everything is made at once and started at once, and asked for its health by us.
 * Compose starts one after the other, each when Docker has asked the one before it, and it asks every few seconds. The
 * backend alone comes later, when its database is what it is to be; where that was so before (`migratedBefore`), its migrations are looked at meanwhile.
 *
 * @param started every part, none of which runs; what is there of one and has not changed is started again
 */
export function firstStartSteps(
  parts: RolloutParts,
  started: readonly PartChange[],
  { data = [], migrations, seeds, migratedBefore = false }: FirstData,
): (Step | readonly Step[])[] {
  const { context, project, timed } = parts
  const { make, start, nameOf } = makeParts(parts, started)
  const backend = started.filter(({ part }) => part === 'backend')
  const first = started.filter(({ part }) => beforeBackend.has(part))
  // What a first page does not need is started behind what it does: on a busy machine it would take the processor from it.
  const rest = started.filter((change) => !backend.includes(change) && !first.includes(change))
  const database = started.find(({ part }) => part === 'postgres')
  const ready: Step[] = database
    ? [
        timed('database', {
          summary: 'wait until PostgreSQL takes connections',
          process: containerExec(nameOf(database), untilReady),
          act: () =>
            runDocker(context.runner, containerExec(nameOf(database), untilReady), {
              timeoutMs: parts.waitSeconds * 1_000,
            }).catch(async (error: unknown) => {
              if (toManageError(error).kind !== 'failed') throw error
              const awaited = { service: 'postgres', name: nameOf(database), alone: true }
              throw await containerFailure(
                context,
                project,
                awaited,
                'failed',
                'postgres ended before it was healthy',
              )
            }),
        }),
      ]
    : []
  const migrate = migrations ? [timed('migrate', migrations)] : []
  const seed = seeds.map((step) => timed('seed', step))
  const healthy = started
    .filter(({ part }) => !unnoticed.has(part))
    .map((change) => healthStep(parts, change, nameOf))
  // Nothing is pending, and what there is besides, such as an administrator, no page waits for.
  const beside = migratedBefore ? migrate : []
  return [
    ...make,
    start(first),
    ...ready,
    ...data.map((step) => timed('data', step)),
    ...(migratedBefore ? [] : [...migrate, ...seed]),
    start(backend),
    start(rest),
    [...beside, ...healthy],
    ...(migratedBefore ? seed : []),
  ]
}
