import type { Step } from '../../core/steps.ts'
import { composeUp } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep, runDocker } from '../../docker/daemon.ts'
import { containerExec, startContainer } from '../../docker/object-commands.ts'
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
  let made: readonly ContainerFacts[] = []
  /** Compose gives a container that it replaces the name of the one before it. */
  const nameOf = ({ part, dead, nextName }: PartChange) =>
    made.find(({ service }) => service === part)?.name ?? dead[0]?.name ?? nextName
  const backend = started.filter(({ part }) => part === 'backend')
  const first = started.filter(({ part }) => beforeBackend.has(part))
  // What a first page does not need is started behind what it does: on a busy machine it would take the processor from it.
  const rest = started.filter((change) => !backend.includes(change) && !first.includes(change))
  // Docker's own client starts those that it is told together one after the other.
  const start = (list: readonly PartChange[]): Step[] =>
    list.map((change) =>
      timed('start', {
        summary: `start ${change.part}`,
        process: startContainer(nameOf(change)),
        act: () => runDocker(context.runner, startContainer(nameOf(change))),
      }),
    )
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
  const migrate = migrations ? [timed('migrate', migrations)] : []
  const seed = seeds.map((step) => timed('seed', step))
  const healthy = started
    .filter(({ part }) => !unnoticed.has(part))
    .map((change) => healthStep(parts, change, nameOf))
  // Nothing is pending, and what there is besides, such as an administrator, no page waits for.
  const beside = migratedBefore ? migrate : []
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
