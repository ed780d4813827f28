import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { interruptedError, type ManageError } from '../../core/errors.ts'
import type { Runner } from '../../core/process-spec.ts'
import type { PortName } from '../../core/topology.ts'
import { assertPortsFree, wantedPorts } from '../../machine/ports.ts'
import { identify } from '../../machine/process-table.ts'
import { sweep } from '../../machine/terminate.ts'
import type { StartTiming } from '../engine.ts'
import { HomePage, hasLostCache } from '../probe/home-page.ts'
import { explainFailure, howToLook, StartFailure } from '../start-failure.ts'
import { StartProgress } from '../start-progress.ts'
import { type ControlAnswer, type ControlRequest, controlPath, serveControl } from './control.ts'
import { createDatabase, isMigrated, rememberMigrated, runDatabase } from './database-program.ts'
import { clearLeftovers } from './leftovers.ts'
import { keepAdministrator, takeAdministrator } from './pending-administrator.ts'
import { postgresProgram, preparePostgres } from './postgres-server.ts'
import { Program } from './program.ts'
import { type RunState, removeState, runMark, writeState } from './run-state.ts'
import { StackLogs } from './stack-logs.ts'
import type { ProgramPlan, StackPlan, StepName } from './stack-types.ts'

export interface SupervisorOptions {
  plan: StackPlan
  /** What every program inherits. */
  env: NodeJS.ProcessEnv
  runner: Runner
  /** Every line of every log, as it is written. */
  onLine?(name: PortName, line: string): void
  /** Something for the person who waits. */
  onNote(note: string): void
  /** What was started stays when the start fails, to be looked at. */
  keepFailed?: boolean
}

export interface Started {
  timings: readonly StartTiming[]
  administrator?: { email: string; password: string }
  /** Programs of an earlier run that had to be ended first. */
  leftovers: readonly string[]
}

/** Milliseconds without movement after which a restart is given up. */
const restartPatienceMs = 60_000

/** Starts a stack as its plan says, keeps it up, and ends it without leaving anything. */
export class Supervisor {
  readonly #options: SupervisorOptions
  readonly #plan: StackPlan
  readonly #runId = randomUUID()
  readonly #programs = new Map<PortName, Program>()
  readonly #logs: StackLogs
  readonly #timings: StartTiming[] = []
  readonly #began = Date.now()
  readonly #control: string
  #closeControl = () => {}
  #stopped: Promise<void> | undefined
  readonly #stopping = new AbortController()
  #progress: StartProgress
  /** Why the start failed, where its parts stay. */
  #failed: string | undefined
  /** Everything has been healthy, and the home page there, at least once. */
  #up = false

  constructor(options: SupervisorOptions) {
    this.#options = options
    this.#plan = options.plan
    this.#control = controlPath(options.plan.folder)
    this.#progress = new StartProgress(options.plan.patienceMs, options.onNote)
    this.#logs = new StackLogs(options.plan.folder, options.onLine)
    const { plan } = options
    const programs = [...(plan.postgres ? [postgresProgram(plan.postgres)] : []), ...plan.programs]
    for (const program of programs) this.#programs.set(program.name, this.#create(program))
  }

  /**
   * Starts everything, each part as soon as what it needs is there.
   * @throws ManageError when a part does not come up; what was started is stopped by then, unless it is to be kept.
   */
  async start(signal: AbortSignal): Promise<Started> {
    const leftovers = await clearLeftovers(this.#plan.folder)
    const interrupted = Promise.withResolvers<never>()
    const interrupt = () => interrupted.reject(interruptedError())
    interrupted.promise.catch(() => {})
    signal.addEventListener('abort', interrupt, { once: true })
    let begun = false
    try {
      if (signal.aborted) throw interruptedError()
      const ports = [...this.#programs.values()].map(({ plan }) => [plan.name, plan.port] as const)
      await assertPortsFree(wantedPorts(this.#plan.host, ports))
      this.#save()
      const server = await serveControl(this.#control, (request) => this.#handle(request))
      this.#closeControl = () => server.close()
      begun = true
      this.#progress.begin()
      await Promise.race([this.#startAll(), interrupted.promise])
      this.#up = true
      const administrator = takeAdministrator(this.#plan.folder)
      return { timings: this.#timings, leftovers, ...(administrator ? { administrator } : {}) }
    } catch (error) {
      const keep = begun && this.#options.keepFailed === true && !signal.aborted
      const failure = error instanceof StartFailure ? this.#explain(error, keep) : error
      if (keep) {
        this.#failed = failure instanceof Error ? failure.message : String(failure)
        this.#save()
      } else await this.stop()
      throw failure
    } finally {
      this.#progress.end()
      signal.removeEventListener('abort', interrupt)
    }
  }

  /** Whether a start that failed has left something here. */
  get kept(): boolean {
    return this.#failed !== undefined
  }

  #explain(failure: StartFailure, kept = false): ManageError {
    const lastLines = this.#logs.lastLines(failure.program as PortName)
    return explainFailure(failure, { lastLines }, kept ? howToLook(failure.program) : undefined)
  }

  /** Stops everything, those that others need last, and forgets the run. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stopAll()
    return this.#stopped
  }

  async #startAll(): Promise<void> {
    const steps = new Map<StepName, Promise<unknown>>()
    const step = (name: StepName): Promise<unknown> => steps.get(name) ?? Promise.resolve()
    if (this.#plan.postgres) steps.set('postgres', this.#startPostgres())
    steps.set(
      'database',
      step('postgres').then(() => this.#prepareDatabase()),
    )
    // Each is in the map before any runs, so the order in which the plan lists them does not matter.
    const gates = this.#plan.programs.map((plan) => ({ plan, gate: Promise.withResolvers<void>() }))
    for (const { plan, gate } of gates) steps.set(plan.name, gate.promise)
    for (const { plan, gate } of gates) {
      Promise.all(plan.after.map(step))
        .then(() => this.#startProgram(plan))
        .then(gate.resolve, gate.reject)
    }
    const home = this.#plan.home && new HomePage(this.#plan.home, this.#progress, this.#stopping.signal)
    await Promise.all(steps.values())
    await this.#checkHome(home)
  }

  async #startPostgres(): Promise<void> {
    const { postgres } = this.#plan
    const program = this.#programs.get('postgres')
    if (!postgres || !program) return
    const startedMs = this.#elapsed()
    if (await preparePostgres(postgres, runMark(this.#runId)))
      this.#options.onNote('created the database server of this instance')
    await program.start(this.#progress)
    this.#note({ name: 'postgres', startedMs, healthyMs: this.#elapsed() })
  }

  async #prepareDatabase(): Promise<void> {
    const { database, postgres } = this.#plan
    if (!database || !postgres) return
    this.#progress.waits('database', 'schema and sample catalogue')
    const startedMs = this.#elapsed()
    if (await createDatabase(postgres)) {
      const { adminEmail, adminPassword } = await runDatabase(this.#options.runner, database.create)
      this.#options.onNote('created the database with the sample catalogue')
      if (adminPassword) {
        keepAdministrator(this.#plan.folder, { email: String(adminEmail), password: String(adminPassword) })
      }
    } else if (!(await isMigrated(database))) {
      const { applied } = await runDatabase(this.#options.runner, database.migrate)
      this.#options.onNote(`migrated: ${Array.isArray(applied) ? applied.join(', ') : 'done'}`)
    }
    rememberMigrated(database)
    this.#progress.arrived('database')
    this.#note({ name: 'database', startedMs, healthyMs: this.#elapsed(), after: 'postgres' })
  }

  async #startProgram(plan: ProgramPlan): Promise<void> {
    if (this.#stopping.signal.aborted) return
    const startedMs = this.#elapsed()
    await this.#programs.get(plan.name)?.start(this.#progress)
    const after = this.#timings.findLast(({ name }) => (plan.after as readonly string[]).includes(name))?.name
    this.#note({ name: plan.name, startedMs, healthyMs: this.#elapsed(), ...(after ? { after } : {}) })
  }

  /** Notes when the home page answered; an early answer that was already good counts. */
  async #checkHome(home: HomePage | undefined): Promise<void> {
    if (!home) return
    const startedMs = this.#elapsed()
    const service = this.#plan.home?.service ?? 'frontend'
    const program = this.#programs.get(service)
    await home.good(async () => {
      if (!program?.plan.cache || !hasLostCache(this.#logs.lastLines(service))) return
      this.#options.onNote(`${service} has lost pieces of what it had compiled: it begins anew`)
      await program.stop(true)
      rmSync(program.plan.cache, { recursive: true, force: true })
      await program.start(this.#progress)
    })
    const last = this.#timings.at(-1)?.name
    this.#note({ name: 'home page', startedMs, healthyMs: this.#elapsed(), ...(last ? { after: last } : {}) })
  }

  async #handle({ restart }: ControlRequest): Promise<ControlAnswer> {
    const progress = new StartProgress(restartPatienceMs, this.#options.onNote)
    try {
      const restarted = await Promise.all(
        restart.map(async (name) => {
          const began = Date.now()
          await this.#programs.get(name)?.restart(progress)
          return { name, startedMs: 0, healthyMs: Date.now() - began }
        }),
      )
      return { restarted }
    } catch (error) {
      const failure = error instanceof StartFailure ? this.#explain(error) : undefined
      if (!failure) return { failure: { kind: 'failed', message: String(error), details: {} } }
      const { kind, message, details } = failure
      return { failure: { kind: kind as 'failed', message, details } }
    }
  }

  async #stopAll(): Promise<void> {
    this.#stopping.abort()
    this.#closeControl()
    const services = [...this.#programs.values()].filter(({ plan }) => plan.name !== 'postgres')
    await Promise.all(services.map((program) => program.stop(!this.#up)))
    await this.#programs.get('postgres')?.stop()
    await sweep(runMark(this.#runId))
    await this.#logs.close()
    removeState(this.#plan.folder)
  }

  #create(plan: ProgramPlan): Program {
    const { name } = plan
    return new Program(plan, {
      mark: runMark(this.#runId),
      env: this.#options.env,
      onLine: (line) => {
        this.#progress.heard(name, line)
        this.#logs.printed(name, line)
      },
      onChange: () => this.#save(),
      onNote: (note) => this.#logs.noted(name, note),
    })
  }

  #save(): void {
    if (this.#stopping.signal.aborted) return
    const supervisor = identify(process.pid)
    if (!supervisor) return
    const state: RunState = {
      version: 1,
      runId: this.#runId,
      supervisor,
      startedAt: new Date(this.#began).toISOString(),
      host: this.#plan.host,
      control: this.#control,
      programs: Object.fromEntries([...this.#programs].map(([name, { record }]) => [name, record])),
      ...(this.#failed === undefined ? {} : { failed: this.#failed }),
    }
    writeState(this.#plan.folder, state)
  }

  #note(timing: StartTiming): void {
    this.#timings.push(timing)
    this.#options.onNote(`${timing.name} is ready after ${(timing.healthyMs / 1000).toFixed(2)} s`)
  }

  #elapsed = () => Date.now() - this.#began
}
