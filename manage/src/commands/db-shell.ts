import { defineCommand } from '../command.ts'
import { selectEngine } from '../engine.ts'
import { ManageError } from '../errors.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    const { engine } = await selectEngine(context)
    const exit = await context.runner.attach(await engine.shell())
    if (exit !== 0) throw new ManageError('failed', `the SQL prompt ended with ${exit}`)
  },
})
