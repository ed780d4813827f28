import type { Context } from '../../core/context.ts'
import { interruptedError, usageError } from '../../core/errors.ts'
import type { Plan, Step } from '../../core/steps.ts'
import { inspectorsOf } from '../../core/topology.ts'
import {
  composeDown,
  composeLogs,
  composeRestart,
  composeUnpause,
  type Project,
} from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { dockerStep } from '../../docker/daemon.ts'
import { type DevPart, devParts } from '../../docker/development-project.ts'
import { parseComposeLine } from '../../docker/parse/compose-log.ts'
import type { ContainerFacts } from '../../docker/parse/container.ts'
import type { ImageFacts } from '../../docker/parse/image.ts'
import { assertPortsFree, wantedInspectors, wantedPorts } from '../../machine/ports.ts'
import type { UpReport, UpRequest } from '../engine.ts'
import { logText, parseLogLine } from '../logs/log-text.ts'
import { publishedHost } from '../probe/published-part.ts'
import { imageSteps } from './development-images.ts'
import { openDevStack } from './development-stack.ts'
import { DockerStart, graceSeconds, startReport, takeDown } from './docker-start.ts'
import { runningParts } from './docker-status.ts'
import { readSeeded } from './seeded.ts'

/** Starts the stack; in the foreground, stays with its logs until Ctrl-C and stops it then. */
export async function upPlan(
  context: Context,
  base: Pick<ImageFacts, 'id'>,
  request: UpRequest,
  announce: (report: UpReport) => void,
): Promise<Plan<void>> {
  const { config, instance } = context
  if (request.without?.length) {
    throw usageError(
      `on Docker the stack is started whole: ${request.without.join(', ')} cannot be left out`,
      'Start it without Docker: --engine embedded',
    )
  }
  const inspectors = inspectorsOf(request.inspect, instance.offset, config.inspectors)
  const stack = await openDevStack(context, base, inspectors)
  const { project } = stack
  const [containers, images] = await Promise.all([
    inspectProject(context, project),
    imageSteps(context, stack),
  ])
  const before = runningParts(containers)
  const unhealthy = unhealthyParts(containers)
  const published = new Set(containers.flatMap(({ running, ports }) => (running ? ports : [])))
  const open = Object.values(inspectors).every((port) => published.has(port))
  if (before.length === devParts.length && unhealthy.length === 0 && open && hasComeUp(context)) {
    const tell = () =>
      announce({ ...startReport(context, [], Date.now(), inspectors), alreadyRunning: true, seconds: 0 })
    return request.detached
      ? { steps: [], result: tell }
      : { steps: [stayStep(context, project, tell)], result: () => {} }
  }
  const { ports } = instance
  const wanted = devParts.filter((part) => !before.includes(part)).map((part) => [part, ports[part]] as const)
  const closed = wantedInspectors(publishedHost, inspectors).filter(({ port }) => !published.has(port))
  await assertPortsFree([...wantedPorts(publishedHost, wanted), ...closed], { daemon: true })
  const start = new DockerStart(context, project, request.waitTimeout * 1000, before.length === 0)
  const tell = () => announce(start.report(inspectors))
  return {
    steps: [
      ...images.steps,
      ...stack.keep,
      start.rememberStep(),
      ...mendSteps(project, containers, unhealthy),
      start.startStep(),
      start.homeStep(),
      start.seedStep(),
      ...(request.detached ? [] : [stayStep(context, project, tell)]),
    ],
    result: request.detached ? tell : () => {},
  }
}

/** Whether a start of this instance has ever gone to its end. */
const hasComeUp = ({ instance }: Context) => readSeeded(instance.folder) !== undefined

/** Parts that run and do not work: an earlier start has left them so, or somebody has stopped them in their tracks. */
const unhealthyParts = (containers: readonly ContainerFacts[]): DevPart[] =>
  devParts.filter((part) =>
    containers.some(
      ({ service, running, paused, health }) =>
        service === part && running && (paused || health === 'unhealthy'),
    ),
  )

/** Lets go on what is paused, and starts anew what does not work. */
function mendSteps(
  project: Project,
  containers: readonly ContainerFacts[],
  unhealthy: readonly DevPart[],
): Step[] {
  const isPaused = (part: DevPart) => containers.some(({ service, paused }) => service === part && paused)
  const paused = unhealthy.filter(isPaused)
  const failing = unhealthy.filter((part) => !isPaused(part))
  return [
    ...(paused.length > 0
      ? [dockerStep(`let ${paused.join(', ')} go on`, composeUnpause(project, paused))]
      : []),
    ...(failing.length > 0
      ? [dockerStep(`restart ${failing.join(', ')}`, composeRestart(project, failing))]
      : []),
  ]
}

/** Tells that all is up, shows the logs until Ctrl-C, then stops everything. */
function stayStep(context: Context, project: Project, tell: () => void): Step {
  const { output, runner, signal } = context
  const say = (line: string) => {
    const parsed = parseComposeLine(line)
    if (!parsed) return
    const record = parseLogLine(parsed.service as DevPart, parsed.text, new Date(parsed.time))
    output.say(logText(record, output.style))
  }
  return {
    summary: 'show the logs until Ctrl-C, then stop and remove the containers',
    process: composeDown(project, graceSeconds),
    async act() {
      tell()
      const logs = composeLogs(project, { services: [], follow: true, since: new Date() })
      await runner.run(logs, { onLine: say }).catch(() => {})
      if (!signal.aborted)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      output.say('stopping…')
      await takeDown(context, project)
      throw interruptedError()
    },
  }
}
