import type { Step } from '../../core/steps.ts'
import { composeUp } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep, runDocker } from '../../docker/daemon.ts'
import { startContainer } from '../../docker/object-commands.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import type { PartChange } from './changes.ts'
import { waitStep } from './new-container.ts'
import type { RolloutParts } from './rollout-steps.ts'

/** Parts whose containers one call of Compose makes, without starting any. */
export interface MadeParts {
  make: readonly Step[]
  /** Starts them side by side: Docker's own client starts those that it is told together one after the other. */
  start(list: readonly PartChange[]): Step[]
  /** The name that Compose gave its container; before that, the one that it will give. */
  nameOf(change: PartChange): string
}

/** @param changes parts that stand alone; what is there of one and has not changed is started again */
export function makeParts(
  { context, project, timed }: RolloutParts,
  changes: readonly PartChange[],
): MadeParts {
  const parts = changes.map(({ part }) => part)
  let made: readonly ContainerFacts[] = []
  // Compose gives a container that it replaces the name of the one before it.
  const nameOf = ({ part, old, dead, nextName }: PartChange) =>
    made.find(({ service }) => service === part)?.name ?? old[0]?.name ?? dead[0]?.name ?? nextName
  return {
    make: [
      timed(
        'make',
        dockerStep(
          `make ${parts.join(', ')}`,
          composeUp(project, parts, { noDependencies: true, noStart: true }),
        ),
      ),
      {
        summary: 'see what they are called',
        async act() {
          made = await inspectProject(context, project)
        },
      },
    ],
    start: (list) =>
      list.map((change) =>
        timed('start', {
          summary: `start ${change.part}`,
          process: startContainer(nameOf(change)),
          act: () => runDocker(context.runner, startContainer(nameOf(change))),
        }),
      ),
    nameOf,
  }
}

/**
 * Brings up what does not run yet, or anew what cannot stand beside itself; nothing else is touched. All of it is started
 * at once and asked for its health by us: Compose would start each when Docker has asked the one before it, and Docker
 * asks every few seconds.
 */
export function upSteps(parts: RolloutParts, changes: readonly PartChange[]): (Step | readonly Step[])[] {
  const { context, project, waiting, timed } = parts
  const { make, start, nameOf } = makeParts(parts, changes)
  return [
    ...make,
    start(changes),
    changes.map((change) =>
      timed(
        'health',
        waitStep(context, project, waiting, () => ({
          service: change.part,
          name: nameOf(change),
          alone: true,
        })),
      ),
    ),
  ]
}
