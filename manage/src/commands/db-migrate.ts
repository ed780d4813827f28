import { defineCommand } from '../core/command.ts'
import { selectEngine } from '../engines/select.ts'

export const command = defineCommand({
  engine: true,
  flags: {
    resolve: {
      type: 'boolean',
      summary: 'first say of a migration that failed, and whose cause is gone, that it is pending again',
    },
  },
  async plan(context, { flags }) {
    return (await selectEngine(context)).engine.database(flags.resolve ? 'resolve' : 'migrate')
  },
  text({ applied }) {
    const names = Array.isArray(applied) ? applied.map(String) : []
    return names.length > 0 ? `applied: ${names.join(', ')}` : 'no migration is pending'
  },
})
