import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { databaseText } from '../engines/database-text.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    return (await selectEngine(context)).engine.database('verify')
  },
  text: databaseText,
  exitCode: ({ ok }) => (ok === false ? exitCodes.unhealthy : exitCodes.done),
})
