import { defineCommand } from '../core/command.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  async plan(context) {
    return (await selectEngine(context)).engine.database('migrate')
  },
  text({ applied }) {
    const names = Array.isArray(applied) ? applied.map(String) : []
    return names.length > 0 ? `applied: ${names.join(', ')}` : 'no migration is pending'
  },
})
