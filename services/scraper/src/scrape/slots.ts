import { ScrapeFailure } from '../failure.ts'

/** Lets so many scrapes run at once, keeps a few waiting in order, and turns the rest away. */
export class Slots {
  readonly limit: number
  readonly #maxWaiting: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(limit: number, maxWaiting: number) {
    this.limit = limit
    this.#maxWaiting = maxWaiting
  }

  /** Scrapes running. */
  get running(): number {
    return this.#running
  }

  /** Scrapes waiting for their turn. */
  get waiting(): number {
    return this.#waiting.length
  }

  /**
   * Waits for a slot.
   *
   * @returns how to give it back, once
   * @throws ScrapeFailure busy, or the signal's reason
   */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    if (this.#running < this.limit) this.#running++
    else await this.#turn(signal)
    let given = false
    return () => {
      if (given) return
      given = true
      const next = this.#waiting.shift()
      // The slot passes from hand to hand, so that nobody slips in between.
      if (next) next()
      else this.#running--
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    if (this.#waiting.length >= this.#maxWaiting) {
      throw new ScrapeFailure('busy', 'Too many pages are being read just now. Try again in a minute.')
    }
    return new Promise((resolve, reject) => {
      const go = () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1)
        reject(signal.reason)
      }
      this.#waiting.push(go)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }
}
