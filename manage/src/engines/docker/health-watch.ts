import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../core/context.ts'
import { ManageError } from '../../core/errors.ts'
import { type Ports, services } from '../../core/topology.ts'
import type { Project } from '../../docker/compose-commands.ts'
import { explainContainer, inspectProject } from '../../docker/containers.ts'
import { type DevPart, devParts } from '../../docker/development-project.ts'
import type { StartTiming } from '../engine.ts'
import type { HealthAnswer } from '../probe/health-answer.ts'
import { askPart } from '../probe/published-part.ts'

/** Between questions: what starts needs the processor more than who asks. */
const pauseMs = 150
const probeTimeoutMs = 5_000
/** Between looks at whether a container has ended, which cost a process each. */
const inspectEveryMs = 3_000

export interface WatchOptions {
  parts: readonly DevPart[]
  ports: Ports
  /** Milliseconds since the epoch. */
  deadline: number
  /** Milliseconds since the epoch; timings count from here. */
  began: number
  onHealthy(timing: StartTiming): void
  /** Containers are there already; before that, one that is missing is no failure. */
  created(): boolean
}

/**
 * Waits until every part answers that it works. It asks the parts themselves, several times a second, so that the start
 * takes no longer than they do; Docker's own checks come at their interval.
 *
 * @throws ManageError with the part's health history and last lines: (failed) its container ended, (unhealthy) it said
 * no until the deadline, (timedOut) it said nothing.
 */
export async function watchHealth(
  context: Context,
  project: Project,
  options: WatchOptions,
): Promise<StartTiming[]> {
  const { deadline, began, ports } = options
  const waiting = new Map<DevPart, HealthAnswer | undefined>(options.parts.map((part) => [part, undefined]))
  const timings: StartTiming[] = []
  const settled = new AbortController()
  let failure: ManageError | undefined
  const watchPart = async (part: DevPart) => {
    while (!failure && !context.signal.aborted) {
      const left = deadline - Date.now()
      if (left <= 0) return
      const answer = await askPart(part, ports, Math.min(probeTimeoutMs, left), 'live')
      waiting.set(part, answer)
      if (answer.status === 'healthy' || answer.status === 'degraded') {
        waiting.delete(part)
        const timing: StartTiming = {
          name: part,
          startedMs: 0,
          healthyMs: Date.now() - began,
          ...lastNeed(part, timings),
        }
        timings.push(timing)
        options.onHealthy(timing)
        return
      }
      await sleep(pauseMs)
    }
  }
  const watchContainers = async () => {
    while (waiting.size > 0 && Date.now() < deadline && !context.signal.aborted) {
      // Whoever is healthy last ends this wait too.
      await sleep(inspectEveryMs, undefined, { signal: settled.signal }).catch(() => {})
      if (settled.signal.aborted || !options.created()) continue
      const ended = (await inspectProject(context, project)).find(
        ({ service, running, startedAt }) =>
          waiting.has(service as DevPart) && !running && startedAt !== undefined,
      )
      if (!ended) continue
      failure = new ManageError('failed', `${ended.service} ended before it was healthy`, {
        details: await explainContainer(context, ended),
      })
      return
    }
  }
  const asking = Promise.all(options.parts.map(watchPart)).finally(() => settled.abort())
  await Promise.all([asking, watchContainers()])
  if (failure) throw failure
  if (waiting.size > 0 && !context.signal.aborted) throw await lateError(context, project, waiting)
  return timings
}

async function lateError(
  context: Context,
  project: Project,
  waiting: ReadonlyMap<DevPart, HealthAnswer | undefined>,
): Promise<ManageError> {
  // What others wait for comes first in the list, and is the cause.
  const part = devParts.find((name) => waiting.has(name)) ?? 'backend'
  const answer = waiting.get(part)
  const answered = answer !== undefined && answer.status !== 'unreachable'
  const container = (await inspectProject(context, project)).find(({ service }) => service === part)
  return new ManageError(answered ? 'unhealthy' : 'timedOut', `${part} was not healthy in time`, {
    details: {
      lastHealth: answer ?? 'none: it was never asked',
      ...(container ? await explainContainer(context, container) : { service: part }),
    },
  })
}

/** The need that was healthy last: what the part waited for. */
function lastNeed(part: DevPart, timings: readonly StartTiming[]): { after?: string } {
  if (part === 'postgres' || part === 'redis') return {}
  const needs: readonly string[] =
    part === 'backend' ? [...services.backend.needs, 'redis'] : services[part].needs
  const after = timings.findLast(({ name }) => needs.includes(name))?.name
  return after === undefined ? {} : { after }
}
