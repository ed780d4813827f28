import { defineCommand } from '../command.ts'
import { databaseText, failedMigrations } from '../database-text.ts'
import { selectEngine } from '../engine.ts'
import { exitCodes } from '../errors.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    return (await selectEngine(context)).engine.database('status')
  },
  text: databaseText,
  exitCode: ({ drift, migrations }) =>
    drift || failedMigrations(migrations) ? exitCodes.unhealthy : exitCodes.done,
})
