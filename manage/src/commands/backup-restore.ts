import { defineCommand } from '../core/command.ts'
import { exitCodes, usageError } from '../core/errors.ts'
import { withResult } from '../core/steps.ts'
import { fromFlag, fromPlace } from '../engines/copies-place.ts'
import { atFlag, readMoment, rewindTask } from '../engines/restore-moment.ts'
import {
  restoreAssetsTask,
  restored,
  restoreTableTasks,
  restoreTasks,
  tableRestored,
} from '../engines/restore-tasks.ts'
import { restorationText } from '../engines/restored-text.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'

export const command = defineCommand({
  engine: true,
  flags: {
    ...productionFlag,
    ...fromFlag,
    ...atFlag,
    table: {
      type: 'string',
      placeholder: 'name',
      summary: 'the rows of this table alone: what is missing or altered comes back, what came since stays',
    },
    exact: { type: 'boolean', summary: 'with --table: rows that came since go' },
    assets: { type: 'boolean', summary: 'the images alone: what is missing or altered comes back' },
  },
  destroys: true,
  args: { name: 'backup', summary: 'as backup:list names it, or latest; none with --at' },
  async plan(context, { args: [wanted], flags }) {
    const { table, assets, exact } = flags
    if (assets && (table !== undefined || flags.at !== undefined))
      throw usageError('--assets takes the name of a backup, or latest: leave --table and --at out')
    if (exact && table === undefined) throw usageError('--exact belongs to --table')
    const moment = flags.at === undefined ? undefined : readMoment(flags.at, new Date())
    const name = moment?.name ?? wanted
    if (name === undefined) throw usageError('which backup? Its name, latest, or a moment by --at')
    if (moment && (wanted !== undefined || flags.from !== undefined))
      throw usageError('--at takes the moment alone: leave the name and --from out')
    const { words, ...place } = fromPlace(context, flags.from)
    const source = { words: [name, ...words], ...place }
    const where = flags.production ? 'production' : `instance ${context.instance.name}`
    if (assets) {
      const plan = await keepWhere(context, flags.production, [restoreAssetsTask(source)])
      return withResult(plan, ([put = {}]): Record<string, unknown> => put)
    }
    const fetched = flags.from === undefined ? '' : 'fetch the copy, and '
    const first = `${fetched}check that the backup is whole and of a known version`
    const plan = await keepWhere(context, flags.production, [
      ...(moment ? [rewindTask(moment, flags.production)] : []),
      ...(table === undefined
        ? restoreTasks(source, first)
        : restoreTableTasks(source, `${first}, and has the table`, table, exact)),
    ])
    const outcome = table === undefined ? restored : tableRestored
    return {
      ...withResult(
        plan,
        (documents): Record<string, unknown> => outcome(moment ? documents.slice(1) : documents),
      ),
      losses: [
        table === undefined
          ? `what the database of ${where} got since ${flags.at ?? `backup ${name}`} (backed up first, and kept beside)`
          : `changes of rows of ${table} in ${where} since ${flags.at ?? `backup ${name}`}${exact ? ', and rows that came since' : ''} (backed up first)`,
      ],
    }
  },
  examples: [
    'backup:restore latest',
    'backup:restore latest --table GlossaryTerm',
    'backup:restore latest --assets --production',
    'backup:restore latest --from s3:https://s3.example/copies/parlance',
    "backup:restore --at '2026-11-24 14:03:07+01' --production",
  ],
  text: restorationText,
  exitCode: ({ ok }) => (ok === false ? exitCodes.failed : exitCodes.done),
})
