import { defineCommand } from '../core/command.ts'
import { deployFlags, deployRequest, tierFlag } from '../production/deploy-flags.ts'
import { rolloutText } from '../production/rollout/rollout-text.ts'
import { openRunning } from '../production/running-production.ts'
import { upPlan } from '../production/start-production.ts'

export const command = defineCommand({
  flags: {
    tier: { ...tierFlag, summary: 'another tier than the one that runs' },
    ...deployFlags,
  },
  examples: ['prod:deploy', 'prod:deploy --dry-run', 'prod:deploy --registry registry.example.org/parlance'],
  async plan(context, { flags }) {
    const { tier, running } = await openRunning(context)
    return upPlan(
      context,
      deployRequest('prod:deploy', { ...flags, tier: flags.tier ?? (running ? tier : 'scraper') }),
    )
  },
  text: (report, style) =>
    [
      style.green(`Release ${report.release} is in place after ${report.seconds.toFixed(1)} s.`),
      rolloutText(report, style),
    ].join('\n'),
})
