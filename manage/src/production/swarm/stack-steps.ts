import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../core/context.ts'
import { interruptedError, ManageError } from '../../core/errors.ts'
import type { Runner } from '../../core/process-spec.ts'
import type { Step } from '../../core/steps.ts'
import { runDocker } from '../../docker/daemon.ts'
import { containerLogs } from '../../docker/object-commands.ts'
import { explainDocker } from '../../docker/parse/docker-fault.ts'
import type { StackService } from '../../docker/parse/stack.ts'
import { renewService, rollbackService, stackDeploy } from '../../docker/stack-commands.ts'
import type { StartProgress } from '../../engines/start-progress.ts'
import type { Waiting } from '../rollout/patience.ts'
import { onlyServices, type StackDocument } from './stack-document.ts'
import { explainTask, readServices, readTasks, standingOf } from './stack-state.ts'

/** Milliseconds. */
const lookEveryMs = 500
const backDeadlineMs = 120_000
const heardLines = 20

export interface StackParts {
  context: Context
  stack: string
  document: StackDocument
  /** What each part's tasks are to be made from. */
  digests: ReadonlyMap<string, string>
  /** The services as they were when this was decided. */
  before: ReadonlyMap<string, StackService>
  waiting: Waiting
  /** Requests that failed since the probe began. */
  failed(): number
  allowFailures: number
  timed(phase: string, step: Step): Step
}

/** Hands parts to the swarm, which replaces what has changed of them, and waits until each serves. */
export const deployStep = (parts: StackParts, names: readonly string[]): Step =>
  parts.timed('replace', {
    summary: `have the swarm run ${names.join(', ')}`,
    process: stackDeploy(parts.stack),
    async act({ run }) {
      await run({ input: onlyServices(parts.document, names) }).catch((error: unknown) => {
        throw explainDocker(error)
      })
      await settle(parts, names, 0)
    },
  })

/** New tasks of the same description. */
export const renewStep = (parts: StackParts, name: string): Step =>
  parts.timed('replace', {
    summary: `have the swarm run ${name} anew`,
    process: renewService(`${parts.stack}_${name}`),
    async act({ run }) {
      await run().catch((error: unknown) => {
        throw explainDocker(error)
      })
      await settle(parts, [name], 1)
    },
  })

/** @param renewals how often more than before new tasks were asked for. @throws ManageError (failed) with a task's last lines */
function settle(parts: StackParts, names: readonly string[], renewals: number): Promise<void> {
  const { context, stack, digests, before, waiting, failed, allowFailures } = parts
  const lostBefore = failed()
  return waiting(async (progress) => {
    const open = new Set(names)
    try {
      while (open.size > 0) {
        if (context.signal.aborted) throw interruptedError()
        const services = await readServices(context, stack)
        const own = [...open].flatMap((name) => services.get(name) ?? [])
        const tasks = await readTasks(context, own)
        for (const name of open) {
          const service = services.get(name)
          if (!service) throw new ManageError('failed', `the swarm has no ${name}`)
          const standing = standingOf(service, tasks, {
            digest: digests.get(name) ?? '',
            forced: (before.get(name)?.forced ?? 0) + renewals,
          })
          if (standing.at === 'refused') {
            throw new ManageError('failed', `the new ${name} does not serve: ${standing.why}`, {
              details: await explainTask(context, name, standing.task),
            })
          }
          if (standing.at === 'done') {
            open.delete(name)
            progress.arrived(name)
          } else progress.waits(name, standing.why)
        }
        const newest = tasks.at(-1)
        if (open.size > 0 && newest) await hear(context, newest.container, progress)
        const lost = failed() - lostBefore
        if (lost > allowFailures) {
          throw new ManageError('failed', `${lost} requests failed when the new version took part`)
        }
        if (progress.left() <= 0) {
          throw new ManageError('failed', `${[...open].join(', ')}: not there, and nothing moves any more`, {
            details: await explainTask(context, [...open].join(', '), newest),
          })
        }
        if (open.size > 0) await sleep(lookEveryMs)
      }
    } finally {
      for (const name of names) progress.forget(name)
    }
  })
}

async function hear({ runner }: Context, container: string, progress: StartProgress): Promise<void> {
  if (container === '') return
  const { stdout, stderr } = await runDocker(runner, containerLogs(container, heardLines), { allow: 'any' })
  for (const line of `${stdout}\n${stderr}`.split('\n')) if (line !== '') progress.heard(container, line)
}

/** Lets the swarm go back to what it ran before, where it has not done so by itself, and waits for it. */
export function takeBackStep(parts: StackParts, names: readonly string[], failedAt: () => boolean): Step {
  const { context, stack, before } = parts
  const replaced = names.filter((name) => before.has(name))
  return {
    summary: `have the swarm go back with ${replaced.join(', ')} (if a new version does not serve)`,
    always: true,
    async act() {
      if (!failedAt()) return
      // Runs after Ctrl-C too.
      const runner: Runner = {
        ...context.runner,
        run: (spec, options) => context.runner.run(spec, { ...options, uninterrupted: true }),
      }
      const look = async () => {
        const services = await readServices({ runner }, stack)
        return replaced.flatMap((name) => services.get(name) ?? [])
      }
      const digestBefore = ({ name }: StackService) =>
        before.get(name.slice(stack.length + 1))?.configDigest ?? ''
      // What the swarm has taken back by itself is as it was.
      for (const service of await look()) {
        if (service.configDigest === digestBefore(service)) continue
        await runDocker(runner, rollbackService(service.name), { allow: 'any' })
      }
      const deadline = Date.now() + backDeadlineMs
      for (;;) {
        const services = await look()
        const tasks = await readTasks({ runner }, services)
        const away = services.filter(
          (service) => standingOf(service, tasks, { digest: digestBefore(service), forced: 0 }).at !== 'done',
        )
        if (away.length === 0) return context.output.say(`${replaced.join(', ')}: the version before serves`)
        if (Date.now() > deadline) {
          const list = away.map(({ name }) => name).join(' ')
          return context.output.say(`not back yet, see what the swarm does: docker service ps ${list}`)
        }
        await sleep(lookEveryMs)
      }
    },
  }
}
