import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../../core/context.ts'
import { interruptedError, toManageError } from '../../core/errors.ts'
import { rememberInstance } from '../../core/instance.ts'
import { createRunner } from '../../core/runner.ts'
import type { Step, Tools } from '../../core/steps.ts'
import type { Inspectors } from '../../core/topology.ts'
import {
  composeDown,
  composeKill,
  composeRestart,
  composeRun,
  composeUp,
  type Project,
} from '../../docker/compose-commands.ts'
import { explainContainer, inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import { devParts } from '../../docker/development-project.ts'
import { explainDocker } from '../../docker/parse/docker-fault.ts'
import type { StartTiming, UpReport } from '../engine.ts'
import { HomePage, hasLostCache } from '../probe/home-page.ts'
import { addressOf, publishedHost } from '../probe/published-part.ts'
import { criticalChain } from '../report.ts'
import { explainFailure, howToLook, StartFailure } from '../start-failure.ts'
import { StartProgress } from '../start-progress.ts'
import { databaseIdentity, seedStep } from './compose-database.ts'
import { mountPoints } from './development-stack.ts'
import { watchHealth } from './health-watch.ts'
import { readSeeded, writeSeeded } from './seeded.ts'

/** Seconds until a container that was asked to end is killed; each ends well before that. */
export const graceSeconds = 8

/** One start: what its steps hand on to each other. What it started stays when it fails, to be looked at. */
export class DockerStart {
  readonly #context: Context
  readonly #project: Project
  readonly #progress: StartProgress
  /** Nothing ran before: then an interruption leaves nothing. */
  readonly #fresh: boolean
  readonly #over = new AbortController()
  #began = 0
  #timings: StartTiming[] = []
  #home: HomePage | undefined
  /** Of the database that runs. */
  #identity = ''
  #administrator: UpReport['administrator']

  /** @param patienceMs without any movement, after which it is given up. */
  constructor(context: Context, project: Project, patienceMs: number, fresh: boolean) {
    this.#context = context
    this.#project = project
    this.#fresh = fresh
    this.#progress = new StartProgress(patienceMs, (text) => context.output.say(text))
  }

  /** @param inspectors ports on which Node's inspectors are published. */
  report(inspectors: Inspectors): UpReport {
    return {
      ...startReport(this.#context, this.#timings, this.#began, inspectors),
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
    this.#progress.begin()
    // It is asked for early, so that the frontend compiles it while the others start.
    this.#home = new HomePage(
      { service: 'frontend', url: `http://${publishedHost}:${instance.ports.frontend}/` },
      this.#progress,
      AbortSignal.any([signal, this.#over.signal]),
    )
    let created = false
    const watching = watchHealth(this.#context, this.#project, {
      parts: devParts,
      ports: instance.ports,
      progress: this.#progress,
      began: this.#began,
      created: () => created,
      onHealthy: ({ name, healthyMs }) =>
        output.say(`${name} is ready after ${(healthyMs / 1000).toFixed(2)} s`),
    })
    const starting = run({
      signal: this.#over.signal,
      onLine: (line) => this.#progress.heard('compose', line),
    })
      .catch((thrown: unknown) => {
        if (this.#over.signal.aborted) return
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
          const startedMs = Date.now() - this.#began
          const [identity] = await Promise.all([
            databaseIdentity(this.#context, this.#project),
            this.#home?.good(() => this.#repairHome()),
          ])
          const after = this.#timings.at(-1)?.name
          const healthyMs = Date.now() - this.#began
          this.#timings = [
            ...this.#timings,
            { name: 'home page', startedMs, healthyMs, ...(after ? { after } : {}) },
          ]
          this.#identity = identity
          this.#progress.end()
        }),
    }
  }

  /** A frontend that was cut off has half a cache, and answers 500 with it for ever: without one it begins anew. */
  async #repairHome(): Promise<void> {
    const { runner, output } = this.#context
    const { lastLines } = await this.#frontendFacts()
    if (!hasLostCache(lastLines)) return
    output.say('frontend has lost pieces of what it had compiled: it begins anew')
    await runDocker(runner, composeKill(this.#project, ['frontend']))
    await runDocker(runner, composeRun(this.#project, 'frontend', ['rm', '-rf', '.next/dev']))
    await runDocker(runner, composeRestart(this.#project, ['frontend']))
  }

  async #frontendFacts(): Promise<{ lastLines: readonly string[] }> {
    const containers = await inspectProject(this.#context, this.#project)
    const frontend = containers.find(({ service }) => service === 'frontend')
    return { lastLines: [], ...(frontend ? await explainContainer(this.#context, frontend) : {}) }
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

  /** What goes wrong ends everything that waits; what an interruption cuts off is taken down. */
  async #whole(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#over.abort()
      this.#progress.end()
      if (this.#fresh && this.#context.signal.aborted) await takeDown(this.#context, this.#project)
      if (!(error instanceof StartFailure)) throw error
      throw explainFailure(error, await this.#frontendFacts(), howToLook(error.program))
    }
  }
}

/** Stops what runs, also after Ctrl-C, when the context's own runner takes nothing more. */
export async function takeDown({ root, env }: Context, project: Project): Promise<void> {
  const runner = createRunner({ cwd: root, env, signal: new AbortController().signal })
  await runDocker(runner, composeDown(project, graceSeconds))
}

/** What a start came to. */
export function startReport(
  { instance }: Context,
  timings: readonly StartTiming[],
  began: number,
  inspectors: Inspectors,
): UpReport {
  const inspected = Object.entries(inspectors).map(([name, port]) => [name, `${publishedHost}:${port}`])
  return {
    instance: instance.name,
    engine: 'docker',
    seconds: (Date.now() - began) / 1000,
    alreadyRunning: false,
    addresses: Object.fromEntries(devParts.map((part) => [part, addressOf(part, instance.ports)])),
    ...(inspected.length === 0 ? {} : { inspectors: Object.fromEntries(inspected) }),
    timings,
    criticalChain: criticalChain(timings),
    notes:
      instance.offset === 0 ? [] : [`instance ${instance.name}: every port is moved by ${instance.offset}`],
  }
}
