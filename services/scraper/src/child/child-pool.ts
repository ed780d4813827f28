import { type ChildProcess, fork } from 'node:child_process'
import type { JobAnswer, JobRequest } from './jobs.ts'

/** Milliseconds for a child's program to load. */
const startMs = 30_000

/** How a pool's children run. */
export interface ChildPoolOptions {
  readonly entry: string
  /** Children at most; a job waits for a free one. */
  readonly size: number
  /** JavaScript heap of a child, in MiB. */
  readonly heapMb: number
  /** Milliseconds for one job; a child that takes longer is killed. */
  readonly deadlineMs: number
  /** Milliseconds without work after which a child ends and gives its memory back. */
  readonly idleMs: number
  /** Whether the child loads native code (sharp). */
  readonly nativeCode: boolean
  /** Jobs after which a new child takes over: what native code holds is under no cap of the heap. */
  readonly maxJobs: number
}

/**
 * Why a job came to nothing: `out-of-memory` is a heap over its cap, `crashed` any other end of the child, which says
 * nothing of the job; `refused` is the child's own answer.
 */
export class ChildFault extends Error {
  readonly kind: 'timed-out' | 'out-of-memory' | 'crashed' | 'refused' | 'closed'

  constructor(kind: ChildFault['kind'], message: string) {
    super(message)
    this.name = 'ChildFault'
    this.kind = kind
  }
}

interface Child {
  readonly process: ChildProcess
  /** Resolves when its program is loaded, or it has ended. */
  readonly ready: Promise<void>
  busy: boolean
  jobs: number
  idle: NodeJS.Timeout | undefined
  /** What it wrote to stderr, up to a length. */
  lastWords: string
}

const lastWordsLength = 8_192
/** What V8 says where the heap is over its cap. */
const heapFault = /FATAL ERROR:.*(?:heap|memory)/i

/**
 * Runs jobs in child processes: a page or an image that is too much for its child ends the child and nothing else.
 * Children see none of our environment, and Node's permission model keeps them from writing files and starting programs.
 */
export class ChildPool<Job, Value> {
  readonly #options: ChildPoolOptions
  readonly #children = new Set<Child>()
  readonly #waiting: (() => void)[] = []
  #closed = false
  #lastId = 0

  constructor(options: ChildPoolOptions) {
    this.#options = options
  }

  /**
   * Does one job in a free child.
   *
   * @throws ChildFault, or the signal's reason; either way a child in mid work is killed
   */
  async run(job: Job, signal?: AbortSignal): Promise<Value> {
    const child = await this.#take(signal)
    try {
      await this.#loaded(child, signal)
      signal?.throwIfAborted()
      return await this.#ask(child, job, signal)
    } finally {
      this.#release(child)
    }
  }

  /** Starts a child, if none is there, so that it is ready when work comes. */
  warm(): void {
    if (this.#closed || this.#children.size > 0) return
    this.#rest(this.#start())
  }

  /** Process ids of the children alive. */
  get pids(): number[] {
    return [...this.#children].flatMap(({ process: { pid } }) => pid ?? [])
  }

  /** Ends every child. */
  close(): void {
    this.#closed = true
    for (const child of this.#children) this.#kill(child)
    for (const wake of this.#waiting.splice(0)) wake()
  }

  async #take(signal: AbortSignal | undefined): Promise<Child> {
    for (;;) {
      signal?.throwIfAborted()
      if (this.#closed) throw new ChildFault('closed', 'the service is stopping')
      const free = [...this.#children].find((child) => !child.busy)
      const child = free ?? (this.#children.size < this.#options.size ? this.#start() : undefined)
      if (child) {
        child.busy = true
        clearTimeout(child.idle)
        return child
      }
      await this.#turn(signal)
    }
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        signal?.removeEventListener('abort', wake)
        const index = this.#waiting.indexOf(wake)
        if (index >= 0) this.#waiting.splice(index, 1)
        resolve()
      }
      this.#waiting.push(wake)
      signal?.addEventListener('abort', wake, { once: true })
    })
  }

  #start(): Child {
    const { entry, heapMb, nativeCode } = this.#options
    const worker = fork(entry, [], {
      // A child does one job at a time: more arenas than one, and a large nursery, only hold what has been freed.
      env: { NODE_ENV: 'production', MALLOC_ARENA_MAX: '1' },
      execArgv: [
        `--max-old-space-size=${heapMb}`,
        '--max-semi-space-size=8',
        '--permission',
        '--allow-fs-read=*',
        ...(nativeCode ? ['--allow-addons'] : []),
        '--disable-warning=SecurityWarning',
      ],
      serialization: 'advanced',
      // A heap over its cap prints a page of frames, of which the beginning says that it was that.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    const ready = new Promise<void>((resolve) => {
      worker.once('message', () => resolve())
      worker.once('exit', () => resolve())
    })
    const child: Child = { process: worker, ready, busy: false, jobs: 0, idle: undefined, lastWords: '' }
    worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (child.lastWords.length < lastWordsLength) child.lastWords += text
    })
    this.#children.add(child)
    worker.once('exit', () => {
      clearTimeout(child.idle)
      this.#children.delete(child)
      this.#waiting.shift()?.()
    })
    worker.on('error', () => this.#kill(child))
    return child
  }

  /** Waits for the child's program; how long that takes says nothing of the job. */
  async #loaded(child: Child, signal: AbortSignal | undefined): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(() => reject(new ChildFault('crashed', 'the child did not start')), startMs)
    const abort = () => reject(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
    try {
      await Promise.race([child.ready, promise])
    } catch (error) {
      if (!signal?.aborted) this.#kill(child)
      throw error
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
  }

  #ask(child: Child, job: Job, signal: AbortSignal | undefined): Promise<Value> {
    const id = ++this.#lastId
    const { process: worker } = child
    return new Promise<Value>((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        worker.off('message', answer)
        worker.off('close', crash)
        finish()
      }
      const giveUp = (reason: unknown) => {
        this.#kill(child)
        settle(() => reject(reason))
      }
      const { deadlineMs } = this.#options
      const timer = setTimeout(
        () => giveUp(new ChildFault('timed-out', `not done within ${deadlineMs} ms`)),
        deadlineMs,
      )
      const abort = () => giveUp(signal?.reason)
      const crash = (code: number | null, by: NodeJS.Signals | null) => {
        const kind = heapFault.test(child.lastWords) ? 'out-of-memory' : 'crashed'
        settle(() => reject(new ChildFault(kind, `the child process ended (${by ?? code})`)))
      }
      const answer = (message: JobAnswer) => {
        if (!('id' in message) || message.id !== id) return
        if ('fault' in message) settle(() => reject(new ChildFault('refused', message.fault)))
        else settle(() => resolve(message.value as Value))
      }
      signal?.addEventListener('abort', abort, { once: true })
      worker.on('message', answer)
      // `close` comes when its last words have been read too.
      worker.once('close', crash)
      worker.send({ id, job } satisfies JobRequest, (error) => {
        if (error) giveUp(new ChildFault('crashed', error.message))
      })
    })
  }

  #release(child: Child): void {
    child.busy = false
    if (++child.jobs >= this.#options.maxJobs) this.#kill(child)
    this.#rest(child)
    this.#waiting.shift()?.()
  }

  #rest(child: Child): void {
    if (!this.#children.has(child)) return
    child.idle = setTimeout(() => this.#kill(child), this.#options.idleMs).unref()
  }

  #kill(child: Child): void {
    this.#children.delete(child)
    clearTimeout(child.idle)
    child.process.kill('SIGKILL')
  }
}
