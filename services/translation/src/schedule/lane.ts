import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Engine } from '../engines/engine.ts'
import { CallerRing } from './caller-ring.ts'
import { onAbort } from './on-abort.ts'
import type { Task } from './task.ts'

/** Answers given in one turn of the event loop: each has its text put together, and a chat is not to wait for all. */
const perTurn = 16

/** What waits for one engine, and what it works on. */
export class Lane {
  readonly #engine: Engine
  readonly #onBatch: ((engine: Engine, segments: number, seconds: number) => void) | undefined
  readonly #chat = new CallerRing()
  readonly #catalogue = new CallerRing()
  #waitingChat = 0
  #waitingCatalogue = 0
  /** Cost of what waits, by class. */
  readonly #waitingCost = { chat: 0, catalogue: 0 }
  #running = 0
  #runningCatalogue = 0
  #starting = false

  constructor(engine: Engine, onBatch?: (engine: Engine, segments: number, seconds: number) => void) {
    this.#engine = engine
    this.#onBatch = onBatch
  }

  get depth(): number {
    return this.#waitingChat + this.#waitingCatalogue
  }

  /** Queues tasks of one class. */
  add(tasks: readonly Task[]): void {
    for (const task of tasks) {
      this.#count(task, 1)
      const abort = () => {
        if (task.state === 'settled') return
        if (task.state === 'waiting') this.#count(task, -1)
        task.state = 'settled'
        task.reject(task.signal.reason)
      }
      const forget = onAbort(task.signal, abort)
      task.promise.then(forget, forget)
      if (task.signal.aborted) abort()
    }
    const chat = tasks[0]?.chat ?? false
    const ring = chat ? this.#chat : this.#catalogue
    ring.add(tasks)
    // What is asked for in the same turn goes into one batch; a full one does not wait for more.
    const full = () => this.#waitingCost[chat ? 'chat' : 'catalogue'] >= this.#engine.batchBudget
    while (full() && this.#startOne());
    if (this.#starting) return
    this.#starting = true
    setImmediate(() => {
      this.#starting = false
      this.#start()
    })
  }

  #start(): void {
    while (this.#startOne());
  }

  /**
   * Starts a batch, if one may start: catalogue work leaves half of the places free for chat, where there are two.
   * @returns whether it did.
   */
  #startOne(): boolean {
    const { concurrency, batchBudget } = this.#engine
    if (this.#running >= concurrency) return false
    const catalogueMay = this.#runningCatalogue < Math.max(1, concurrency >> 1)
    const chat = this.#waitingChat > 0
    const batch = chat
      ? this.#chat.take(batchBudget)
      : catalogueMay && this.#waitingCatalogue > 0
        ? this.#catalogue.take(batchBudget)
        : []
    if (batch.length === 0) return false
    this.#running += 1
    if (!chat) this.#runningCatalogue += 1
    void this.#run(batch).finally(() => {
      this.#running -= 1
      if (!chat) this.#runningCatalogue -= 1
      this.#start()
    })
    return true
  }

  async #run(batch: readonly Task[]): Promise<void> {
    const abort = new AbortController()
    let wanted = batch.length
    for (const task of batch) {
      task.state = 'running'
      this.#count(task, -1)
      const leave = onAbort(task.signal, () => {
        wanted -= 1
        if (wanted === 0) abort.abort(task.signal.reason)
      })
      task.promise.then(leave, leave)
    }
    const started = performance.now()
    const [{ source, target, chat: urgent } = { source: '', target: '', chat: false }] = batch
    try {
      const segments = batch.map(({ text }) => text)
      const answers = await this.#engine.translate({ segments, source, target, urgent, signal: abort.signal })
      for (const [index, task] of batch.entries()) {
        const answer = answers[index]
        settle(task, () => (answer ? task.resolve(answer) : task.reject(new Error('an answer is missing'))))
        if (index % perTurn === perTurn - 1) await nextTurn()
      }
    } catch (error) {
      for (const task of batch) settle(task, () => task.reject(error))
    } finally {
      this.#onBatch?.(this.#engine, batch.length, (performance.now() - started) / 1_000)
    }
  }

  #count(task: Task, by: number): void {
    if (task.chat) this.#waitingChat += by
    else this.#waitingCatalogue += by
    this.#waitingCost[task.chat ? 'chat' : 'catalogue'] += by * task.cost
  }
}

function settle(task: Task, how: () => void): void {
  if (task.state === 'settled') return
  task.state = 'settled'
  how()
}
