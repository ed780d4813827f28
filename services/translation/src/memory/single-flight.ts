import { onAbort } from '../schedule/on-abort.ts'

interface Flight<T> {
  readonly promise: Promise<T>
  readonly abort: AbortController
  waiters: number
}

/** Equal work asked for at the same time is done once; it is stopped when nobody waits for it any more. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>()

  /** Joins the work of this key, or starts it. Rejects with the signal's reason when that aborts. */
  async run(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    const flight = this.#flights.get(key) ?? this.#start(key, start)
    flight.waiters += 1
    const { promise, reject } = Promise.withResolvers<never>()
    const leave = () => {
      flight.waiters -= 1
      if (flight.waiters === 0) {
        if (this.#flights.get(key) === flight) this.#flights.delete(key)
        flight.abort.abort(signal.reason)
      }
      reject(signal.reason)
    }
    const forget = onAbort(signal, leave)
    try {
      return await Promise.race([flight.promise, promise])
    } finally {
      forget()
    }
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const abort = new AbortController()
    const promise = start(abort.signal)
    const flight: Flight<T> = { promise, abort, waiters: 0 }
    this.#flights.set(key, flight)
    const forget = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key)
    }
    promise.then(forget, forget)
    return flight
  }
}
