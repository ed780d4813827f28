import { type ChildProcess, fork } from 'node:child_process'
import { childProgram } from '../child-entry.ts'
import { type EngineAnswer, EngineError } from './engine.ts'
import { residentBytes } from './resident-bytes.ts'

/** What the service tells a process that runs a model: what to load, batches, and which of them nobody wants any more. */
export type ToModel<Load, Job> =
  | { readonly type: 'load'; readonly load: Load }
  | { readonly type: 'translate'; readonly id: number; readonly job: Job }
  | { readonly type: 'cancel'; readonly id: number }

/** What that process answers; `alive` says that it is getting on. */
export type FromModel =
  | { readonly type: 'loaded' | 'alive' }
  | { readonly type: 'failed'; readonly problem: string }
  | { readonly type: 'translated'; readonly id: number; readonly answers: readonly EngineAnswer[] }
  | { readonly type: 'refused'; readonly id: number; readonly problem: string }

/** Which program runs which model. */
export interface ModelProgram<Load> {
  readonly name: 'model-main' | 'bergamot-main'
  /** What errors call the model. */
  readonly model: string
  readonly load: Load
  /** A process with work that says nothing for so long is ended; without it, it is trusted to get on. */
  readonly silenceMs?: number
}

/** How a model's process is run. */
export interface ModelProcessOptions {
  /** Idle time after which the process ends and its memory is free. */
  readonly idleMs: number
  /** Time a model may take to load. */
  readonly loadMs?: number
  /** Where programs are found; the process gets nothing else of the environment. */
  readonly path: string
}

interface Waiting {
  readonly resolve: (answers: readonly EngineAnswer[]) => void
  readonly reject: (error: Error) => void
}

interface Running {
  readonly child: ChildProcess
  readonly loaded: Promise<void>
}

/** The process of one model: started when first wanted, ended when idle, started again when it died. */
export class ModelProcess<Load, Job> {
  readonly #program: ModelProgram<Load>
  readonly #options: ModelProcessOptions
  readonly #jobs = new Map<number, Waiting>()
  #running: Running | undefined
  #idle: NodeJS.Timeout | undefined
  #silence: NodeJS.Timeout | undefined
  #nextId = 1

  constructor(program: ModelProgram<Load>, options: ModelProcessOptions) {
    this.#program = program
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
  async translate(job: Job, signal: AbortSignal): Promise<readonly EngineAnswer[]> {
    signal.throwIfAborted()
    clearTimeout(this.#idle)
    const running = this.#running ?? this.#start()
    const id = this.#nextId++
    const { promise, resolve, reject } = Promise.withResolvers<readonly EngineAnswer[]>()
    let begun = false
    // While the model is loading there is nothing to stop, and nobody waits for it.
    const cancel = () => {
      if (begun) this.#send(running.child, { type: 'cancel', id })
      else reject(signal.reason as Error)
    }
    this.#jobs.set(id, { resolve, reject })
    signal.addEventListener('abort', cancel, { once: true })
    try {
      await Promise.race([running.loaded, promise])
      signal.throwIfAborted()
      begun = true
      this.#send(running.child, { type: 'translate', id, job })
      this.#listen()
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
    clearTimeout(this.#silence)
    const child = this.#running?.child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      child.kill('SIGKILL')
    })
  }

  #start(): Running {
    const { path, loadMs = 120_000 } = this.#options
    const { name, model, load } = this.#program
    const child = fork(childProgram(name), [], {
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
      reject(new EngineError(`${model} did not load within ${loadMs / 1_000} s`))
      child.kill('SIGKILL')
    }, loadMs)
    child.on('message', (message: FromModel) => {
      this.#listen()
      if (message.type === 'loaded') {
        clearTimeout(timer)
        resolve()
      } else if (message.type === 'failed') {
        reject(new EngineError(`${model} cannot be loaded: ${message.problem}`))
        child.kill('SIGKILL')
      } else if (message.type === 'translated') this.#jobs.get(message.id)?.resolve(message.answers)
      else if (message.type === 'refused')
        this.#jobs.get(message.id)?.reject(new EngineError(`${model}: ${message.problem}`))
    })
    const ended = (how: string) => {
      clearTimeout(timer)
      const error = new EngineError(
        `the process of ${model} ${how}${complaint ? `: ${complaint.trim()}` : ''}`,
      )
      reject(error)
      if (this.#running?.child !== child) return
      this.#running = undefined
      clearTimeout(this.#silence)
      for (const job of this.#jobs.values()) job.reject(error)
    }
    child.once('error', (error) => ended(`could not start (${error.message})`))
    child.once('exit', (code, signal) => ended(`ended (${signal ?? code})`))
    this.#running = { child, loaded }
    this.#send(child, { type: 'load', load })
    return this.#running
  }

  /** The process said something, or was given work: from now on it may be silent for so long again. */
  #listen(): void {
    const { silenceMs, model } = this.#program
    if (silenceMs === undefined) return
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => {
      if (this.#jobs.size === 0) return
      const error = new EngineError(`${model} said nothing for ${silenceMs / 1_000} s and was ended`)
      for (const job of this.#jobs.values()) job.reject(error)
      this.#running?.child.kill('SIGKILL')
    }, silenceMs)
    this.#silence.unref()
  }

  #send(child: ChildProcess, message: ToModel<Load, Job>): void {
    if (child.connected) child.send(message as object, () => {})
  }

  #rest(): void {
    clearTimeout(this.#silence)
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.close(), this.#options.idleMs)
    this.#idle.unref()
  }
}
