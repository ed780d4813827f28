import { defineCommand } from '../core/command.ts'
import { listModels } from '../machine/models.ts'

export const command = defineCommand({ run: listModels })
