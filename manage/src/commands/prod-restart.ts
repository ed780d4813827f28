import { defineCommand } from '../core/command.ts'
import { ManageError } from '../core/errors.ts'
import { prodParts } from '../docker/production-project.ts'
import { rolloutFlags } from '../production/deploy-flags.ts'
import { restartPlan } from '../production/restart-production.ts'
import { rolloutText } from '../production/rollout/rollout-text.ts'
import { openRunning } from '../production/running-production.ts'

export const command = defineCommand({
  args: { name: 'service', many: true, choices: prodParts, summary: 'our own services without any' },
  flags: rolloutFlags,
  examples: ['prod:restart', 'prod:restart backend', 'prod:restart edge --interrupt'],
  async plan(context, { args, flags }) {
    const production = await openRunning(context)
    if (!production.running)
      throw new ManageError('failed', 'nothing runs', { hint: 'Start it: pnpm manage prod:up' })
    return restartPlan(context, production, {
      parts: args.length > 0 ? args : production.services,
      waitSeconds: flags['wait-timeout'],
      allowFailures: flags['allow-failures'],
      interrupt: flags.interrupt,
    })
  },
  text: (report, style) =>
    [`restarted, and healthy: ${report.restarted.join(', ')}`, rolloutText(report, style)].join('\n'),
})
