import {
  type Command,
  type CommandTable,
  commonFlags,
  type Flag,
  type Flags,
  groups,
} from '../core/command.ts'
import type { Style } from '../core/output.ts'
import { formatTable } from '../core/table.ts'

/** The list of every command, by group. */
export function overview(table: CommandTable, style: Style): string {
  const names = Object.keys(table)
  const width = Math.max(...names.map((name) => name.length))
  const sections = groups
    .map((group) => ({
      group,
      entries: Object.entries(table).filter(([, entry]) => entry.group === group),
    }))
    .filter(({ entries }) => entries.length > 0)
    .map(({ group, entries }) =>
      [
        style.bold(group),
        ...entries.map(([name, entry]) => `  ${name.padEnd(width)}  ${entry.summary}`),
      ].join('\n'),
    )
  return [
    'manage runs Parlance: on this machine, in Docker, in production.',
    `${style.bold('usage')}  pnpm manage <command> [arguments] [--help] [--json] [--instance name]`,
    ...sections,
    style.dim('`pnpm manage help <command>` tells more.'),
  ].join('\n\n')
}

/** How one command is called. */
export function commandHelp(table: CommandTable, name: string, command: Command, style: Style): string {
  const { args, examples = [] } = command
  const words = args ? ` ${argumentWord(args)}` : ''
  const flags: Flags = { ...command.flags, ...commonFlags(command) }
  const parts = [
    table[name]?.summary ?? '',
    `${style.bold('usage')}  pnpm manage ${name}${words} [flags]`,
    args ? `  ${args.name}: ${args.summary}${args.choices ? ` (${args.choices.join(', ')})` : ''}` : '',
    `${style.bold('flags')}\n${formatTable(Object.entries(flags).map(([flag, spec]) => [`  ${flagWord(flag, spec)}`, flagSummary(spec)]))}`,
    examples.length > 0
      ? `${style.bold('examples')}\n${examples.map((line) => `  pnpm manage ${line}`).join('\n')}`
      : '',
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** The same for programs. */
export function describeCommand(table: CommandTable, name: string, command: Command) {
  return {
    name,
    group: table[name]?.group,
    summary: table[name]?.summary,
    arguments: command.args ?? null,
    flags: { ...command.flags, ...commonFlags(command) },
  }
}

const argumentWord = ({ name, many, required }: NonNullable<Command['args']>) => {
  const word = many ? `${name}…` : name
  return required ? `<${word}>` : `[${word}]`
}

const flagWord = (name: string, spec: Flag) =>
  `${spec.short ? `-${spec.short}, ` : '    '}--${name}${valueWord(spec)}`

function valueWord(spec: Flag): string {
  if (spec.type === 'boolean') return ''
  return spec.type === 'string' && spec.bare !== undefined
    ? `[=${spec.placeholder}]`
    : ` <${spec.placeholder}>`
}

const flagSummary = (spec: Flag) =>
  spec.type !== 'boolean' && spec.default !== undefined ? `${spec.summary} (${spec.default})` : spec.summary
