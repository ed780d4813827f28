import { defineCommand } from '../core/command.ts'
import { seedText } from '../engines/database-text.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    return (await selectEngine(context)).engine.database('reset')
  },
  async plan(context) {
    return (await selectEngine(context)).engine.planDatabase('reset')
  },
  async destroys(context) {
    return [`all data in the database ${(await selectEngine(context)).engine.databaseName()}`]
  },
  text: seedText,
})
