import { defineCommand } from '../command.ts'
import { seedText } from '../database-text.ts'
import { selectEngine } from '../engine.ts'

export const command = defineCommand({
  engine: true,
  async run(context) {
    return (await selectEngine(context)).engine.database('seed')
  },
  async plan(context) {
    return (await selectEngine(context)).engine.planDatabase('seed')
  },
  text: seedText,
})
