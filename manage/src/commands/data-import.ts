import { callersFile, callersPath } from '../core/callers-path.ts'
import { defineCommand } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { selectEngine } from '../engines/select.ts'
import { importText } from '../engines/transfer-text.ts'

export const command = defineCommand({
  engine: true,
  args: { name: 'file', required: true, summary: 'CSV, JSON, NDJSON, or a dump of an older directory' },
  flags: {
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
  examples: ['data:import tools.csv --check', 'data:import tools.csv --map columns.json --language fr'],
  async plan(context, { args: [file = ''], flags }) {
    if (flags.check && flags['save-map']) throw usageError('--check and --save-map do different things')
    const read = callersFile(context, file)
    const map = flags.map === undefined ? [] : ['--map', callersFile(context, flags.map)]
    const { engine } = await selectEngine(context)
    return engine.database('catalogue-import', {
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
    })
  },
  text: importText,
  exitCode: ({ ok }) => (ok === false ? 1 : 0),
})
