import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { interruptedError, toManageError } from '../../core/errors.ts'
import { rememberInstance } from '../../core/instance.ts'
import { createRunner } from '../../core/runner.ts'
import type { Plan, Step, Tools } from '../../core/steps.ts'
import { composeDown, composeLogs, composeUp, type Project } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import { type DevPart, devParts } from '../../docker/development-project.ts'
import { parseComposeLine } from '../../docker/parse/compose-log.ts'
import { explainDocker } from '../../docker/parse/docker-fault.ts'
import type { ImageFacts } from '../../docker/parse/image.ts'
import { assertPortsFree, wantedPorts } from '../../machine/ports.ts'
import type { StartTiming, UpReport, UpRequest } from '../engine.ts'
import { logText, parseLogLine } from '../logs/log-text.ts'
import { addressOf, publishedHost } from '../probe/published-part.ts'
import { criticalChain } from '../report.ts'
import { databaseIdentity, seedStep } from './compose-database.ts'
import { imageSteps } from './development-images.ts'
import { mountPoints, openDevStack } from './development-stack.ts'
import { runningParts } from './docker-status.ts'
import { watchHealth } from './health-watch.ts'
import { awaitHome } from './home-wait.ts'
import { readSeeded, writeSeeded } from './seeded.ts'

/** Seconds until a container that was asked to end is killed; each ends well before that. */
export const graceSeconds = 8

/** Starts the stack; in the foreground, stays with its logs until Ctrl-C and stops it then. */
export async function upPlan(
  context: Context,
  base: Pick<ImageFacts, 'id'>,
  request: UpRequest,
  announce: (report: UpReport) => void,
): Promise<Plan<void>> {
  const stack = await openDevStack(context, base)
  const [containers, images] = await Promise.all([
    inspectProject(context, stack.project),
    imageSteps(context, stack),
  ])
  const before = runningParts(containers)
  if (before.length === devParts.length) {
    const tell = () => announce({ ...reportOf(context, [], Date.now()), alreadyRunning: true, seconds: 0 })
    return request.detached
      ? { steps: [], result: tell }
      : { steps: [stayStep(context, stack.project, tell)], result: () => {} }
  }
  const { ports } = context.instance
  const wanted = devParts.filter((part) => !before.includes(part)).map((part) => [part, ports[part]] as const)
  await assertPortsFree(wantedPorts(publishedHost, wanted), { daemon: true })
  const start = new DockerStart(context, stack.project, request.waitTimeout * 1000, before.length === 0)
  const tell = () => announce(start.report())
  return {
    steps: [
      ...images.steps,
      ...stack.keep,
      start.rememberStep(),
      start.startStep(),
      start.homeStep(),
      start.seedStep(),
      ...(request.detached ? [] : [stayStep(context, stack.project, tell)]),
    ],
    result: request.detached ? tell : () => {},
  }
}

/** One start: what its steps hand on to each other. */
class DockerStart {
  readonly #context: Context
  readonly #project: Project
  readonly #limitMs: number
  /** Nothing ran before: then nothing stays when it fails. */
  readonly #fresh: boolean
  #began = 0
  #timings: StartTiming[] = []
  /** Of the database that runs. */
  #identity = ''
  #administrator: UpReport['administrator']

  constructor(context: Context, project: Project, limitMs: number, fresh: boolean) {
    this.#context = context
    this.#project = project
    this.#limitMs = limitMs
    this.#fresh = fresh
  }

  report(): UpReport {
    return {
      ...reportOf(this.#context, this.#timings, this.#began),
      ...(this.#administrator ? { administrator: this.#administrator } : {}),
    }
  }

  rememberStep(): Step {
    const { instance, root } = this.#context
    return {
      summary: `remember the ports of the instance in ${join(instance.folder, 'instance.json')}`,
      act() {
        for (const folder of mountPoints(root)) mkdirSync(folder, { recursive: true })
        rememberInstance(instance, 'docker')
      },
    }
  }

  startStep(): Step {
    return {
      summary: `start ${devParts.join(', ')}, and wait until each is healthy`,
      process: composeUp(this.#project, []),
      act: ({ run }) => this.#whole(() => this.#start(run)),
    }
  }

  async #start(run: Tools['run']): Promise<void> {
    const { output, signal, instance } = this.#context
    this.#began = Date.now()
    let created = false
    const watching = watchHealth(this.#context, this.#project, {
      parts: devParts,
      ports: instance.ports,
      deadline: this.#deadline,
      began: this.#began,
      created: () => created,
      onHealthy: ({ name, healthyMs }) =>
        output.say(`${name} is ready after ${(healthyMs / 1000).toFixed(2)} s`),
    })
    const starting = run({ timeoutMs: this.#limitMs })
      .catch((thrown: unknown) => {
        const error = toManageError(explainDocker(thrown))
        // Compose's own words for a part that its dependants wait for; the watcher knows more.
        if (!/dependency failed to start|is unhealthy/.test(JSON.stringify(error.details))) throw error
      })
      .finally(() => {
        created = true
      })
    const [timings] = await Promise.all([watching, starting])
    if (signal.aborted) throw interruptedError()
    this.#timings = timings
  }

  homeStep(): Step {
    return {
      summary: 'wait until the home page answers',
      act: () =>
        this.#whole(async () => {
          const times = { began: this.#began, deadline: this.#deadline }
          const [home, identity] = await Promise.all([
            awaitHome(this.#context, this.#timings, times),
            databaseIdentity(this.#context, this.#project),
          ])
          this.#timings = [...this.#timings, home]
          this.#identity = identity
        }),
    }
  }

  seedStep(): Step {
    const { instance, output } = this.#context
    const onlyIf = {
      words: 'if this database does not have it yet',
      holds: () => readSeeded(instance.folder) !== this.#identity,
    }
    const step = seedStep(this.#project, onlyIf, ({ adminEmail, adminPassword }) => {
      writeSeeded(instance.folder, this.#identity)
      output.say('loaded the sample catalogue')
      if (adminPassword) this.#administrator = { email: String(adminEmail), password: String(adminPassword) }
    })
    return { ...step, act: (tools) => this.#whole(async () => step.act?.(tools)) }
  }

  get #deadline(): number {
    return this.#began + this.#limitMs
  }

  async #whole<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (this.#fresh) await takeDown(this.#context, this.#project)
      throw error
    }
  }
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

/** Stops what runs, also after Ctrl-C, when the context's own runner takes nothing more. */
async function takeDown({ root, env }: Context, project: Project): Promise<void> {
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
