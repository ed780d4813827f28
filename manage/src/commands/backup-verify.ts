import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { withResult } from '../core/steps.ts'
import { isVerified, verificationText, verifyTask } from '../engines/backup-text.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  args: { name: 'backup', summary: 'as backup:list names it, or latest (which is meant without)' },
  async plan(context, { args: [name = 'latest'] }) {
    const { engine } = await selectEngine(context)
    const plan = await engine.keep([verifyTask(name)])
    return withResult(plan, ([verification = {}]) => verification)
  },
  text: verificationText,
  exitCode: (verification) => (isVerified(verification) ? exitCodes.done : exitCodes.failed),
})
