import { dirname } from 'node:path'
import { callersPath } from '../core/callers-path.ts'
import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { withResult } from '../core/steps.ts'
import { selectEngine } from '../engines/select.ts'
import { exportedText } from '../engines/transfer-text.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'
import { transferInProduction } from '../production/production-transfer.ts'

export const command = defineCommand({
  engine: true,
  args: { name: 'file', required: true, summary: 'where to; .csv makes a table, anything else NDJSON' },
  flags: {
    ...productionFlag,
    format: {
      type: 'string',
      placeholder: 'ndjson|csv',
      choices: ['ndjson', 'csv'],
      summary: 'instead of what the name of the file says',
    },
    all: {
      type: 'boolean',
      summary: 'everything of the site, people and rooms and images too, as one tar for data:import --all',
    },
  },
  examples: ['data:export tools.ndjson', 'data:export tools.csv', 'data:export --all site.tar'],
  async plan(context, { args: [file = ''], flags: { format, all, production } }) {
    const path = callersPath(context, file)
    if (all) {
      if (format) throw usageError('--all has a format of its own: leave --format out')
      const plan = await keepWhere(context, production, [
        {
          summary: 'write everything into one file, and read it once more',
          words: ['export', path],
          mount: dirname(path),
        },
      ])
      return withResult(plan, ([document = {}]) => document)
    }
    const request = { args: [path, ...(format ? ['--format', format] : [])] }
    if (production) return transferInProduction(context, 'catalogue-export', request)
    const { engine } = await selectEngine(context)
    return engine.database('catalogue-export', request)
  },
  text: exportedText,
})
