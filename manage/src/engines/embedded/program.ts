import { type ChildProcess, spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { lineSplitter } from '../../core/lines.ts'
import { identify, type ProcessIdentity } from '../../machine/process-table.ts'
import { signalProcess, terminateGroup } from '../../machine/terminate.ts'
import type { HealthAnswer } from '../probe/health-answer.ts'
import { askHealth, listens } from '../probe/health-probe.ts'
import { answerText, StartFailure } from '../start-failure.ts'
import { type Patience, untilDeadline } from '../start-progress.ts'
import { Backoff } from './backoff.ts'
import type { ProgramRecord, ProgramState } from './run-state.ts'
import type { ProgramPlan } from './stack-types.ts'

export interface ProgramHooks {
  /** `NAME=value` that marks every process of this run. */
  mark: string
  /** What every program inherits. */
  env: NodeJS.ProcessEnv
  onLine(line: string): void
  /** The state, the process or the count of restarts is another. */
  onChange(): void
  /** Something a person should read in the log. */
  onNote(note: string): void
}

/** Between questions: soon at first, for most are there at once, and seldom when it takes long. Milliseconds. */
const probePauseMs = { first: 50, most: 500, growth: 1.15 }
/** A first answer may take long: Next.js compiles for it. */
const probeTimeoutMs = 10_000

/** A supervised program: starts it, watches it, starts it again when it ends unasked, stops it. */
export class Program {
  readonly plan: ProgramPlan
  readonly #hooks: ProgramHooks
  readonly #backoff: Backoff
  #child: ChildProcess | undefined
  #identity: ProcessIdentity | undefined
  #state: ProgramState = 'waiting'
  #restarts = 0
  #startedAt: Date | undefined
  /** Counts starts and stops, so that what waits for an older one gives up. */
  #generation = 0
  #wasHealthy = false
  #lastHealth: HealthAnswer | undefined
  #wake = () => {}
  #ended: Promise<void> = Promise.resolve()

  constructor(plan: ProgramPlan, hooks: ProgramHooks, backoff = new Backoff()) {
    this.plan = plan
    this.#hooks = hooks
    this.#backoff = backoff
  }

  get record(): ProgramRecord {
    return {
      state: this.#state,
      restarts: this.#restarts,
      address: this.plan.address,
      ...(this.plan.inspector === undefined ? {} : { inspector: this.plan.inspector }),
      ...(this.#identity ? { process: this.#identity } : {}),
      ...(this.#startedAt ? { startedAt: this.#startedAt.toISOString() } : {}),
    }
  }

  /** Starts it and waits until it is healthy. @throws StartFailure when it ends before that, or patience is over. */
  async start(patience: Patience): Promise<void> {
    this.#spawn()
    await this.#untilHealthy(patience)
  }

  /** Stops it for good, with everything in its process group. @param unfinished its cache is not worth keeping. */
  async stop(unfinished = false): Promise<void> {
    this.#generation++
    this.#wake()
    const child = this.#child
    if (child?.pid !== undefined) {
      const { stopSignal, graceMs, reloader, cache } = this.plan
      const signal = unfinished && cache !== undefined ? 'SIGKILL' : stopSignal
      await terminateGroup(child.pid, { signal, graceMs, reloader })
      await this.#ended
    }
    this.#child = undefined
    this.#identity = undefined
    this.#setState('stopped')
  }

  /** Stops and starts it, past any wait. @throws StartFailure; it is tried again all the same, as after a crash. */
  async restart(patience: Patience): Promise<void> {
    await this.stop()
    this.#backoff.forgive()
    await this.start(patience)
  }

  #spawn(): void {
    const generation = ++this.#generation
    const { command, owner } = this.plan
    const [markName = '', markValue = ''] = this.#hooks.mark.split('=')
    const child = spawn(command.file, command.args, {
      ...(command.cwd ? { cwd: command.cwd } : {}),
      env: { ...this.#hooks.env, ...command.env, [markName]: markValue },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...owner,
    })
    this.#child = child
    this.#identity = child.pid === undefined ? undefined : identify(child.pid)
    this.#startedAt = new Date()
    this.#setState('starting')
    for (const stream of [child.stdout, child.stderr]) {
      const lines = lineSplitter((line) => this.#line(line))
      stream?.setEncoding('utf8')
      stream?.on('data', lines.push)
      stream?.on('end', lines.end)
    }
    this.#ended = new Promise((resolve) => {
      child.on('error', (error) => {
        this.#hooks.onLine(`could not be started: ${error.message}`)
        resolve()
        this.#onEnd(generation, error.message)
      })
      child.on('exit', (code, signal) => {
        resolve()
        this.#onEnd(generation, signal ? `was killed by ${signal}` : `ended with exit code ${code}`)
      })
    })
  }

  #line(line: string): void {
    if (!this.plan.reloader || !line.startsWith('[nodemon]')) {
      this.#hooks.onLine(line)
      return
    }
    // The reloader's own talk: a service that ended in good order would stay down until a file changes.
    if (line.includes('clean exit') && this.#child?.pid !== undefined)
      signalProcess(-this.#child.pid, 'SIGKILL')
    if (line.includes('restarting due to changes')) this.#hooks.onNote('restarting: a file was changed')
  }

  #onEnd(generation: number, how: string): void {
    if (generation !== this.#generation) return
    const group = this.#child?.pid
    this.#child = undefined
    this.#identity = undefined
    if (group !== undefined) signalProcess(-group, 'SIGKILL') // What it leaves behind must not hold its port.
    if (!this.#wasHealthy) {
      this.#setState('stopped')
      return
    }
    const { delayMs, flapping } = this.#backoff.ended(Date.now())
    this.#restarts++
    this.#setState(flapping ? 'flapping' : 'restarting')
    const wait = flapping ? `flapping, next try in ${delayMs / 1000} s or when a file changes` : 'restarting'
    this.#hooks.onNote(`${this.plan.name} ${how}; ${wait}`)
    void this.#restartLater(generation, delayMs)
  }

  async #restartLater(generation: number, delayMs: number): Promise<void> {
    await this.#pause(delayMs)
    if (generation !== this.#generation) return
    this.#spawn()
    const started = Date.now()
    try {
      await this.#untilHealthy(untilDeadline(Number.POSITIVE_INFINITY))
      this.#hooks.onNote(
        `${this.plan.name} is healthy again after ${((Date.now() - started) / 1000).toFixed(2)} s`,
      )
    } catch {
      // It ended again, and #onEnd has taken care of that; or it was stopped.
    }
  }

  /** Waits, at most until a file of the program changes or somebody stops it. */
  async #pause(delayMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#wake = resolve
    const watchers = this.plan.watch.flatMap((folder) => {
      try {
        return [
          watch(folder, { recursive: true }, () => {
            this.#backoff.forgive()
            resolve()
          }),
        ]
      } catch {
        return []
      }
    })
    const timer = setTimeout(resolve, delayMs)
    await promise
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }

  async #untilHealthy(patience: Patience): Promise<void> {
    const generation = this.#generation
    const { name, probe } = this.plan
    this.#lastHealth = undefined
    for (let pause = probePauseMs.first; ; pause = Math.min(pause * probePauseMs.growth, probePauseMs.most)) {
      const left = patience.left()
      if (left <= 0) {
        const answered = this.#lastHealth && this.#lastHealth.status !== 'unreachable'
        throw new StartFailure(
          name,
          answered ? 'unhealthy' : 'silent',
          `${name} was not healthy in time`,
          this.#lastHealth,
        )
      }
      const answer = (await listens(probe))
        ? await askHealth(probe, Math.min(probeTimeoutMs, left))
        : { status: 'unreachable' as const, latencyMs: 0, detail: 'nothing listens on its port' }
      if (generation !== this.#generation || !this.#child) {
        throw new StartFailure(name, 'ended', `${name} ended before it was healthy`, this.#lastHealth)
      }
      // The last question may have had too little time left for an answer: the one before it says more.
      const cut = left < probeTimeoutMs && answer.status === 'unreachable'
      if (!cut || !this.#lastHealth) this.#lastHealth = answer
      if (answer.status === 'healthy' || answer.status === 'degraded') break
      patience.waits(name, answerText(answer))
      await sleep(pause)
    }
    patience.arrived(name)
    this.#wasHealthy = true
    this.#setState('running')
  }

  #setState(state: ProgramState): void {
    this.#state = state
    this.#hooks.onChange()
  }
}
