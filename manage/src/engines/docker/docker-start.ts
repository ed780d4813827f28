import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { interruptedError, toManageError } from '../../core/errors.ts'
import { rememberInstance } from '../../core/instance.ts'
import type { Step } from '../../core/process-spec.ts'
import { createRunner } from '../../core/runner.ts'
import { composeDown, composeLogs, composeUp } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import { type DevPart, devParts } from '../../docker/development-project.ts'
import { parseComposeLine } from '../../docker/parse/compose-log.ts'
import { assertPortsFree } from '../../machine/ports.ts'
import type { StartTiming, UpReport, UpRequest } from '../engine.ts'
import { logText, parseLogLine } from '../logs/log-text.ts'
import { addressOf, publishedHost } from '../probe/published-part.ts'
import { criticalChain } from '../report.ts'
import { databaseIdentity, runDatabaseAction } from './compose-database.ts'
import { ensureImages, planImages } from './development-images.ts'
import { type DevStack, mountPoints, openDevStack } from './development-stack.ts'
import { runningParts } from './docker-status.ts'
import { watchHealth } from './health-watch.ts'
import { awaitHome } from './home-wait.ts'
import { readSeeded, writeSeeded } from './seeded.ts'

/** Seconds until a container that was asked to end is killed; each ends well before that. */
export const graceSeconds = 8

/** Starts the stack; in the foreground, stays with its logs until Ctrl-C and stops it then. */
export async function dockerUp(
  context: Context,
  request: UpRequest,
  announce: (report: UpReport) => void,
): Promise<void> {
  const stack = await openDevStack(context)
  const began = Date.now()
  const [containers] = await Promise.all([
    inspectProject(context, stack.project),
    ensureImages(context, stack),
  ])
  const before = runningParts(containers)
  if (before.length < devParts.length) {
    await start(context, stack, request, before, announce)
  } else announce({ ...reportOf(context, [], began), alreadyRunning: true, seconds: 0 })
  if (!request.detached) await stay(context, stack)
}

async function start(
  context: Context,
  { project }: DevStack,
  { waitTimeout }: UpRequest,
  before: readonly DevPart[],
  announce: (report: UpReport) => void,
): Promise<void> {
  const { instance, output, root } = context
  const { ports } = instance
  await assertPortsFree(
    publishedHost,
    devParts.filter((part) => !before.includes(part)).map((part) => [part, ports[part]] as const),
  )
  for (const folder of mountPoints(root)) mkdirSync(folder, { recursive: true })
  rememberInstance(instance, 'docker')
  const began = Date.now()
  try {
    let created = false
    const deadline = began + waitTimeout * 1000
    const watching = watchHealth(context, project, {
      parts: devParts,
      ports,
      deadline,
      began,
      created: () => created,
      onHealthy: ({ name, healthyMs }) =>
        output.say(`${name} is ready after ${(healthyMs / 1000).toFixed(2)} s`),
    })
    const starting = runDocker(context.runner, composeUp(project, []), { timeoutMs: waitTimeout * 1000 })
      .catch((error: unknown) => {
        // Compose's own words for a part that its dependants wait for; the watcher knows more.
        if (!/dependency failed to start|is unhealthy/.test(JSON.stringify(toManageError(error).details)))
          throw error
      })
      .finally(() => {
        created = true
      })
    const [timings] = await Promise.all([watching, starting])
    if (context.signal.aborted) throw interruptedError()
    const [home, identity] = await Promise.all([
      awaitHome(context, timings, { began, deadline }),
      databaseIdentity(context, project),
    ])
    const administrator = await seedOnce(context, { project }, identity)
    announce({
      ...reportOf(context, [...timings, home], began),
      ...(administrator ? { administrator } : {}),
    })
  } catch (error) {
    if (before.length === 0) await takeDown(context, { project })
    throw error
  }
}

/** Loads the sample catalogue into a database that it was not loaded into before. */
async function seedOnce(
  context: Context,
  { project }: Pick<DevStack, 'project'>,
  identity: string,
): Promise<UpReport['administrator']> {
  const { folder } = context.instance
  if (readSeeded(folder) === identity) return undefined
  const { adminEmail, adminPassword } = await runDatabaseAction(context, async () => project, 'seed')
  writeSeeded(folder, identity)
  context.output.say('loaded the sample catalogue')
  return adminPassword ? { email: String(adminEmail), password: String(adminPassword) } : undefined
}

/** Shows the logs until the signal, then stops everything. */
async function stay(context: Context, { project }: DevStack): Promise<never> {
  const { output, runner, signal } = context
  const say = (line: string) => {
    const parsed = parseComposeLine(line)
    if (!parsed) return
    const record = parseLogLine(parsed.service as DevPart, parsed.text, new Date(parsed.time))
    output.say(logText(record, output.style))
  }
  const logs = composeLogs(project, { services: [], follow: true, since: new Date() })
  await runner.run(logs, { onLine: say }).catch(() => {})
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  output.say('stopping…')
  await takeDown(context, { project })
  throw interruptedError()
}

/** Stops what runs, also after Ctrl-C, when the context's own runner takes nothing more. */
async function takeDown({ root, env }: Context, { project }: Pick<DevStack, 'project'>): Promise<void> {
  const runner = createRunner({ cwd: root, env, signal: new AbortController().signal })
  await runDocker(runner, composeDown(project, graceSeconds))
}

function reportOf({ instance }: Context, timings: readonly StartTiming[], began: number): UpReport {
  return {
    instance: instance.name,
    engine: 'docker',
    seconds: (Date.now() - began) / 1000,
    alreadyRunning: false,
    addresses: Object.fromEntries(devParts.map((part) => [part, addressOf(part, instance.ports)])),
    timings,
    criticalChain: criticalChain(timings),
    notes:
      instance.offset === 0 ? [] : [`instance ${instance.name}: every port is moved by ${instance.offset}`],
  }
}

/** The same as steps. */
export async function planDockerUp(context: Context): Promise<Step[]> {
  const stack = await openDevStack(context, { preview: true })
  const running = runningParts(await inspectProject(context, stack.project))
  if (running.length === devParts.length) return []
  return [
    ...(await planImages(context, stack)),
    { summary: `remember the ports of the instance in ${join(context.instance.folder, 'instance.json')}` },
    { summary: `start ${devParts.join(', ')}`, command: composeUp(stack.project, []) },
    { summary: 'wait until each is healthy' },
    { summary: 'load the sample catalogue, if the database is new' },
  ]
}
