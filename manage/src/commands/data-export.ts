import { dirname } from 'node:path'
import { callersPath } from '../core/callers-path.ts'
import { defineCommand } from '../core/command.ts'
import type { Context } from '../core/context.ts'
import { usageError } from '../core/errors.ts'
import { type Plan, withResult } from '../core/steps.ts'
import type { DatabaseRequest, TransferAction } from '../engines/engine.ts'
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
    person: {
      type: 'string',
      placeholder: 'email',
      summary: 'what is kept about somebody, for them: a tar of NDJSON files',
    },
  },
  examples: [
    'data:export tools.ndjson',
    'data:export tools.csv',
    'data:export --all site.tar',
    'data:export --person ada@example.org ada.tar',
  ],
  async plan(context, { args: [file = ''], flags: { format, all, person, production } }) {
    const path = callersPath(context, file)
    if (person !== undefined) {
      if (all || format)
        throw usageError('--person has a content and a format of its own: leave --all and --format out')
      if (!/^[^\s@/-][^\s@]*@[^\s@]+$/.test(person))
        throw usageError(`--person takes an address, not ${person}`)
      return exportWhere(context, production, 'person-export', { args: [path, person] })
    }
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
    return exportWhere(context, production, 'catalogue-export', request)
  },
  text: exportedText,
})

async function exportWhere(
  context: Context,
  production: boolean,
  action: TransferAction,
  request: DatabaseRequest,
): Promise<Plan<Record<string, unknown>>> {
  if (production) return transferInProduction(context, action, request)
  const { engine } = await selectEngine(context)
  return engine.database(action, request)
}
