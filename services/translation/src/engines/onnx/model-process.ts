import { type ChildProcess, fork } from 'node:child_process'
import { modelProgram } from '../../child-entry.ts'
import { EngineError } from '../engine.ts'
import { residentBytes } from '../resident-bytes.ts'
import type { InstalledModel } from './installed-model.ts'
import type { FromModel, ModelAnswer, ModelJob, ToModel } from './protocol.ts'

/** How a model's process is run. */
export interface ModelProcessOptions {
  /** Threads of its arithmetic, pinned: two models do not fight for all cores. */
  readonly threads: number
  /** Idle time after which the process ends and its memory is free. */
  readonly idleMs: number
  /** Time a model may take to load. */
  readonly loadMs?: number
  /** Where programs are found; the process gets nothing else of the environment. */
  readonly path: string
}

interface Job {
  readonly resolve: (answers: readonly ModelAnswer[]) => void
  readonly reject: (error: Error) => void
}

interface Running {
  readonly child: ChildProcess
  readonly loaded: Promise<void>
}

/** The process of one model: started when first wanted, ended when idle, started again when it died. */
export class ModelProcess {
  readonly #model: InstalledModel
  readonly #options: ModelProcessOptions
  readonly #jobs = new Map<number, Job>()
  #running: Running | undefined
  #idle: NodeJS.Timeout | undefined
  #nextId = 1

  constructor(model: InstalledModel, options: ModelProcessOptions) {
    this.#model = model
    this.#options = options
  }

  get pid(): number | undefined {
    return this.#running?.child.pid
  }

  get memoryBytes(): number {
    return this.pid === undefined ? 0 : residentBytes(this.pid)
  }

  /**
   * Translates a batch. An abort stops the model after the token it is at.
   * @throws EngineError when the model cannot be loaded, or its process died; the signal's reason on abort.
   */
  async translate(job: ModelJob, signal: AbortSignal): Promise<readonly ModelAnswer[]> {
    signal.throwIfAborted()
    clearTimeout(this.#idle)
    const running = this.#running ?? this.#start()
    const id = this.#nextId++
    const cancel = () => send(running.child, { type: 'cancel', id })
    const { promise, resolve, reject } = Promise.withResolvers<readonly ModelAnswer[]>()
    this.#jobs.set(id, { resolve, reject })
    signal.addEventListener('abort', cancel, { once: true })
    try {
      await Promise.race([running.loaded, promise])
      signal.throwIfAborted()
      send(running.child, { type: 'translate', id, ...job })
      return await promise
    } catch (error) {
      signal.throwIfAborted()
      throw error
    } finally {
      signal.removeEventListener('abort', cancel)
      this.#jobs.delete(id)
      if (this.#jobs.size === 0) this.#rest()
    }
  }

  /** Ends the process, if there is one. */
  async close(): Promise<void> {
    clearTimeout(this.#idle)
    const child = this.#running?.child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  }

  #start(): Running {
    const { path, threads, loadMs = 120_000 } = this.#options
    const child = fork(modelProgram(), [], {
      env: { PATH: path, NODE_ENV: 'production' },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    // The last lines of what the runtime complains of, for the error.
    let complaint = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(-2_000)
    })
    const { promise: loaded, resolve, reject } = Promise.withResolvers<void>()
    loaded.catch(() => {})
    const timer = setTimeout(() => {
      reject(new EngineError(`${this.#model.id} did not load within ${loadMs / 1_000} s`))
      child.kill('SIGKILL')
    }, loadMs)
    child.on('message', (message: FromModel) => {
      if (message.type === 'loaded') {
        clearTimeout(timer)
        resolve()
      } else if (message.type === 'failed') {
        reject(new EngineError(`${this.#model.id} cannot be loaded: ${message.problem}`))
        child.kill('SIGKILL')
      } else if (message.type === 'translated') this.#jobs.get(message.id)?.resolve(message.answers)
      else this.#jobs.get(message.id)?.reject(new EngineError(`${this.#model.id}: ${message.problem}`))
    })
    const ended = (how: string) => {
      clearTimeout(timer)
      const error = new EngineError(
        `the process of ${this.#model.id} ${how}${complaint ? `: ${complaint.trim()}` : ''}`,
      )
      reject(error)
      if (this.#running?.child !== child) return
      this.#running = undefined
      for (const job of this.#jobs.values()) job.reject(error)
    }
    child.once('error', (error) => ended(`could not start (${error.message})`))
    child.once('exit', (code, signal) => ended(`ended (${signal ?? code})`))
    this.#running = { child, loaded }
    send(child, { type: 'load', folder: this.#model.folder, dtype: this.#model.dtype, threads })
    return this.#running
  }

  #rest(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.close(), this.#options.idleMs)
    this.#idle.unref()
  }
}

function send(child: ChildProcess, message: ToModel): void {
  if (child.connected) child.send(message, () => {})
}
