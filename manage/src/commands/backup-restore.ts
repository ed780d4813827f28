import { defineCommand } from '../core/command.ts'
import { withResult } from '../core/steps.ts'
import { restoredText } from '../engines/backup-text.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'

export const command = defineCommand({
  engine: true,
  flags: productionFlag,
  destroys: true,
  args: { name: 'backup', required: true, summary: 'as backup:list names it, or latest' },
  async plan(context, { args: [name = 'latest'], flags }) {
    const plan = await keepWhere(context, flags.production, [
      { summary: 'check that the backup is whole and of a known version', words: ['check', name] },
      { summary: 'restore it beside the data, and compare every table', words: ['prepare', name] },
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
