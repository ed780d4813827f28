import { commonFlags, defineCommand, type Flags } from '../command.ts'
import { bashCompletion, fishCompletion, zshCompletion } from '../completion.ts'
import { registry } from '../registry.ts'

const shells = ['bash', 'zsh', 'fish'] as const

export const command = defineCommand({
  args: { name: 'shell', required: true, choices: shells, summary: 'the shell to write for' },
  examples: ['completion bash >> ~/.bashrc', 'completion fish > ~/.config/fish/completions/manage.fish'],
  async run(_context, { args: [shell] }) {
    const words = await Promise.all(
      Object.entries(registry).map(async ([name, { summary, load }]) => {
        const { command: found } = await load()
        const flags: Flags = { ...found.flags, ...commonFlags(found) }
        return { name, summary, flags, choices: found.args?.choices ?? [] }
      }),
    )
    const write = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }[
      shell as (typeof shells)[number]
    ]
    return { shell, script: write(words) }
  },
  text: ({ script }) => script,
})
