import { defineCommand } from '../core/command.ts'
import { statusText } from '../engines/report.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    return (await selectEngine(context)).engine.status()
  },
  text: statusText,
})
