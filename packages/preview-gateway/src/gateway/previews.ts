import type { PreviewContainer } from '../containers.ts'
import type { PreviewNote } from '../note.ts'
import { Life, type LifeParts } from './life.ts'

/** A preview as the gateway tells `manage` of it. */
export interface PreviewState {
  name: string
  state: string
  /** ISO 8601. */
  since: string
  lastUse: string
  open: number
}

export interface Known {
  note: PreviewNote
  life: Life
}

export interface PreviewsOptions extends LifeParts {
  /** What `manage` has written down, as it is now. */
  notes(): ReadonlyMap<string, PreviewNote>
  /** Milliseconds without use after which a preview is stopped. */
  idleMs: number
  /** Previews that may run at once. */
  most: number
  /** Told of a look that failed. */
  blind(error: unknown): void
}

/** Who has just looked at a page looks at the next one soon: for so long its preview is not stopped for another, in milliseconds. */
const readingMs = 60_000

/** The previews that there are: what is written of each, and its life. */
export class Previews {
  readonly #options: PreviewsOptions
  readonly #known = new Map<string, Known>()
  #looking: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: PreviewsOptions) {
    this.#options = options
  }

  find(name: string): Known | undefined {
    return this.#known.get(name)
  }

  /** Whether somebody is at work on its containers, so that it is neither started nor stopped here. */
  isHeld({ heldUntil }: PreviewNote): boolean {
    return heldUntil !== undefined && Date.parse(heldUntil) > this.#options.now()
  }

  list(): PreviewState[] {
    return [...this.#known.values()].map(({ life }) => ({
      name: life.name,
      state: life.state,
      since: new Date(life.since).toISOString(),
      lastUse: new Date(life.lastUse).toISOString(),
      open: life.open,
    }))
  }

  /** Takes in what is written and what Docker says; whoever asks while somebody looks gets the same look. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  async #look(): Promise<void> {
    const { notes, control, blind } = this.#options
    try {
      const written = notes()
      for (const [name, note] of written) {
        const known = this.#known.get(name)
        if (known) known.note = note
        else this.#known.set(name, { note, life: new Life(name, this.#options) })
      }
      for (const name of this.#known.keys()) if (!written.has(name)) this.#known.delete(name)
      const byName = Map.groupBy<string, PreviewContainer>(await control.list(), ({ preview }) => preview)
      for (const [name, { life }] of this.#known) life.see(byName.get(name) ?? [])
    } catch (error) {
      blind(error)
    }
  }

  /**
   * Whether one more may be started beside those that run: where as many run as may, those are stopped that nobody has used
   * for longest. @returns the names of those that are all in use; undefined: it may
   */
  makeRoom({ name, state }: Life): string[] | undefined {
    if (state !== 'stopped' && state !== 'failed') return undefined
    const { most, now } = this.#options
    const up = [...this.#known.values()].filter(
      ({ life }) => life.name !== name && (life.state === 'running' || life.state === 'waking'),
    )
    const excess = up.length - most + 1
    if (excess <= 0) return undefined
    const idle = up
      .filter(({ note, life }) => life.state === 'running' && life.open === 0 && !this.isHeld(note))
      .filter(({ life }) => now() - life.lastUse >= readingMs)
      .sort((a, b) => a.life.lastUse - b.life.lastUse)
      .slice(0, excess)
    if (idle.length < excess) return up.map(({ life }) => life.name)
    for (const { life } of idle) life.stop()
    return undefined
  }

  /** Stops what nobody has used for so long. */
  rest(): void {
    const { now, idleMs } = this.#options
    for (const { note, life } of this.#known.values()) {
      if (!this.isHeld(note) && life.open === 0 && now() - life.lastUse >= idleMs) life.stop()
    }
  }

  /** Looks, and lets rest, again and again. @param everyMs milliseconds */
  async open(everyMs: number): Promise<void> {
    const round = async () => {
      await this.look()
      this.rest()
      if (!this.#closed) this.#timer = setTimeout(() => void round(), everyMs)
    }
    await round()
  }

  /** What is being done with a preview comes to its end. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    await Promise.all([...this.#known.values()].map(({ life }) => life.idle()))
  }
}
