import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { withResult } from '../core/steps.ts'
import { createdText, isVerified, verifyTask } from '../engines/backup-text.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'

export const command = defineCommand({
  engine: true,
  flags: {
    ...productionFlag,
    'no-verify': { type: 'boolean', summary: 'do not restore it for a comparison right away' },
  },
  async plan(context, { flags }) {
    const create = { summary: 'back up database and assets', words: ['create'] }
    const plan = await keepWhere(
      context,
      flags.production,
      flags['no-verify'] ? [create] : [create, verifyTask('latest'), prune],
    )
    return withResult(plan, summary)
  },
  text: createdText,
  exitCode: ({ verification }) =>
    verification === undefined || isVerified(verification) ? exitCodes.done : exitCodes.failed,
})

const prune = { summary: 'remove what newer verified backups cover', words: ['prune'] }

const summary = ([backup = {}, verification, pruning]: readonly Record<string, unknown>[]) => ({
  pruned: pruning?.pruned ?? [],
  backup,
  verification,
})
