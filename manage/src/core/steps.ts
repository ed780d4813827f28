import { interruptedError, ManageError } from './errors.ts'
import type { Completed, ProcessSpec, Runner, RunOptions } from './process-spec.ts'

/** What a step is given: it can start its own process, which is the one that was printed, and no other. */
export interface Tools {
  /** Runs the step's process to its end. */
  run(options?: RunOptions): Promise<Completed>
  /** Runs it with this terminal's own input and output; gives the exit code. */
  attach(): Promise<number>
}

/** One thing that a command does: a process, or a change that needs none. Printed by `--dry-run`, else carried out. */
export interface Step {
  summary: string
  process?: ProcessSpec
  /** How it is done, where there is more to it than running the process to its end. */
  act?(tools: Tools): Promise<unknown> | unknown
  /** Decided on the way: the step is printed with these words, and left out when it does not hold by then. */
  onlyIf?: { words: string; holds(): Promise<boolean> | boolean }
  /** Cleans up after the steps before it: carried out although one of them failed. */
  always?: boolean
  /** Processes that the step starts and looks after by itself, as a supervisor does; printed after it. */
  starts?: readonly { summary: string; process: ProcessSpec }[]
}

interface Decided {
  /** Steps in an inner list are done side by side. */
  steps: readonly (Step | readonly Step[])[]
  /** What will be lost, each by its exact name. Nothing listed: nothing is asked. */
  losses?: readonly string[]
}

/** Everything that a command does, decided before the first change. */
export type Plan<Result> = Decided &
  (
    | {
        /** What came of it, when every step is done. */
        result(): Promise<Result> | Result
        rest?: never
      }
    | {
        /** What can only be decided when the steps are done, such as tags that follow from an image yet to be pulled. */
        rest: { summary: string; plan(): Promise<Plan<Result>> }
        result?: never
      }
  )

/** The same plan, whose result is made of what it came to. */
export function withResult<From, To>(plan: Plan<From>, make: (result: From) => To): Plan<To> {
  const { rest } = plan
  if (rest) {
    return { ...plan, rest: { ...rest, plan: async () => withResult(await rest.plan(), make) } }
  }
  return { ...plan, result: async () => make(await plan.result()) }
}

/** The same plan, whose result has these facts too. */
export const withFacts = <Result extends object, Facts extends object>(
  plan: Plan<Result>,
  facts: Facts,
): Plan<Facts & Result> => withResult(plan, (result) => ({ ...facts, ...result }))

/** The same plan, which tells of its failure before it fails, whatever it was: a step, or what was decided on the way. */
export function onFailure<Result>(
  { steps, rest, result, ...decided }: Plan<Result>,
  tell: (thrown: unknown) => Promise<void> | void,
): Plan<Result> {
  const telling =
    <Args extends unknown[], Made>(work: (...args: Args) => Promise<Made> | Made) =>
    async (...args: Args): Promise<Made> => {
      try {
        return await work(...args)
      } catch (thrown) {
        await tell(thrown)
        throw thrown
      }
    }
  const watched = (step: Step): Step => ({
    ...step,
    ...(step.act || step.process
      ? { act: telling((tools: Tools) => (step.act ? step.act(tools) : tools.run())) }
      : {}),
  })
  const watchedSteps = steps.map((entry) =>
    Array.isArray(entry) ? entry.map(watched) : watched(entry as Step),
  )
  if (rest) {
    const plan = telling(async () => onFailure(await rest.plan(), tell))
    return { ...decided, steps: watchedSteps, rest: { ...rest, plan } }
  }
  return { ...decided, steps: watchedSteps, result: telling(async () => result()) }
}

/** One plan, and then another that can only be decided when the first is done. @param summary says so in a dry run */
export function andThen<First, Second>(
  { rest, result, ...decided }: Plan<First>,
  summary: string,
  next: (first: First) => Promise<Plan<Second>>,
): Plan<Second> {
  if (rest) {
    return {
      ...decided,
      rest: { summary: rest.summary, plan: async () => andThen(await rest.plan(), summary, next) },
    }
  }
  return { ...decided, rest: { summary, plan: async () => next(await result()) } }
}

/** One line of a dry run. */
export interface PrintedStep {
  summary: string
  process?: ProcessSpec
}

/** The steps of a plan as `--dry-run` shows them. */
export function printedSteps({ steps, rest }: Plan<unknown>): PrintedStep[] {
  return [
    ...steps.flat().flatMap(({ summary, process, onlyIf, starts = [] }) => [
      {
        summary: onlyIf ? `${summary} (${onlyIf.words})` : summary,
        ...(process ? { process } : {}),
      },
      ...starts,
    ]),
    ...(rest ? [{ summary: rest.summary }] : []),
  ]
}

/** Does the steps in their order. @throws what the first step that failed threw, after the steps that are done always */
export async function carryOut<Result>(
  plan: Plan<Result>,
  context: { runner: Runner; signal: AbortSignal },
): Promise<Result> {
  let failure: { thrown: unknown } | undefined
  for (const entry of plan.steps) {
    const steps = (Array.isArray(entry) ? entry : [entry]) as readonly Step[]
    if (!failure && context.signal.aborted) failure = { thrown: interruptedError() }
    const due = failure ? steps.filter(({ always }) => always) : steps
    const outcomes = await Promise.allSettled(due.map((step) => carryOutStep(step, context.runner)))
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') failure ??= { thrown: outcome.reason }
    }
  }
  if (failure) throw failure.thrown
  return plan.rest ? carryOut(await plan.rest.plan(), context) : plan.result()
}

async function carryOutStep({ summary, process, act, onlyIf }: Step, runner: Runner): Promise<void> {
  if (onlyIf && !(await onlyIf.holds())) return
  const own = (): ProcessSpec => {
    if (process) return process
    throw new ManageError('failed', `"${summary}" has no process of its own`)
  }
  const tools: Tools = {
    run: (options) => runner.run(own(), options),
    attach: () => runner.attach(own()),
  }
  if (act) await act(tools)
  else if (process) await tools.run()
}
