/** When a program that ended is started again. Times in milliseconds; the clock is given, so that it can be tested. */
export class Backoff {
  readonly #windowMs: number
  readonly #flapCount: number
  readonly #delays: readonly number[]
  #ends: number[] = []

  /** `delays`: before the first, second … restart in a row; the last one stays. `flapCount` ends within `windowMs` are flapping. */
  constructor({ delays = [50, 250, 1_000, 2_000, 5_000, 10_000], windowMs = 60_000, flapCount = 5 } = {}) {
    this.#delays = delays
    this.#windowMs = windowMs
    this.#flapCount = flapCount
  }

  /** Notes that the program ended. @returns how long to wait, and whether it flaps. */
  ended(now: number): { delayMs: number; flapping: boolean } {
    this.#ends = [...this.#ends.filter((end) => now - end < this.#windowMs), now]
    const delayMs = this.#delays[Math.min(this.#ends.length, this.#delays.length) - 1] ?? 0
    return { delayMs, flapping: this.#ends.length >= this.#flapCount }
  }

  /** A person or a changed file gives it a new chance. */
  forgive(): void {
    this.#ends = []
  }
}
