import { defineCommand } from '../core/command.ts'
import { ManageError } from '../core/errors.ts'
import { composeRestart, composeUp } from '../docker/compose-commands.ts'
import { dockerStep } from '../docker/daemon.ts'
import { explainDocker } from '../docker/parse/docker-fault.ts'
import { prodParts } from '../docker/production-project.ts'
import { openRunning } from '../production/running-production.ts'
import { explainStart } from '../production/start-fault.ts'

const waitSeconds = 120

export const command = defineCommand({
  args: { name: 'service', many: true, choices: prodParts, summary: 'our own services without any' },
  async plan(context, { args }) {
    const { project, running, services } = await openRunning(context)
    if (!running) throw new ManageError('failed', 'nothing runs', { hint: 'Start it: pnpm manage prod:up' })
    const restarted = args.length > 0 ? args : services
    const wait = composeUp(project, restarted, { waitSeconds, noDependencies: true, noRecreate: true })
    return {
      steps: [
        dockerStep(`restart ${restarted.join(', ')}`, composeRestart(project, restarted)),
        {
          summary: 'wait until each is healthy',
          process: wait,
          act: ({ run }) =>
            run().catch(async (error: unknown) => {
              throw await explainStart(context, project, explainDocker(error))
            }),
        },
      ],
      result: () => ({ instance: context.instance.name, restarted }),
    }
  },
  text: ({ restarted }) => `restarted, and healthy: ${restarted.join(', ')}`,
})
