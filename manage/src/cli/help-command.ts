import { type CommandTable, defineCommand, groups } from '../core/command.ts'
import { usageError } from '../core/errors.ts'
import { suggest } from './argv.ts'
import { commandHelp, describeCommand, overview } from './help.ts'

/** `help`: every command, or one. @param table of all commands; it is handed in, for it names this command too. */
export const helpCommand = (table: CommandTable) =>
  defineCommand({
    args: { name: 'command', summary: 'all without one' },
    async run(context, { args: [name] }) {
      const { style } = context.output
      if (name === undefined) return { text: overview(table, style), document: listing(table) }
      const entry = Object.hasOwn(table, name) ? table[name] : undefined
      if (!entry) throw usageError(`there is no command "${name}"`, suggest(name, Object.keys(table), ''))
      const { command } = await entry.load()
      return {
        text: commandHelp(table, name, command, style),
        document: describeCommand(table, name, command),
      }
    },
    text: ({ text }) => text,
    document: ({ document }) => document,
  })

const listing = (table: CommandTable) => ({
  groups,
  commands: Object.entries(table).map(([name, { group, summary }]) => ({ name, group, summary })),
})
