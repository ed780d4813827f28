import { dirname } from 'node:path'
import { callersFile, callersPath } from '../core/callers-path.ts'
import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { withResult } from '../core/steps.ts'
import type { DatabaseRequest } from '../engines/engine.ts'
import { restored, restoreTasks } from '../engines/restore-tasks.ts'
import { restoredText } from '../engines/restored-text.ts'
import { selectEngine } from '../engines/select.ts'
import { importText } from '../engines/transfer-text.ts'
import { keepWhere } from '../production/keep-production.ts'
import { productionFlag } from '../production/production-database.ts'
import { transferInProduction } from '../production/production-transfer.ts'

export const command = defineCommand({
  engine: true,
  args: { name: 'file', required: true, summary: 'CSV, JSON, NDJSON, or a dump of an older directory' },
  destroys: true,
  flags: {
    ...productionFlag,
    all: {
      type: 'boolean',
      summary: 'everything of a site, as data:export --all wrote it, in the place of what is here',
    },
    check: { type: 'boolean', summary: 'do all of it and take it back: what would change, by line' },
    map: { type: 'string', placeholder: 'file', summary: 'where columns go (JSON), as --save-map wrote it' },
    'save-map': { type: 'string', placeholder: 'file', summary: 'only write where columns would go' },
    language: { type: 'string', placeholder: 'code', summary: 'of texts that say none (en)' },
    'from-line': {
      type: 'integer',
      placeholder: 'line',
      minimum: 1,
      summary: 'pass over what is before it',
    },
  },
  examples: [
    'data:import --all site.tar',
    'data:import tools.csv --check',
    'data:import tools.csv --map columns.json --language fr',
  ],
  async plan(context, { args: [file = ''], flags }) {
    if (flags.check && flags['save-map']) throw usageError('--check and --save-map do different things')
    const read = callersFile(context, file)
    if (flags.all) {
      if (flags.check || flags.map || flags['save-map'] || flags.language || flags['from-line'])
        throw usageError('--all takes a whole site: leave the other flags out')
      const source = { words: [`--file=${read}`], mount: dirname(read) }
      const plan = await keepWhere(
        context,
        flags.production,
        restoreTasks(source, 'read the file, and check that it is whole and of a known version'),
      )
      return {
        ...withResult(plan, (documents): Record<string, unknown> => restored(documents)),
        losses: [
          `everything in ${flags.production ? 'production' : `instance ${context.instance.name}`} (backed up first, and kept beside)`,
        ],
      }
    }
    const map = flags.map === undefined ? [] : ['--map', callersFile(context, flags.map)]
    const request: DatabaseRequest = {
      args: [
        read,
        ...(flags.check ? ['--check'] : []),
        ...map,
        ...(flags['save-map'] ? ['--save-map', callersPath(context, flags['save-map'])] : []),
        ...(flags.language ? ['--language', flags.language] : []),
        ...(flags['from-line'] ? ['--from-line', String(flags['from-line'])] : []),
      ],
      onProgress: ({ line, records, failed }) =>
        context.output.say(`line ${String(line)}: ${String(records)} read, ${String(failed)} failed`),
    }
    if (flags.production) return transferInProduction(context, 'catalogue-import', request)
    const { engine } = await selectEngine(context)
    return engine.database('catalogue-import', request)
  },
  text: (document, style) =>
    'safetyBackup' in document ? restoredText(document, style) : importText(document, style),
  exitCode: ({ ok }) => (ok === false ? 1 : 0),
})
