import { defineCommand } from '../core/command.ts'
import { modelsStep } from '../machine/models.ts'

export const command = defineCommand({
  args: { name: 'model', required: true, summary: 'as models:list names it' },
  destroys: true,
  async plan(context, { args }) {
    return {
      steps: [modelsStep(context, 'remove the model', ['rm', ...args])],
      losses: args.map((model) => `the downloaded model ${model}`),
      result: () => {},
    }
  },
})
