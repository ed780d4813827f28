import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { databaseText, failedMigrations } from '../engines/database-text.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    return (await selectEngine(context)).engine.database('status')
  },
  text: databaseText,
  exitCode: ({ drift, migrations }) =>
    drift || failedMigrations(migrations) ? exitCodes.unhealthy : exitCodes.done,
})
