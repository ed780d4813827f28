import type { Clock } from '../clock.ts'

interface Lane {
  /** Settles when the last visit so far is over. */
  tail: Promise<void>
  /** When the next visit may begin, in the clock's milliseconds. */
  freeAt: number
  waiting: number
}

/** Lets one request at a time through to each host, with a pause between one's end and the next one's beginning. */
export class HostGate {
  readonly #clock: Clock
  readonly #delayMs: number
  readonly #lanes = new Map<string, Lane>()

  constructor(clock: Clock, delayMs: number) {
    this.#clock = clock
    this.#delayMs = delayMs
  }

  /**
   * Waits for the host's turn, runs `visit`, and starts the pause.
   *
   * @param pauseMs a longer pause than the gate's own, where the host asks for one
   * @throws the signal's reason where it aborts while waiting, or what `visit` throws
   */
  async run<T>(host: string, visit: () => Promise<T>, signal?: AbortSignal, pauseMs = 0): Promise<T> {
    const lane = this.#lanes.get(host) ?? { tail: Promise.resolve(), freeAt: 0, waiting: 0 }
    this.#lanes.set(host, lane)
    const before = lane.tail
    const { promise: over, resolve: leave } = Promise.withResolvers<void>()
    lane.tail = before.then(() => over)
    lane.waiting++
    try {
      await orAborted(before, signal)
      const wait = lane.freeAt - this.#clock.now()
      if (wait > 0) await this.#clock.sleep(wait, signal)
      try {
        return await visit()
      } finally {
        lane.freeAt = this.#clock.now() + Math.max(this.#delayMs, pauseMs)
      }
    } finally {
      lane.waiting--
      leave()
      this.#forgetIdle()
    }
  }

  /** Drops lanes that nobody waits in and whose pause is over, once there are many. */
  #forgetIdle(): void {
    if (this.#lanes.size < 1_000) return
    const now = this.#clock.now()
    for (const [host, lane] of this.#lanes) {
      if (lane.waiting === 0 && lane.freeAt <= now) this.#lanes.delete(host)
    }
  }
}

function orAborted(turn: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return turn
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    void turn.then(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
  })
}
