import { defineCommand } from '../core/command.ts'
import { ManageError } from '../core/errors.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  examples: ['db:shell', 'echo \'SELECT count(*) FROM "Tool"\' | pnpm manage db:shell'],
  async run(context) {
    const { engine } = await selectEngine(context)
    const exit = await context.runner.attach(await engine.shell(process.stdin.isTTY === true))
    if (exit !== 0) throw new ManageError('failed', `psql stopped at the first error (exit code ${exit})`)
  },
})
