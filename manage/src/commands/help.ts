import { suggest } from '../argv.ts'
import { defineCommand } from '../command.ts'
import { usageError } from '../errors.ts'
import { commandHelp, describeCommand, overview } from '../help.ts'
import { groups, registry } from '../registry.ts'

export const command = defineCommand({
  args: { name: 'command', summary: 'all without one' },
  async run(context, { args: [name] }) {
    if (name === undefined) return { text: overview(context.output.style), document: listing() }
    const entry = Object.hasOwn(registry, name) ? registry[name] : undefined
    if (!entry) throw usageError(`there is no command "${name}"`, suggest(name, Object.keys(registry), ''))
    const { command: found } = await entry.load()
    return { text: commandHelp(name, found, context.output.style), document: describeCommand(name, found) }
  },
  text: ({ text }) => text,
  document: ({ document }) => document,
})

const listing = () => ({
  groups,
  commands: Object.entries(registry).map(([name, { group, summary }]) => ({ name, group, summary })),
})
