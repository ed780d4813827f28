import { defineCommand } from '../core/command.ts'
import { carryOut } from '../core/steps.ts'
import { listText } from '../engines/backup-text.ts'
import { fromFlag, fromPlace } from '../engines/copies-place.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'

export const command = defineCommand({
  engine: true,
  flags: { ...productionFlag, ...fromFlag },
  async run(context, { flags }) {
    const { words, ...place } = fromPlace(context, flags.from)
    const plan = await keepWhere(context, flags.production, [
      { summary: 'list the backups', words: ['list', ...words], folderOnly: true, ...place },
    ])
    const [document = {}] = await carryOut(plan, context)
    return document
  },
  text: listText,
})
