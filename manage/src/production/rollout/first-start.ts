import type { Step } from '../../core/steps.ts'
import { composeUp } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep, runDocker } from '../../docker/daemon.ts'
import { containerExec, startContainers } from '../../docker/object-commands.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import { explainStart } from '../start-fault.ts'
import { type PartChange, unnoticed } from './changes.ts'
import type { RolloutRequest } from './rollout-request.ts'
import { healthStep, type RolloutParts } from './rollout-steps.ts'

/** Asks by itself until PostgreSQL takes connections over the network: while it is being made it takes none. */
export const untilReady = [
  ...['sh', '-c'],
  'until pg_isready --quiet --host=127.0.0.1 --username=parlance --dbname=parlance; do sleep 0.1; done',
]

/**
 * A first start for which nobody waits but who asked for it: everything is made at once and started at once, and asked for its health by us.
 * Compose starts one after the other, each when Docker has asked the one before it, and it asks every few seconds. The
 * backend alone comes later, when its database is what it is to be.
 *
 * @param started every part, none of which runs; what is there of one and has not changed is started again
 */
export function firstStartSteps(
  parts: RolloutParts,
  started: readonly PartChange[],
  { data = [], migrations, seeds }: Pick<RolloutRequest, 'data' | 'migrations' | 'seeds'>,
): (Step | readonly Step[])[] {
  const { context, project, timed } = parts
  let made: readonly ContainerFacts[] = []
  /** Compose gives a container that it replaces the name of the one before it. */
  const nameOf = ({ part, dead, nextName }: PartChange) =>
    made.find(({ service }) => service === part)?.name ?? dead[0]?.name ?? nextName
  const backend = started.filter(({ part }) => part === 'backend')
  const rest = started.filter((change) => !backend.includes(change))
  const start = (list: readonly PartChange[]) =>
    timed('start', {
      summary: `start ${list.map(({ part }) => part).join(', ')}, all at once`,
      process: startContainers(list.map(nameOf)),
      act: () => runDocker(context.runner, startContainers(list.map(nameOf))),
    })
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
              throw await explainStart(context, project, error)
            }),
        }),
      ]
    : []
  return [
    timed(
      'make',
      dockerStep(
        `make ${started.map(({ part }) => part).join(', ')}`,
        composeUp(
          project,
          started.map(({ part }) => part),
          { noDependencies: true, noStart: true },
        ),
      ),
    ),
    {
      summary: 'see what they are called',
      async act() {
        made = await inspectProject(context, project)
      },
    },
    start(rest),
    ...ready,
    ...data.map((step) => timed('data', step)),
    ...(migrations ? [timed('migrate', migrations)] : []),
    ...seeds.map((step) => timed('seed', step)),
    ...(backend.length > 0 ? [start(backend)] : []),
    started.filter(({ part }) => !unnoticed.has(part)).map((change) => healthStep(parts, change, nameOf)),
  ]
}
