import { defineCommand } from '../core/command.ts'
import { knownInstances } from '../core/instance.ts'
import { statusText } from '../engines/report.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    const status = await (await selectEngine(context)).engine.status()
    const { name } = context.instance
    if (status.running || status.note || knownInstances(context.root).includes(name)) return status
    return {
      ...status,
      note: `nothing of an instance ${name} is here; those there are: pnpm manage status. To start it: pnpm manage dev:up --instance ${name}`,
    }
  },
  text: statusText,
})
