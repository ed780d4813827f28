import { defineCommand } from '../core/command.ts'
import { withResult } from '../core/steps.ts'
import { restoredText } from '../engines/backup-text.ts'
import { fromFlag, fromPlace } from '../engines/copies-place.ts'
import { restored, restoreTasks } from '../engines/restore-tasks.ts'
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
    const plan = await keepWhere(
      context,
      flags.production,
      restoreTasks(
        { words: [name, ...words], ...place },
        `${fetched}check that the backup is whole and of a known version`,
      ),
    )
    return {
      ...withResult(plan, restored),
      losses: [
        `what the database of ${flags.production ? 'production' : `instance ${context.instance.name}`} got since backup ${name} (backed up first, and kept beside)`,
      ],
    }
  },
  examples: ['backup:restore latest', 'backup:restore latest --from s3:https://s3.example/copies/parlance'],
  text: restoredText,
})
