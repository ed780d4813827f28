// How to add a command to `pnpm manage`:
//   1. Write manage/src/commands/<group>-<verb>.ts; its one export is `command = defineCommand({…})`: flags, arguments,
//      and `text` (the result for people). It only looks at something? Then `run` returns a plain value, which `--json`
//      prints. It changes something? Then `plan` returns the steps and, for when they are done, the result: `--dry-run`
//      prints the steps. What will be lost is in the plan too, by its exact name; set `destroys: true`, and `--yes` and
//      the question come with it.
//   2. Name it in manage/src/cli/registry.ts, with its group and summary. Files are loaded only when they are called,
//      so that `help` stays instant; a test loads every one.
//   3. A test of its steps goes into manage/test/commands/dry-run.test.ts: printed is what was done.
//   4. It runs on either engine? Set `engine: true` and call `selectEngine(context)` from engines/select.ts.
// `--help --json --instance` (and `--dry-run --yes --engine` by the rules above) are handled here for every command.
// Failing means throwing a ManageError (core/errors.ts): its kind is the exit code, and main prints it, in one place.
import type { Context } from './context.ts'
import type { Style } from './output.ts'
import type { Plan } from './steps.ts'

export type Flag =
  | { type: 'boolean'; short?: string; summary: string }
  | {
      type: 'integer'
      short?: string
      placeholder: string
      summary: string
      minimum?: number
      default?: number
    }
  | {
      type: 'string'
      short?: string
      placeholder: string
      summary: string
      choices?: readonly string[]
      default?: string
      /** Stands for a flag given without a value; a value then comes with `=`. */
      bare?: string
    }

export type Flags = Readonly<Record<string, Flag>>

type FlagValue<F extends Flag> = F extends { type: 'boolean' }
  ? boolean
  : F extends { type: 'integer' }
    ? F extends { default: number }
      ? number
      : number | undefined
    : F extends { default: string }
      ? string
      : string | undefined

export type FlagValues<F extends Flags> = { [Name in keyof F]: FlagValue<F[Name]> }

/** The words after the command: at most one unless `many`. */
export interface Arguments {
  name: string
  summary: string
  many?: boolean
  required?: boolean
  choices?: readonly string[]
}

export interface Input<F extends Flags> {
  flags: FlagValues<F>
  args: readonly string[]
  /** Only the plan is wanted: nothing is kept free for it either. */
  dryRun?: boolean
}

interface Described<F extends Flags, Result> {
  flags?: F
  args?: Arguments
  examples?: readonly string[]
  /** Takes `--engine`. */
  engine?: boolean
  /** The result for people. An empty string prints nothing. */
  text?(result: Result, style: Style): string
  /** The JSON document, where it is not the result itself. */
  document?(result: Result): unknown
  /** The exit code of a result that is an answer and no success, as `health` gives; 0 without this. */
  exitCode?(result: Result): number
}

/** Looks at something, and changes nothing. */
interface Question<F extends Flags, Result> {
  /** What it returns is the JSON document; a stream writes its records itself and returns nothing. */
  run(context: Context, input: Input<F>): Promise<Result>
  plan?: never
  destroys?: never
}

/** Changes something. */
interface Change<F extends Flags, Result> {
  run?: never
  /**
   * Decides what will be done, and changes nothing yet, but that it may keep a place free for it. Carrying out the steps is the command, printing them is
   * `--dry-run`. @throws ManageError where the command would refuse.
   */
  plan(context: Context, input: Input<F>): Promise<Plan<Result>>
  /** Plans name losses: `--yes` and the question come with it. */
  destroys?: true
}

/** A verb of `pnpm manage`. */
export type Command<F extends Flags = Flags, Result = unknown> = Described<F, Result> &
  (Question<F, Result> | Change<F, Result>)

/** Keeps the types of a command's flags and result joined; at run time it is the command itself. */
export function defineCommand<const F extends Flags, Result>(
  command: Command<F, Result>,
): Command<F, Result> {
  return command
}

export const engineFlag = {
  type: 'string',
  placeholder: 'docker|embedded|auto',
  choices: ['docker', 'embedded', 'auto'],
  summary: 'where the stack runs; auto takes Docker if its daemon answers',
} as const satisfies Flag

/** The flags that every command takes, with those its abilities bring. */
export function commonFlags(command: Command): Flags {
  return {
    ...(command.engine ? { engine: engineFlag } : {}),
    ...(command.plan
      ? { 'dry-run': { type: 'boolean', summary: 'print what would be done, and do nothing' } as const }
      : {}),
    ...(command.destroys
      ? { yes: { type: 'boolean', short: 'y', summary: 'do not ask before something is destroyed' } as const }
      : {}),
    instance: {
      type: 'string',
      placeholder: 'name',
      summary: 'which copy of the stack (ports, data and containers of its own)',
    },
    json: {
      type: 'boolean',
      summary: 'one JSON document on stdout (NDJSON for streams); prose goes to stderr',
    },
    help: { type: 'boolean', short: 'h', summary: 'show this' },
  }
}

export const groups = ['development', 'production', 'database', 'people', 'data', 'previews', 'all'] as const
export type Group = (typeof groups)[number]

/** A command before it is loaded: what the list of all commands says of it. */
export interface Entry {
  group: Group
  summary: string
  load: () => Promise<{ command: Command }>
}

/** Every command by its name, in the order in which `help` lists them. */
export type CommandTable = Readonly<Record<string, Entry>>
