import { defineCommand } from '../core/command.ts'
import { modelsStep } from '../machine/models.ts'
import { productionFlag } from '../production/production-database.ts'
import { modelsWhere } from '../production/production-models.ts'

export const command = defineCommand({
  args: { name: 'model', required: true, summary: 'as models:list names it' },
  flags: productionFlag,
  destroys: true,
  async plan(context, { args, flags }) {
    const program = await modelsWhere(context, flags.production, ['rm', ...args])
    return {
      steps: [modelsStep('remove the model', program, 'rm')],
      losses: args.map((model) => `the downloaded model ${model}`),
      result: () => {},
    }
  },
})
