/** Lets so much work run at once, keeps a few waiting in order, and turns the rest away. */
export class Slots {
  readonly limit: number
  readonly #maxWaiting: number
  readonly #refusal: () => Error
  readonly #waiting: (() => void)[] = []
  #running = 0

  /** @param refusal what those are told for whom there is no room to wait */
  constructor(limit: number, maxWaiting: number, refusal: () => Error) {
    this.limit = limit
    this.#maxWaiting = maxWaiting
    this.#refusal = refusal
  }

  /** How much runs. */
  get running(): number {
    return this.#running
  }

  /** How much waits for its turn. */
  get waiting(): number {
    return this.#waiting.length
  }

  /**
   * Waits for a slot.
   *
   * @returns how to give it back, once
   * @throws the refusal, or the signal's reason
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
      throw this.#refusal()
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
