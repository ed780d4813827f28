import { defineCommand } from '../command.ts'
import { composeRestart, composeUp } from '../docker/compose.ts'
import { prodParts } from '../docker/prod-project.ts'
import { ManageError } from '../errors.ts'
import { runDocker } from '../images/build-images.ts'
import { explainStart } from '../production/explain.ts'
import { openRunning } from '../production/stack.ts'

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
