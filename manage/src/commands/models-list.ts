import { defineCommand } from '../command.ts'
import { runModels } from '../models.ts'

export const command = defineCommand({
  run: (context) => runModels(context, ['list']),
})
