import { defineCommand } from '../core/command.ts'
import { rolloutFlags } from '../production/deploy-flags.ts'
import { rollbackPlan } from '../production/rollback-production.ts'
import { rolloutText } from '../production/rollout/rollout-text.ts'

export const command = defineCommand({
  args: { name: 'release', summary: 'its number in prod:status; the last good version without it' },
  flags: rolloutFlags,
  examples: ['prod:rollback', 'prod:rollback --dry-run', 'prod:rollback 7'],
  plan: (context, { args, flags }) =>
    rollbackPlan(context, {
      to: args[0],
      waitSeconds: flags['wait-timeout'],
      allowFailures: flags['allow-failures'],
    }),
  text: (report, style) =>
    [
      style.green(`Back at the version of release ${report.to} after ${report.seconds.toFixed(1)} s.`),
      rolloutText(report, style),
    ].join('\n'),
})
