import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { carryOut } from '../core/steps.ts'
import { databaseText, failedMigrations } from '../engines/database-text.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    const { engine } = await selectEngine(context)
    return carryOut(await engine.database('status'), context)
  },
  text: databaseText,
  exitCode: ({ drift, migrations }) =>
    drift || failedMigrations(migrations) ? exitCodes.unhealthy : exitCodes.done,
})
