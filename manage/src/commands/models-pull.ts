import { defineCommand, type FlagValues } from '../core/command.ts'
import { modelsStep } from '../machine/models.ts'
import { productionFlag } from '../production/production-database.ts'
import { modelsWhere } from '../production/production-models.ts'

const flags = {
  ...productionFlag,
  dtype: {
    type: 'string',
    placeholder: 'type',
    choices: ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4'],
    default: 'q8',
    summary: 'how exact its weights are; fewer bits, less memory',
  },
  revision: {
    type: 'string',
    placeholder: 'name',
    default: 'main',
    summary: 'branch, tag or commit of the hub',
  },
} as const

const words = (input: { args: readonly string[]; flags: FlagValues<typeof flags> }) => [
  'pull',
  ...input.args,
  '--dtype',
  input.flags.dtype,
  '--revision',
  input.flags.revision,
]

export const command = defineCommand({
  args: {
    name: 'model',
    required: true,
    summary: 'bergamot (all seven languages), bergamot:de, or a hub id',
  },
  flags,
  examples: [
    'models:pull bergamot',
    'models:pull bergamot --production',
    'models:pull bergamot:de',
    'models:pull Xenova/m2m100_418M',
    'models:pull nllb-200-distilled-600M --dtype q4',
  ],
  async plan(context, input) {
    const program = await modelsWhere(context, input.flags.production, words(input))
    return { steps: [modelsStep('download the model', program, 'pull')], result: () => {} }
  },
})
