import type { Fault } from '../text/checks.ts'
import type { HotMemory, Remembered } from './hot-memory-port.ts'
import type { PermanentMemory } from './permanent-memory.ts'
import { type SegmentKey, wholeKey } from './segment-key.ts'
import { SingleFlight } from './single-flight.ts'

/** A remembered or fresh translation of a segment, and whether it was remembered. */
export interface Recalled {
  readonly entry: Remembered
  readonly remembered: boolean
  /** Why the original was kept; such an entry is not remembered. */
  readonly fault?: Fault | undefined
}

/** Makes a translation that nobody remembers. */
export type Make = (signal: AbortSignal) => Promise<{ entry: Remembered; fault: Fault | undefined }>

/** Hot memory before permanent memory before the engine; equal segments at the same time are made once. */
export class Memory {
  readonly hot: HotMemory
  readonly permanent: PermanentMemory
  readonly #flights = new SingleFlight<Recalled>()

  constructor(hot: HotMemory, permanent: PermanentMemory) {
    this.hot = hot
    this.permanent = permanent
  }

  /** A segment's translation: remembered, or made now and remembered. `fresh` leaves what is remembered by machines out. */
  async recall(
    key: SegmentKey,
    sourceText: string,
    options: { fresh: boolean; signal: AbortSignal },
    make: Make,
  ): Promise<Recalled> {
    const [hot] = options.fresh ? [] : await this.hot.get([key])
    if (hot && (hot.confirmed || !this.permanent.attached)) return { entry: hot, remembered: true }
    const flight = options.fresh ? `${wholeKey(key)}|fresh` : wholeKey(key)
    return this.#flights.run(flight, options.signal, async (signal) => {
      const { known, entry } = await this.permanent.find(key)
      if (entry && (entry.human || !options.fresh)) return this.#keepHot(key, entry)
      if (hot) return this.#keepHot(key, { ...hot, confirmed: known })
      const made = await make(signal)
      if (made.fault) return { ...made, remembered: false }
      const fresh = { ...made.entry, confirmed: known }
      this.permanent.store([{ key, sourceText, remembered: fresh }])
      await this.hot.set([{ ...key, entry: fresh }])
      return { entry: fresh, remembered: false }
    })
  }

  /** A human correction of a whole text, if there is one. */
  async correctionOf(key: SegmentKey): Promise<Remembered | undefined> {
    const { entry } = await this.permanent.find(key)
    return entry?.human ? entry : undefined
  }

  async #keepHot(key: SegmentKey, entry: Remembered): Promise<Recalled> {
    await this.hot.set([{ ...key, entry }])
    return { entry, remembered: true }
  }
}
