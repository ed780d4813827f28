import { join } from 'node:path'
import type { Command } from '../core/command.ts'
import { type EngineChoice, instanceFault, parseConfig } from '../core/config.ts'
import type { Context } from '../core/context.ts'
import { exitCodes, toManageError, usageError } from '../core/errors.ts'
import { defaultInstance, openInstance } from '../core/instance.ts'
import { createRunner } from '../core/runner.ts'
import { carryOut, printedSteps } from '../core/steps.ts'
import { parseInput, splitCommand, suggest, wantsJson } from './argv.ts'
import { createOutput } from './output.ts'
import { registry } from './registry.ts'
import { inSamePlace, type NamedPlace } from './same-place.ts'

/** Runs one command line and sets the exit code. The one place that reads the environment and prints errors. */
export async function main(argv: readonly string[]): Promise<void> {
  const env = process.env
  const json = wantsJson(argv)
  let output = createOutput({ stdout: process.stdout, stderr: process.stderr, json, colour: undefined })
  const interruption = listenForInterruption()
  endWithReader(process.stdout, interruption.abort)
  endWithReader(process.stderr, interruption.abort)
  let debug = false
  let place: NamedPlace = { instance: undefined, engine: undefined }
  try {
    const config = parseConfig(env)
    debug = config.debug
    output = createOutput({ stdout: process.stdout, stderr: process.stderr, json, colour: config.colour })
    const { name, command, words } = await findCommand(argv)
    const input = parseInput(name, command, words)
    place = { instance: optional(input.flags.instance), engine: optional(input.flags.engine) }
    const instance = String(input.flags.instance ?? config.instance ?? defaultInstance)
    const fault = instanceFault(instance)
    if (fault) throw usageError(fault)
    const root = join(import.meta.dirname, '..', '..', '..')
    const context: Context = {
      root,
      env,
      config,
      instance: openInstance(root, instance, config),
      engine: (input.flags.engine ?? config.engine ?? 'auto') as EngineChoice,
      output,
      runner: createRunner({ cwd: root, env, signal: interruption.signal }),
      signal: interruption.signal,
    }
    process.exitCode = await perform(name, command, input, context)
  } catch (thrown) {
    const error = toManageError(thrown)
    output.error(inSamePlace(error, place), debug || error.cause === thrown)
    process.exitCode = error.exitCode
  } finally {
    interruption.stop()
  }
}

const optional = (flag: unknown) => (flag === undefined ? undefined : String(flag))

async function findCommand(
  argv: readonly string[],
): Promise<{ name: string; command: Command; words: readonly string[] }> {
  const { name = nameless(argv), rest } = splitCommand(argv)
  const entry = Object.hasOwn(registry, name) ? registry[name] : undefined
  if (!entry) {
    throw usageError(`there is no command "${name}"`, suggest(name, Object.keys(registry), ''))
  }
  const words = splitCommand(argv).name === undefined ? rest.filter((word) => !isVersion(word)) : rest
  return { name, command: (await entry.load()).command, words }
}

const isVersion = (word: string) => word === '--version' || word === '-v'
/** What a line of flags alone asks for. */
const nameless = (argv: readonly string[]) => (argv.some(isVersion) ? 'version' : 'help')

async function perform(
  name: string,
  command: Command,
  input: ReturnType<typeof parseInput>,
  context: Context,
): Promise<number> {
  const { output } = context
  if (input.flags.help) {
    const { commandHelp, describeCommand } = await import('./help.ts')
    output.result(
      describeCommand(registry, name, command),
      commandHelp(registry, name, command, output.style),
    )
    return exitCodes.done
  }
  const result = command.plan
    ? await change(name, command.plan, input, context)
    : await command.run(context, input)
  if (result === dryRun) return exitCodes.done
  if (result !== undefined)
    output.result(
      command.document ? command.document(result) : result,
      command.text?.(result, output.style) ?? '',
    )
  return command.exitCode?.(result) ?? exitCodes.done
}

const dryRun = Symbol('nothing was done')

/** Plans, and then prints the plan or carries it out; asks before something is lost. */
async function change(
  name: string,
  makePlan: NonNullable<Command['plan']>,
  input: ReturnType<typeof parseInput>,
  context: Context,
): Promise<unknown> {
  const plan = await makePlan(context, { ...input, dryRun: input.flags['dry-run'] === true })
  if (input.flags['dry-run']) {
    context.output.plan(printedSteps(plan))
    return dryRun
  }
  const { losses = [] } = plan
  if (losses.length > 0 && !input.flags.yes) {
    await (await import('./confirm.ts')).confirmLoss(name, losses, context)
  }
  return carryOut(plan, context)
}

/** Whoever reads may have seen enough (`| head`): then the command ends as if it was interrupted, without a word. */
function endWithReader(stream: NodeJS.WriteStream, abort: () => void): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    abort()
  })
}

/** The first signal asks the running command to end; a second one ends the process at once. */
function listenForInterruption(): { signal: AbortSignal; abort(): void; stop(): void } {
  const controller = new AbortController()
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  let first = 0
  const listener = () => {
    // A terminal and a package manager that forwards signals both deliver one Ctrl-C: that counts once.
    if (controller.signal.aborted && Date.now() - first > 500) process.exit(exitCodes.interrupted)
    if (controller.signal.aborted) return
    first = Date.now()
    controller.abort()
  }
  for (const signal of signals) process.on(signal, listener)
  return {
    signal: controller.signal,
    abort: () => controller.abort(),
    stop() {
      for (const signal of signals) process.off(signal, listener)
    },
  }
}
