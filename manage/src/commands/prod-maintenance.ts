import { defineCommand } from '../core/command.ts'
import { maintenancePlan } from '../production/maintenance.ts'

export const command = defineCommand({
  args: {
    name: 'state',
    required: true,
    choices: ['on', 'off'],
    summary: 'on closes the site, off opens it again',
  },
  examples: ['prod:maintenance on', 'prod:maintenance off'],
  plan: (context, { args: [state] }) => maintenancePlan(context, state === 'on'),
  text: ({ closed }, style) =>
    closed
      ? `the site is ${style.yellow('closed')}: visitors read that it is being looked after; /health answers as before`
      : `the site is ${style.green('open')}`,
})
