import { defineCommand } from '../core/command.ts'
import { ManageError } from '../core/errors.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    const { engine } = await selectEngine(context)
    const exit = await context.runner.attach(await engine.shell(process.stdin.isTTY === true))
    if (exit !== 0) throw new ManageError('failed', `the SQL ended with ${exit}`)
  },
})
