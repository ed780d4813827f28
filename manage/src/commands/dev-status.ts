import { defineCommand } from '../command.ts'
import { selectEngine } from '../engine.ts'
import { statusText } from '../report.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    return (await selectEngine(context)).engine.status()
  },
  text: statusText,
})
