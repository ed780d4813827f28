import { defineCommand } from '../core/command.ts'
import { exitCodes } from '../core/errors.ts'
import { withResult } from '../core/steps.ts'
import { fromFlag, fromPlace } from '../engines/copies-place.ts'
import { drillText } from '../engines/drill-text.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'

export const command = defineCommand({
  engine: true,
  flags: { ...productionFlag, ...fromFlag },
  examples: ['backup:drill', 'backup:drill --from /mnt/elsewhere'],
  async plan(context, { flags }) {
    const { words, ...place } = fromPlace(context, flags.from ?? 'offsite')
    const plan = await keepWhere(context, flags.production, [
      {
        summary: 'restore the newest copy from its place alone, beside the data, and ask it what people ask',
        words: ['drill', ...words],
        answers: true,
        ...place,
      },
    ])
    return withResult(plan, ([drill = {}]) => drill)
  },
  text: drillText,
  exitCode: ({ ok }) => (ok === true ? exitCodes.done : exitCodes.failed),
})
