import { defineCommand } from '../core/command.ts'
import { modelsCommand, runModels } from '../machine/models.ts'

export const command = defineCommand({
  args: { name: 'model', required: true, summary: 'as models:list names it' },
  run: (context, { args }) => runModels(context, ['rm', ...args]),
  async plan(context, { args }) {
    return [{ summary: 'remove the model', command: modelsCommand(context, ['rm', ...args]) }]
  },
  async destroys(_context, { args }) {
    return args.map((model) => `the downloaded model ${model}`)
  },
})
