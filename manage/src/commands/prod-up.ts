import { defineCommand } from '../core/command.ts'
import { formatTable } from '../core/table.ts'
import { deployFlags, deployRequest, tierFlag } from '../production/deploy-flags.ts'
import { rolloutText } from '../production/rollout/rollout-text.ts'
import { upPlan } from '../production/start-production.ts'

export const command = defineCommand({
  flags: {
    tier: { ...tierFlag, default: 'scraper', summary: 'how much of Parlance runs' },
    ...deployFlags,
    seed: { type: 'boolean', summary: 'load the sample catalogue, and make an administrator' },
  },
  examples: ['prod:up --tier core', 'prod:up --seed', 'prod:up --registry registry.example.org/parlance'],
  plan: async (context, { flags }) => upPlan(context, deployRequest('prod:up', flags)),
  text: (report, style) =>
    [
      style.green(`The ${report.tier} tier is up in ${report.seconds.toFixed(1)} s.`),
      formatTable(report.services.map(({ name, health }) => [`  ${name}`, health])),
      rolloutText(report, style),
      formatTable(Object.entries(report.addresses).map(([name, address]) => [`  ${name}`, address])),
    ]
      .filter((part) => part !== '')
      .join('\n'),
})
