import { defineCommand } from '../core/command.ts'
import type { Context } from '../core/context.ts'
import { exitCodes } from '../core/errors.ts'
import { withResult } from '../core/steps.ts'
import { createdText, isVerified, verifyTask } from '../engines/backup-text.ts'
import { configuredPlace } from '../engines/copies-place.ts'
import type { KeeperTask } from '../engines/engine.ts'
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
      flags['no-verify']
        ? [create]
        : [create, verifyTask('latest'), prune, copyTask(context, flags.production)],
    )
    return withResult(plan, summary)
  },
  text: createdText,
  exitCode: ({ verification, offsite }) =>
    (verification === undefined || isVerified(verification)) && offsite?.ok !== false
      ? exitCodes.done
      : exitCodes.failed,
})

const prune = { summary: 'remove what newer verified backups cover', words: ['prune'] }

const copyTask = (context: Context, production: boolean): KeeperTask => ({
  summary: 'copy it elsewhere and verify the copy, where BACKUP_OFFSITE says so',
  words: ['offsite'],
  answers: true,
  ...(production ? {} : configuredPlace(context)),
})

const summary = ([backup = {}, verification, pruning, offsite]: readonly Record<string, unknown>[]) => ({
  pruned: pruning?.pruned ?? [],
  backup,
  verification,
  ...(offsite?.configured ? { offsite } : {}),
})
