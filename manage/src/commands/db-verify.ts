import { defineCommand } from '../command.ts'
import { databaseText } from '../database-text.ts'
import { selectEngine } from '../engine.ts'
import { exitCodes } from '../errors.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    return (await selectEngine(context)).engine.database('verify')
  },
  text: databaseText,
  exitCode: ({ ok }) => (ok === false ? exitCodes.unhealthy : exitCodes.done),
})
