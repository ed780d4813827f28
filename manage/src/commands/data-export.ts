import { callersPath } from '../core/callers-path.ts'
import { defineCommand } from '../core/command.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  args: { name: 'file', required: true, summary: 'where to; .csv makes a table, anything else NDJSON' },
  flags: {
    format: {
      type: 'string',
      placeholder: 'ndjson|csv',
      choices: ['ndjson', 'csv'],
      summary: 'instead of what the name of the file says',
    },
  },
  examples: ['data:export tools.ndjson', 'data:export tools.csv'],
  async plan(context, { args: [file = ''], flags: { format } }) {
    const { engine } = await selectEngine(context)
    return engine.database('catalogue-export', {
      args: [callersPath(context, file), ...(format ? ['--format', format] : [])],
    })
  },
  text: ({ tools, file }) => `${String(tools)} listings in ${String(file)}`,
})
