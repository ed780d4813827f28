import { Problem } from '@parlance/service-kit'
import type { Engine, EngineAnswer } from '../engines/engine.ts'
import { Lane } from './lane.ts'
import type { Task } from './task.ts'

/** Limits of the scheduler. */
export interface SchedulerOptions {
  /** Segments that may wait in all; one more is refused. */
  readonly maxDepth: number
  readonly onBatch?: (engine: Engine, segments: number, seconds: number) => void
}

/** Who asks, how urgently, and until when. */
export interface Order {
  readonly source: string
  readonly target: string
  readonly chat: boolean
  readonly caller: string
  readonly signal: AbortSignal
}

/** Decides which segment goes to which engine next: chat before catalogue, callers in turn, batches by budget. */
export class Scheduler {
  readonly #options: SchedulerOptions
  readonly #lanes = new Map<Engine, Lane>()

  constructor(options: SchedulerOptions) {
    this.#options = options
  }

  /** Segments that may wait in all. */
  get maxDepth(): number {
    return this.#options.maxDepth
  }

  /** Segments that wait. */
  get depth(): number {
    let depth = 0
    for (const lane of this.#lanes.values()) depth += lane.depth
    return depth
  }

  /**
   * Queues segments for an engine; one promise each, rejected with the signal's reason when that aborts first.
   * @throws Problem `rate-limited` when the queue has no room for all of them: none is queued then.
   */
  submit(engine: Engine, segments: readonly string[], order: Order): Promise<EngineAnswer>[] {
    const { maxDepth } = this.#options
    if (this.depth + segments.length > maxDepth) {
      throw new Problem(
        'rate-limited',
        `The translation queue is full (${maxDepth} segments): try again later.`,
        {
          reason: 'queue-full',
        },
      )
    }
    let lane = this.#lanes.get(engine)
    if (!lane) {
      lane = new Lane(engine, this.#options.onBatch)
      this.#lanes.set(engine, lane)
    }
    const tasks = segments.map((text): Task => {
      const { promise, resolve, reject } = Promise.withResolvers<EngineAnswer>()
      return { ...order, text, cost: engine.cost(text), promise, resolve, reject, state: 'waiting' }
    })
    lane.add(tasks)
    return tasks.map(({ promise }) => promise)
  }
}
