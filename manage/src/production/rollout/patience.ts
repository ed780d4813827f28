import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import type { Completed } from '../../core/process-spec.ts'
import type { Tools } from '../../core/steps.ts'
import type { Project } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import { containerLogs } from '../../docker/object-commands.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import { StartProgress } from '../../engines/start-progress.ts'

/** Lends patience to whoever waits; those who wait at the same time share it, so that one that moves helps all. */
export type Waiting = <T>(work: (progress: StartProgress) => Promise<T>) => Promise<T>

/** Between looks at what is waited for, which cost a process each. Milliseconds. */
const lookEveryMs = 1_000
const lastLineCount = 20

/** @param patienceMs without any movement, after which a wait is given up. @param say tells the person who waits */
export function sharedPatience(patienceMs: number, say: (text: string) => void): Waiting {
  let current: { progress: StartProgress; users: number } | undefined
  return async (work) => {
    current ??= { progress: new StartProgress(patienceMs, say).begin(), users: 0 }
    const own = current
    own.users++
    try {
      return await work(own.progress)
    } finally {
      if (--own.users === 0) {
        own.progress.end()
        current = undefined
      }
    }
  }
}

/** What a container printed last counts as movement, where it was not printed before. */
export async function hearContainer(
  { runner }: Pick<Context, 'runner'>,
  { name, service }: ContainerFacts,
  progress: StartProgress,
): Promise<void> {
  const { stdout, stderr } = await runDocker(runner, containerLogs(name, lastLineCount), { allow: 'any' })
  for (const line of `${stdout}\n${stderr}`.split('\n')) if (line !== '') progress.heard(service, line)
}

/**
 * Runs `docker compose up --wait`, whose own limit would be one of the whole time, and gives it up when nothing moves.
 * @throws ManageError (failed) then, else whatever Compose ended with
 */
export async function upWithPatience(
  context: Context,
  project: Project,
  parts: readonly string[],
  progress: StartProgress,
  run: Tools['run'],
): Promise<Completed> {
  const stop = new AbortController()
  const done = new AbortController()
  const waiting = new Set(parts)
  let gaveUp = false
  const look = async () => {
    const containers = await inspectProject(context, project)
    for (const container of containers.filter(({ service }) => waiting.has(service))) {
      const { service, running, health, healthLog } = container
      if (running && (health ?? 'healthy') === 'healthy') {
        waiting.delete(service)
        progress.arrived(service)
        continue
      }
      progress.waits(service, healthLog.at(-1)?.output || (health ?? 'starting'))
      await hearContainer(context, container, progress)
    }
  }
  const watch = async () => {
    while (!done.signal.aborted) {
      await sleep(lookEveryMs, undefined, { signal: done.signal }).catch(() => {})
      if (done.signal.aborted) return
      // A daemon that has no time to answer now is asked again.
      await look().catch(() => {})
      if (progress.left() > 0) continue
      gaveUp = true
      return stop.abort()
    }
  }
  const watching = watch()
  try {
    return await run({ signal: stop.signal, onLine: (line) => progress.heard('compose', line) })
  } catch (error) {
    if (!gaveUp) throw error
    throw new ManageError('failed', `${[...waiting].join(', ')}: not healthy, and nothing moves any more`)
  } finally {
    done.abort()
    await watching
    for (const part of parts) progress.forget(part)
  }
}
