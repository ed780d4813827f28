import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Lets urgent work overtake between two steps of what is not: a long batch pauses, and goes on with nothing lost. The work
 * that a step belongs to is known by the asynchronous context it runs in.
 */
export class StepGate {
  readonly #urgency = new AsyncLocalStorage<boolean>()
  readonly #paused: (() => void)[] = []
  #urgent = 0

  /** Runs work whose steps are urgent or not. */
  async run<T>(urgent: boolean, work: () => Promise<T>): Promise<T> {
    if (urgent) this.#urgent += 1
    try {
      return await this.#urgency.run(urgent, work)
    } finally {
      if (urgent) this.#urgent -= 1
      if (this.#urgent === 0) for (const go of this.#paused.splice(0)) go()
    }
  }

  /** Before each step: waits while something urgent runs, unless this is urgent itself. */
  async pass(): Promise<void> {
    while (this.#urgent > 0 && this.#urgency.getStore() !== true) {
      await new Promise<void>((resolve) => this.#paused.push(resolve))
    }
  }
}
