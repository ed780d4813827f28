import { defineCommand } from '../core/command.ts'
import { stackStatuses } from '../engines/all-statuses.ts'
import { statusText } from '../engines/report.ts'

export const command = defineCommand({
  async run(context) {
    return { root: context.root, instances: await stackStatuses(context) }
  },
  text: ({ instances }, style) =>
    instances.length > 0
      ? instances.map((status) => statusText(status, style)).join('\n\n')
      : 'Nothing runs. Start it: pnpm manage dev:up',
})
