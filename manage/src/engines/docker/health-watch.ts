import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../../core/context.ts'
import type { ManageError } from '../../core/errors.ts'
import { type Ports, services } from '../../core/topology.ts'
import { composeLogs, type Project } from '../../docker/compose-commands.ts'
import { explainContainer, inspectProject } from '../../docker/containers.ts'
import { type DevPart, devParts } from '../../docker/development-project.ts'
import { parseComposeLine } from '../../docker/parse/compose-log.ts'
import type { StartTiming } from '../engine.ts'
import type { HealthAnswer } from '../probe/health-answer.ts'
import { askPart } from '../probe/published-part.ts'
import { answerText, explainFailure, howToLook, StartFailure } from '../start-failure.ts'
import type { StartProgress } from '../start-progress.ts'

/** Between questions: what starts needs the processor more than who asks. Milliseconds. */
const pauseMs = { first: 150, most: 500, growth: 1.1 }
const probeTimeoutMs = 5_000
/** Between looks at whether a container has ended, which cost a process each. */
const inspectEveryMs = 3_000

export interface WatchOptions {
  parts: readonly DevPart[]
  ports: Ports
  progress: StartProgress
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
 * no until nothing moved any more, (timedOut) it said nothing.
 */
export async function watchHealth(
  context: Context,
  project: Project,
  options: WatchOptions,
): Promise<StartTiming[]> {
  const { progress, began, ports } = options
  const waiting = new Map<DevPart, HealthAnswer | undefined>(options.parts.map((part) => [part, undefined]))
  const timings: StartTiming[] = []
  const settled = new AbortController()
  const ends = AbortSignal.any([settled.signal, context.signal])
  let failure: ManageError | undefined
  const watchPart = async (part: DevPart) => {
    for (
      let pause = pauseMs.first;
      !failure && !context.signal.aborted;
      pause = Math.min(pause * pauseMs.growth, pauseMs.most)
    ) {
      if (progress.left() <= 0) return
      const answer = await askPart(part, ports, probeTimeoutMs, 'live')
      waiting.set(part, answer)
      if (answer.status === 'healthy' || answer.status === 'degraded') {
        waiting.delete(part)
        progress.arrived(part)
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
      progress.waits(part, answerText(answer))
      await sleep(pause, undefined, { signal: ends }).catch(() => {})
    }
  }
  const watchContainers = async () => {
    while (waiting.size > 0 && !ends.aborted) {
      // Whoever is healthy last ends this wait too.
      await sleep(inspectEveryMs, undefined, { signal: ends }).catch(() => {})
      if (ends.aborted || !options.created()) continue
      const ended = (await inspectProject(context, project)).find(
        ({ service, running, startedAt }) =>
          waiting.has(service as DevPart) && !running && startedAt !== undefined,
      )
      if (!ended) continue
      const { service } = ended
      failure = explainFailure(
        new StartFailure(service, 'ended', `${service} ended before it was healthy`, undefined),
        await explainContainer(context, ended),
        howToLook(service),
      )
      return
    }
  }
  const asking = Promise.all(options.parts.map(watchPart)).finally(() => settled.abort())
  await Promise.all([asking, watchContainers(), hearLogs(context, project, options, ends)])
  if (failure) throw failure
  if (waiting.size > 0 && !context.signal.aborted) throw await lateError(context, project, waiting)
  return timings
}

/** What the parts print is movement. */
async function hearLogs(
  { runner }: Context,
  project: Project,
  { began, progress }: WatchOptions,
  ends: AbortSignal,
): Promise<void> {
  const onLine = (line: string) => {
    const parsed = parseComposeLine(line)
    if (parsed) progress.heard(parsed.service, parsed.text)
  }
  while (!ends.aborted) {
    // Until there are containers it ends at once.
    await sleep(inspectEveryMs, undefined, { signal: ends }).catch(() => {})
    if (ends.aborted) return
    const logs = composeLogs(project, { services: [], follow: true, since: new Date(began) })
    await runner.run(logs, { allow: 'any', onLine, signal: ends }).catch(() => {})
  }
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
  return explainFailure(
    new StartFailure(part, answered ? 'unhealthy' : 'silent', `${part} was not healthy in time`, answer),
    container ? await explainContainer(context, container) : {},
    howToLook(part),
  )
}

/** The need that was healthy last: what the part waited for. */
function lastNeed(part: DevPart, timings: readonly StartTiming[]): { after?: string } {
  if (part === 'postgres' || part === 'redis') return {}
  const needs: readonly string[] =
    part === 'backend' ? [...services.backend.needs, 'redis'] : services[part].needs
  const after = timings.findLast(({ name }) => needs.includes(name))?.name
  return after === undefined ? {} : { after }
}
