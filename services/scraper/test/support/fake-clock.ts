import type { Clock } from '../../src/clock.ts'

/** A clock that stands until it is moved; sleepers wake in the order of their time. */
export class FakeClock implements Clock {
  #now = 1_000_000
  #sleepers: { at: number; wake: () => void }[] = []
  /** How long each sleep was asked to be. */
  readonly slept: number[] = []

  now(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(ms)
    return new Promise((resolve, reject) => {
      this.#sleepers.push({ at: this.#now + ms, wake: resolve })
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
  }

  /** Moves time on and lets everything run that this sets off. */
  async advance(ms: number): Promise<void> {
    this.#now += ms
    const due = this.#sleepers.filter(({ at }) => at <= this.#now)
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now)
    for (const { wake } of due) wake()
    await settled()
  }
}

/** Lets promises that are already settled run their course. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}
