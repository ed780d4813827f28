import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { formatTable } from '../core/table.ts'
import { inspectProject } from '../docker/containers.ts'
import { healthHistory } from '../docker/parse/container.ts'
import { openRunning } from '../production/running-production.ts'

export const command = defineCommand({
  async run(context) {
    const { project, tier, running } = await openRunning(context)
    const containers = await inspectProject(context, project)
    return {
      instance: context.instance.name,
      tier,
      running,
      services: containers.map((container) => ({
        name: container.service,
        container: container.name,
        image: container.image,
        state: container.running ? 'running' : `ended with ${container.exitCode}`,
        health: container.health ?? null,
        restarts: container.restarts,
        startedAt: container.startedAt ?? null,
        healthHistory: healthHistory(container.healthLog),
      })),
    }
  },
  text({ instance, tier, running, services }, style) {
    const head = `${style.bold(instance)}  ${running ? style.green('running') : style.dim('stopped')}`
    if (!running) return head
    const rows = services.map(({ name, state, health, image, restarts }) => {
      const word = health ?? state
      const paint =
        word === 'healthy' || word === 'running'
          ? style.green
          : word === 'starting'
            ? style.yellow
            : style.red
      return [`  ${name}`, paint(word), image, restarts > 0 ? style.yellow(`restarts: ${restarts}`) : '']
    })
    return `${head}  tier: ${tier}\n${formatTable(rows)}`
  },
  exitCode: ({ running, services }) =>
    !running || services.some(({ health, state }) => health === 'unhealthy' || state !== 'running')
      ? exitCodes.unhealthy
      : exitCodes.done,
})
