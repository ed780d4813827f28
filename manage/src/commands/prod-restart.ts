import { defineCommand } from '../core/command.ts'
import { ManageError } from '../core/errors.ts'
import { composeRestart, composeUp } from '../docker/compose-commands.ts'
import { runDocker } from '../docker/daemon.ts'
import { prodParts } from '../docker/production-project.ts'
import { openRunning } from '../production/running-production.ts'
import { explainStart } from '../production/start-fault.ts'

const waitSeconds = 120

export const command = defineCommand({
  args: { name: 'service', many: true, choices: prodParts, summary: 'our own services without any' },
  async run(context, { args }) {
    const { project, running, services } = await openRunning(context)
    if (!running) throw new ManageError('failed', 'nothing runs', { hint: 'Start it: pnpm manage prod:up' })
    const restarted = args.length > 0 ? args : services
    await runDocker(context.runner, composeRestart(project, restarted))
    await runDocker(
      context.runner,
      composeUp(project, restarted, { waitSeconds, noDependencies: true, noRecreate: true }),
    ).catch(async (error: unknown) => {
      throw await explainStart(context, project, error)
    })
    return { instance: context.instance.name, restarted }
  },
  async plan(context, { args }) {
    const { project, services } = await openRunning(context)
    const restarted = args.length > 0 ? args : services
    return [
      { summary: `restart ${restarted.join(', ')}`, command: composeRestart(project, restarted) },
      {
        summary: 'wait until each is healthy',
        command: composeUp(project, restarted, { waitSeconds, noDependencies: true, noRecreate: true }),
      },
    ]
  },
  text: ({ restarted }) => `restarted, and healthy: ${restarted.join(', ')}`,
})
