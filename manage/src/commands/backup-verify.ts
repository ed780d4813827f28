import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { withResult } from '../core/steps.ts'
import { isVerified, verificationText, verifyTask } from '../engines/backup-text.ts'
import { fromFlag, fromPlace } from '../engines/copies-place.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'

export const command = defineCommand({
  engine: true,
  flags: { ...productionFlag, ...fromFlag },
  args: { name: 'backup', summary: 'as backup:list names it, or latest (which is meant without)' },
  async plan(context, { args: [name = 'latest'], flags }) {
    const plan = await keepWhere(context, flags.production, [
      verifyTask(name, fromPlace(context, flags.from)),
    ])
    return withResult(plan, ([verification = {}]) => verification)
  },
  text: verificationText,
  exitCode: (verification) => (isVerified(verification) ? exitCodes.done : exitCodes.failed),
})
