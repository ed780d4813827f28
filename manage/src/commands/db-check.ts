import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { carryOut } from '../core/steps.ts'
import { databaseText } from '../engines/database-text.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    const { engine } = await selectEngine(context)
    return carryOut(await engine.database('check'), context)
  },
  text: databaseText,
  exitCode: ({ ok }) => (ok === false ? exitCodes.unhealthy : exitCodes.done),
})
