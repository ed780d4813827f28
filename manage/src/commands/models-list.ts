import { defineCommand } from '../core/command.ts'
import { listModels } from '../machine/models.ts'
import { productionFlag } from '../production/production-database.ts'
import { modelsWhere } from '../production/production-models.ts'

export const command = defineCommand({
  flags: productionFlag,
  run: async (context, { flags }) =>
    listModels(context, await modelsWhere(context, flags.production, ['list'])),
})
