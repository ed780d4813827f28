import { defineCommand } from '../core/command.ts'
import { seedText } from '../engines/database-text.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  destroys: true,
  async plan(context) {
    return (await selectEngine(context)).engine.database('reset')
  },
  text: seedText,
})
