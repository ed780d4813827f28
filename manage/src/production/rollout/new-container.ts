import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../core/context.ts'
import { interruptedError, ManageError, toManageError } from '../../core/errors.ts'
import type { Project } from '../../docker/compose-commands.ts'
import { explainContainer, inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import { containerExec, restartNoMore } from '../../docker/object-commands.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import type { StartProgress } from '../../engines/start-progress.ts'
import { healthScript, readBackendHealth } from '../backend-health.ts'
import { hearContainer } from './patience.ts'

/** Milliseconds. */
const askEveryMs = 400
/** So long one check asks on by itself: each that is started costs a Node and three calls of Docker, while visitors are served beside it. */
const checkMs = 5_000
const askTimeoutMs = checkMs + 15_000
const endDeadlineMs = 30_000
/** In a row, so that one which answers once and falls over is not taken for well. */
const goodAnswers = 2
/** What a check that asks on by itself says of so many; one of an older image knows nothing of that, and says nothing. */
const twice = 'healthy twice'

/**
 * Waits until a new container says that it is well, by the check of its own image; a backend also that what it needs
 * is there; given up when nothing moves any more. @throws ManageError (failed) with its end, its health answers and its last lines
 */
export async function waitHealthy(
  context: Context,
  project: Project,
  service: string,
  name: string,
  progress: StartProgress,
): Promise<void> {
  let answer = 'it was never asked'
  for (let good = 0; good < goodAnswers; ) {
    if (context.signal.aborted) throw interruptedError()
    const container = await find(context, project, name)
    if (!container?.running || container.restarts > 0) {
      throw await failure(context, project, name, `the new ${service} ended before it was healthy`)
    }
    const { answers, fault } = await ask(context, container)
    good = fault === undefined ? good + answers : 0
    answer = fault ?? answer
    if (fault === undefined) progress.arrived(service)
    else {
      progress.waits(service, fault)
      await hearContainer(context, container, progress)
    }
    if (good >= goodAnswers) return
    if (progress.left() <= 0) {
      throw await failure(
        context,
        project,
        name,
        `the new ${service} is not healthy, and nothing moves any more: ${answer}`,
      )
    }
    await sleep(askEveryMs, undefined, { signal: context.signal }).catch(() => {})
  }
}

/** @returns good answers in a row, or what is wrong, in a line */
async function ask(
  { runner }: Context,
  container: ContainerFacts,
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
  const { code, stdout, stderr } = await exec(container.healthCommand, { HEALTH_WAIT_MS: String(checkMs) })
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

/** One that keeps ending is looked at while it is down, for then Docker tells how it ended. */
async function failure(
  context: Context,
  project: Project,
  name: string,
  message: string,
): Promise<ManageError> {
  const deadline = Date.now() + endDeadlineMs
  let container = await find(context, project, name)
  // Between two starts it is down for a moment only: without the next start it stays down.
  if (container?.running && container.restarts > 0) {
    await runDocker(context.runner, restartNoMore(name), { allow: 'any' })
  }
  while (container?.running && container.restarts > 0 && Date.now() < deadline) {
    await sleep(askEveryMs)
    container = await find(context, project, name)
  }
  return new ManageError(
    'failed',
    message,
    container ? { details: await explainContainer(context, container) } : {},
  )
}
