import { defineCommand } from '../core/command.ts'
import { withResult } from '../core/steps.ts'
import { restoredText } from '../engines/backup-text.ts'
import { fromFlag, fromPlace } from '../engines/copies-place.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'

export const command = defineCommand({
  engine: true,
  flags: { ...productionFlag, ...fromFlag },
  destroys: true,
  args: { name: 'backup', required: true, summary: 'as backup:list names it, or latest' },
  async plan(context, { args: [name = 'latest'], flags }) {
    const { words, ...place } = fromPlace(context, flags.from)
    const fetched = flags.from === undefined ? '' : 'fetch the copy, and '
    const plan = await keepWhere(context, flags.production, [
      {
        summary: `${fetched}check that the backup is whole and of a known version`,
        words: ['check', name, ...words],
        ...place,
      },
      {
        summary: 'restore it beside the data, and compare every table',
        words: ['prepare', name, ...words],
        ...place,
      },
      { migratePrepared: true },
      { summary: 'back up what is there now', words: ['create', 'before a restore'] },
      { summary: 'put what was restored in its place', words: ['swap'] },
    ])
    return {
      ...withResult(plan, summary),
      losses: [
        `what the database of ${flags.production ? 'production' : `instance ${context.instance.name}`} got since backup ${name} (backed up first, and kept beside)`,
      ],
    }
  },
  examples: ['backup:restore latest', 'backup:restore latest --from s3:https://s3.example/copies/parlance'],
  text: restoredText,
})

const summary = ([, prepared, migrated, safety, swap]: readonly Record<string, unknown>[]) => ({
  backup: prepared?.name,
  tables: prepared?.tables,
  assets: prepared?.assets,
  migrated: migrated?.applied ?? [],
  safetyBackup: safety?.name,
  kept: swap?.kept,
})
