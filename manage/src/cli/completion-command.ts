import { type CommandTable, commonFlags, defineCommand, type Flags } from '../core/command.ts'
import { bashCompletion, fishCompletion, zshCompletion } from './completion.ts'

const shells = ['bash', 'zsh', 'fish'] as const

/** `completion`: a script for a shell. @param table of all commands; it is handed in, for it names this command too. */
export const completionCommand = (table: CommandTable) =>
  defineCommand({
    args: { name: 'shell', required: true, choices: shells, summary: 'the shell to write for' },
    examples: ['completion bash >> ~/.bashrc', 'completion fish > ~/.config/fish/completions/manage.fish'],
    async run(_context, { args: [shell] }) {
      const words = await Promise.all(
        Object.entries(table).map(async ([name, { summary, load }]) => {
          const { command } = await load()
          const flags: Flags = { ...command.flags, ...commonFlags(command) }
          return { name, summary, flags, choices: command.args?.choices ?? [] }
        }),
      )
      const write = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }[
        shell as (typeof shells)[number]
      ]
      return { shell, script: write(words) }
    },
    text: ({ script }) => script,
  })
