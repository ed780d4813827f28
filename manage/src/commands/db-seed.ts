import { defineCommand } from '../core/command.ts'
import { seedText } from '../engines/database-text.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  flags: {
    size: {
      type: 'integer',
      placeholder: 'listings',
      minimum: 1,
      summary: 'and make listings until there are so many, with words as often as in a language',
    },
  },
  examples: ['db:seed', 'db:seed --size 16765'],
  async plan(context, { flags: { size } }) {
    const { engine } = await selectEngine(context)
    if (size === undefined) return engine.database('seed')
    return engine.database('seed', {
      args: ['--size', String(size)],
      onProgress: ({ added }) => context.output.say(`${String(added)} listings made`),
    })
  },
  text: seedText,
})
