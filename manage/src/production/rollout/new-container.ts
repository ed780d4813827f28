import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../core/context.ts'
import { interruptedError, ManageError, toManageError } from '../../core/errors.ts'
import type { Step } from '../../core/steps.ts'
import type { Project } from '../../docker/compose-commands.ts'
import { explainContainer, inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import { containerExec, restartNoMore } from '../../docker/object-commands.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import type { StartProgress } from '../../engines/start-progress.ts'
import { healthScript, readBackendHealth } from '../backend-health.ts'
import { hearContainer, type Waiting } from './patience.ts'

/** Milliseconds. */
const askEveryMs = 400
/**
 * So long one check asks on by itself: each that is started costs a Node and three calls of Docker, which what is starting
 * and what serves beside it need more. Half of the patience that is left is the most: what was printed meanwhile is heard between two.
 */
const checkMs = { least: 1_000, most: 20_000 }
const askTimeoutMs = checkMs.most + 15_000
const endDeadlineMs = 30_000
const lookEveryMs = 200
/** In a row, so that one which answers once and falls over is not taken for well. */
const goodAnswers = 2
/** What a check that asks on by itself says of so many; one of an older image knows nothing of that, and says nothing. */
const twice = 'healthy twice'

/** A container that is waited for. */
export interface Awaited {
  service: string
  name: string
  /** Nothing serves in its place. Without it, it is new, and stands beside one that serves. */
  alone?: boolean
}

/** Waits until a container is well. @param awaited asked again when it is waited for: the name may be known only then */
export const waitStep = (
  context: Context,
  project: Project,
  waiting: Waiting,
  awaited: () => Awaited,
): Step => ({
  summary: `wait until ${awaited().name} is healthy`,
  act: () =>
    waiting((progress) =>
      waitHealthy(context, project, awaited(), progress).finally(() => progress.forget(awaited().service)),
    ),
})

/**
 * Waits until a container says that it is well, by its own check; a backend also that what it needs is there; given up
 * when nothing moves any more, or when Docker has given up what stands alone.
 * @throws ManageError with its end, its health answers and its last lines: (failed) it ended, or a new one is not healthy,
 * (unhealthy) one that stands alone is not
 */
export async function waitHealthy(
  context: Context,
  project: Project,
  awaited: Awaited,
  progress: StartProgress,
): Promise<void> {
  const { service, name, alone = false } = awaited
  const subject = alone ? service : `the new ${service}`
  const fail = (kind: 'failed' | 'unhealthy', words: string) =>
    containerFailure(context, project, awaited, kind, `${subject} ${words}`)
  let answer = 'it was never asked'
  for (let good = 0; good < goodAnswers; ) {
    if (context.signal.aborted) throw interruptedError()
    const container = await find(context, project, name)
    if (!container?.running || container.restarts > 0) {
      throw await fail('failed', 'ended before it was healthy')
    }
    const waitMs = Math.max(checkMs.least, Math.min(checkMs.most, Math.floor(progress.left() / 2)))
    const { answers, fault } = await ask(context, container, waitMs)
    good = fault === undefined ? good + answers : 0
    answer = fault ?? answer
    if (fault === undefined) progress.arrived(service)
    else {
      if (alone && container.health === 'unhealthy') throw await fail('unhealthy', `is not healthy: ${fault}`)
      progress.waits(service, fault)
      await hearContainer(context, container, progress)
    }
    if (good >= goodAnswers) return
    if (progress.left() <= 0) {
      throw await fail(
        alone ? 'unhealthy' : 'failed',
        `is not healthy, and nothing moves any more: ${answer}`,
      )
    }
    await sleep(askEveryMs, undefined, { signal: context.signal }).catch(() => {})
  }
}

/** @returns good answers in a row, or what is wrong, in a line */
async function ask(
  { runner }: Context,
  container: ContainerFacts,
  waitMs: number,
): Promise<{ answers: number; fault?: string | undefined }> {
  const exec = (command: readonly string[], variables: Readonly<Record<string, string>> = {}) =>
    runDocker(runner, containerExec(container.name, command, variables), {
      allow: 'any',
      timeoutMs: askTimeoutMs,
    }).catch((error: unknown) => {
      if (toManageError(error).kind !== 'timedOut') throw error
      // A busy machine: it is asked again.
      return { code: 1, stdout: 'no answer in time', stderr: '' }
    })
  if (!container.healthCommand) return { answers: 1 }
  const { code, stdout, stderr } = await exec(container.healthCommand, { HEALTH_WAIT_MS: String(waitMs) })
  if (code !== 0) {
    return { answers: 0, fault: `${stdout}${stderr}`.trim().slice(0, 200) || `its check ended with ${code}` }
  }
  const answers = stdout.includes(twice) ? goodAnswers : 1
  if (container.service !== 'backend') return { answers }
  const health = readBackendHealth((await exec(['node', '--eval', healthScript])).stdout)
  const well = health.status === 'healthy' || health.status === 'degraded'
  return { answers, ...(well ? {} : { fault: health.faults.join('; ') }) }
}

const find = async (context: Context, project: Project, name: string) =>
  (await inspectProject(context, project)).find((one) => one.name === name)

/**
 * Its history and its last lines say why. One that keeps ending is looked at while it is down, for then Docker tells how it ended.
 * What stands alone stays what it is: started again, it is to be restarted as ever.
 */
export async function containerFailure(
  context: Context,
  project: Project,
  { name, alone = false }: Awaited,
  kind: 'failed' | 'unhealthy',
  message: string,
): Promise<ManageError> {
  const deadline = Date.now() + endDeadlineMs
  let container = await find(context, project, name)
  // Between two starts it is down for a moment only: without the next start it stays down.
  if (!alone && container?.running && container.restarts > 0) {
    await runDocker(context.runner, restartNoMore(name), { allow: 'any' })
  }
  while (container?.running && container.restarts > 0 && Date.now() < deadline) {
    await sleep(lookEveryMs)
    container = await find(context, project, name)
  }
  return new ManageError(kind, message, {
    ...(container ? { details: await explainContainer(context, container) } : {}),
    ...(alone
      ? {
          hint: 'What was started stays, so that you can look at it: pnpm manage prod:logs, prod:status. Then prod:up again.',
        }
      : {}),
  })
}
