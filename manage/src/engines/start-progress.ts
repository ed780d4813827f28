import { stripVTControlCharacters } from 'node:util'

/** How long somebody waits for something. */
export interface Patience {
  /** Whole milliseconds until the wait is given up; 0 or less when it is. */
  left(): number
  /** `name` is not there yet, and why: the last answer, in a few words. */
  waits(name: string, why: string): void
  /** It is there. */
  arrived(name: string): void
}

/** Patience that ends at a time. @param deadline milliseconds of the epoch; Infinity: never. */
export const untilDeadline = (deadline: number): Patience => ({
  left: () => deadline - Date.now(),
  waits() {},
  arrived() {},
})

const tickMs = 1_000
/** Whoever waits hears for what, when nothing was said for so long. */
const saidEveryMs = 10_000
/** Lines of different forms that count as movement: what talks without end is not getting anywhere. */
const formCap = 5_000

/**
 * Patience of a start: it ends when nothing has moved for a time, not after a time in total, because a busy machine
 * takes long and still gets there. What moves: a part that arrives, an answer that it did not give before, a line that it
 * did not print before, numbers aside. A service that crashes and starts again in a circle says the same, and does not move.
 */
export class StartProgress implements Patience {
  readonly #patienceMs: number
  readonly #say: (text: string) => void
  readonly #now: () => number
  readonly #waiting = new Map<string, string>()
  readonly #seen = new Set<string>()
  #movedAt: number
  #saidAt: number
  #tickedAt: number
  #timer: NodeJS.Timeout | undefined
  #ended = false

  /** @param say tells the person who waits. @param now a clock in milliseconds that never jumps. */
  constructor(patienceMs: number, say: (text: string) => void, now = () => performance.now()) {
    this.#patienceMs = patienceMs
    this.#say = say
    this.#now = now
    this.#movedAt = this.#saidAt = this.#tickedAt = now()
  }

  /** Patience counts from now, and what is waited for is told. */
  begin(): this {
    this.#movedAt = this.#saidAt = this.#tickedAt = this.#now()
    this.#timer = setInterval(() => this.tick(), tickMs)
    this.#timer.unref()
    return this
  }

  /** Nobody waits any more, and nothing is given up any more. */
  end(): void {
    clearInterval(this.#timer)
    this.#ended = true
  }

  left(): number {
    if (this.#ended) return Number.POSITIVE_INFINITY
    return Math.ceil(this.#movedAt + this.#patienceMs - this.#now())
  }

  waits(name: string, why: string): void {
    this.#waiting.set(name, why)
    this.heard(name, why)
  }

  arrived(name: string): void {
    this.#waiting.delete(name)
    this.#movedAt = this.#saidAt = this.#now()
  }

  /** Nobody waits for it any more, whether or not it came. */
  forget(name: string): void {
    this.#waiting.delete(name)
  }

  /** A line that a part printed, or anything else that it showed. */
  heard(name: string, line: string): void {
    const form = `${name}: ${stripVTControlCharacters(line)
      .replaceAll(/[0-9a-f]{6,}|\d+/gi, '#')
      .slice(0, 200)}`
    if (this.#seen.has(form) || this.#seen.size >= formCap) return
    this.#seen.add(form)
    this.#movedAt = this.#now()
  }

  /** Once a second; for tests, whenever they like. */
  tick(): void {
    const now = this.#now()
    // A tick that comes late says that this process was not let run: then neither were the others.
    const late = now - this.#tickedAt - tickMs
    if (late > tickMs) this.#movedAt = Math.min(now, this.#movedAt + late)
    this.#tickedAt = now
    if (this.#ended || this.#waiting.size === 0 || now - this.#saidAt < saidEveryMs) return
    this.#saidAt = now
    const list = [...this.#waiting].map(([name, why]) => `${name} (${why})`).join(', ')
    const [still, limit] = [now - this.#movedAt, this.#patienceMs].map((ms) => Math.round(ms / 1000))
    this.#say(`waiting for ${list}; nothing has moved for ${still} s of ${limit} s`)
  }
}
