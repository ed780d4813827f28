import { defineCommand } from '../core/command.ts'
import { composeDown, composeStop } from '../docker/compose-commands.ts'
import { inspectProject } from '../docker/containers.ts'
import { dockerStep } from '../docker/daemon.ts'
import { noResources, removalSteps, resourceNames } from '../docker/resources.ts'
import { keepLogStep } from '../production/logs/keep-logs.ts'
import { openRunning, productionResources } from '../production/running-production.ts'
import { stackRemovalSteps } from '../production/swarm/remove-stack.ts'

/** Long enough for PostgreSQL to write its last checkpoint. */
const graceSeconds = 60

export const command = defineCommand({
  flags: { volumes: { type: 'boolean', summary: 'remove the data too' } },
  destroys: true,
  async plan(context, { flags }) {
    const { project, target } = await openRunning(context)
    const containers = await inspectProject(context, project)
    const running = containers.filter((container) => container.running)
    const volume = flags.volumes ? (await productionResources(context)).volume : []
    const lost = { ...noResources, volume }
    return {
      steps: [
        ...(target === 'swarm'
          ? [
              // A swarm removes what it stops.
              containers.map((container) => keepLogStep(context, container)),
              ...stackRemovalSteps(context, project),
            ]
          : [
              dockerStep('stop the containers', composeStop(project, [], graceSeconds)),
              containers.map((container) => keepLogStep(context, container)),
            ]),
        dockerStep('remove them', composeDown(project, graceSeconds)),
        ...removalSteps(lost),
      ],
      losses: resourceNames(lost),
      result: () => ({
        instance: context.instance.name,
        stopped: running.map(({ service }) => service),
        removed: volume,
      }),
    }
  },
  text({ stopped, removed }) {
    return [
      stopped.length > 0 ? `stopped: ${stopped.join(', ')}` : 'nothing was running',
      removed.length > 0 ? `removed: ${removed.join(', ')}` : '',
    ]
      .filter((part) => part !== '')
      .join('\n')
  },
})
