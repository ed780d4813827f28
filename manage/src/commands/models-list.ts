import { defineCommand } from '../core/command.ts'
import { runModels } from '../machine/models.ts'

export const command = defineCommand({
  run: (context) => runModels(context, ['list']),
})
