import { parseArgs } from 'node:util'
import {
  type Arguments,
  type Command,
  commonFlags,
  type Flag,
  type Flags,
  type Input,
} from '../core/command.ts'
import { usageError } from '../core/errors.ts'

export interface Split {
  /** undefined when only flags, or nothing, was given. */
  name: string | undefined
  rest: readonly string[]
}

/** Finds the command among the words; flags that every command takes may stand before it. */
export function splitCommand(argv: readonly string[]): Split {
  const words = argv[0] === '--' ? argv.slice(1) : argv
  let at = 0
  while (words[at]?.startsWith('-')) at += words[at] === '--instance' ? 2 : 1
  const name = words[at]
  return { name, rest: name === undefined ? words : [...words.slice(0, at), ...words.slice(at + 1)] }
}

/** Whether a program reads the output: asked before the command is known, so that early errors are JSON too. */
export const wantsJson = (argv: readonly string[]) => {
  const end = argv.indexOf('--', 1)
  return (end === -1 ? argv : argv.slice(0, end)).includes('--json')
}

/** Checks the words after a command against what it declares. @throws ManageError (usage) naming the word at fault. */
export function parseInput(name: string, command: Command, words: readonly string[]): Input<Flags> {
  const flags: Flags = { ...command.flags, ...commonFlags(command) }
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(flags).map(([flag, spec]) => [
        flag,
        {
          type: spec.type === 'boolean' || bareValue(spec) !== undefined ? 'boolean' : 'string',
          ...(spec.short ? { short: spec.short } : {}),
        } as const,
      ]),
    ),
  })
  const values: Record<string, string | number | boolean | undefined> = {}
  const args: string[] = []
  for (const [flag, spec] of Object.entries(flags)) {
    values[flag] = spec.type === 'boolean' ? false : spec.default
  }
  for (const token of tokens) {
    if (token.kind === 'positional') args.push(token.value)
    if (token.kind !== 'option') continue
    const spec = flags[token.name]
    if (!spec) {
      throw usageError(
        `${name} has no flag ${token.rawName}`,
        suggest(token.name, Object.keys(flags), '--', name),
      )
    }
    values[token.name] = flagValue(token.rawName, spec, token.value ?? bareValue(spec))
  }
  // Whoever asks how a command is called does not call it yet.
  return { flags: values, args: values.help === true ? args : checkArguments(name, command.args, args) }
}

/** What a flag means that was given without a value; undefined where it wants one. */
const bareValue = (spec: Flag) => (spec.type === 'string' ? spec.bare : undefined)

function flagValue(flag: string, spec: Flag, value: string | undefined): string | number | boolean {
  if (spec.type === 'boolean') {
    if (value !== undefined) throw usageError(`${flag} takes no value`)
    return true
  }
  if (value === undefined) throw usageError(`${flag} wants a value: ${flag} <${spec.placeholder}>`)
  if (spec.type === 'integer') {
    const number = Number(value)
    const minimum = spec.minimum ?? 0
    if (value.trim() === '' || !Number.isSafeInteger(number) || number < minimum) {
      throw usageError(`${flag} wants a whole number, ${minimum} or more, and got "${value}"`)
    }
    return number
  }
  if (spec.choices && !spec.choices.includes(value)) {
    throw usageError(`${flag} is one of ${spec.choices.join(', ')}, and got "${value}"`)
  }
  return value
}

function checkArguments(
  name: string,
  spec: Arguments | undefined,
  args: readonly string[],
): readonly string[] {
  const [first] = args
  if (!spec) {
    if (first !== undefined) throw usageError(`${name} takes no argument, and got "${first}"`)
    return args
  }
  if (spec.required && first === undefined) throw usageError(`${name} wants a ${spec.name}: ${spec.summary}`)
  if (!spec.many && args.length > 1)
    throw usageError(`${name} takes one ${spec.name}, and got ${args.length}`)
  const odd = spec.choices && args.find((arg) => !spec.choices?.includes(arg))
  if (odd !== undefined) {
    throw usageError(`"${odd}" is no ${spec.name}: one of ${spec.choices?.join(', ')}`)
  }
  return args
}

/** A sentence that offers what was probably meant, and where to look. */
export function suggest(word: string, known: readonly string[], prefix: string, helpOf?: string): string {
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ candidate, distance }) => distance <= Math.max(2, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance)
  const look = `\`pnpm manage help${helpOf ? ` ${helpOf}` : ''}\` lists what there is.`
  return best ? `Did you mean ${prefix}${best.candidate}? ${look}` : look
}

/** Levenshtein's distance: insertions, deletions and replacements from one word to the other. */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
