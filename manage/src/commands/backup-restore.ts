import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { withResult } from '../core/steps.ts'
import { restoredText } from '../engines/backup-text.ts'
import { fromFlag, fromPlace } from '../engines/copies-place.ts'
import { atFlag, readMoment, rewindTask } from '../engines/restore-moment.ts'
import { restored, restoreTasks } from '../engines/restore-tasks.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'

export const command = defineCommand({
  engine: true,
  flags: { ...productionFlag, ...fromFlag, ...atFlag },
  destroys: true,
  args: { name: 'backup', summary: 'as backup:list names it, or latest; none with --at' },
  async plan(context, { args: [wanted], flags }) {
    const moment = flags.at === undefined ? undefined : readMoment(flags.at, new Date())
    const name = moment?.name ?? wanted
    if (name === undefined) throw usageError('which backup? Its name, latest, or a moment by --at')
    if (moment && (wanted !== undefined || flags.from !== undefined))
      throw usageError('--at takes the moment alone: leave the name and --from out')
    const { words, ...place } = fromPlace(context, flags.from)
    const fetched = flags.from === undefined ? '' : 'fetch the copy, and '
    const plan = await keepWhere(context, flags.production, [
      ...(moment ? [rewindTask(moment, flags.production)] : []),
      ...restoreTasks(
        { words: [name, ...words], ...place },
        `${fetched}check that the backup is whole and of a known version`,
      ),
    ])
    return {
      ...withResult(plan, (documents) => restored(moment ? documents.slice(1) : documents)),
      losses: [
        `what the database of ${flags.production ? 'production' : `instance ${context.instance.name}`} got since ${flags.at ?? `backup ${name}`} (backed up first, and kept beside)`,
      ],
    }
  },
  examples: [
    'backup:restore latest',
    'backup:restore latest --from s3:https://s3.example/copies/parlance',
    "backup:restore --at '2026-11-24 14:03:07+01' --production",
  ],
  text: restoredText,
})
