import type { ApiProblem } from '../../api/problem.ts'
import type { OutboxStore, Unsent } from './outbox-store.ts'

/** Milliseconds until the next try where the server or the network is away; doubled with each, up to the longest. */
const firstPauseMs = 2_000
const longestPauseMs = 120_000

/** What a courier works with. */
export interface CourierParts {
  readonly outbox: OutboxStore
  /** Hands a message to the server. @throws ApiProblem */
  post(message: Unsent): Promise<unknown>
  /** Renews who somebody is. @returns whether it is worth another try */
  renew(): Promise<boolean>
  /** Who is here; undefined for a reader without a name. */
  me(): string | undefined
  /** Whether somebody else on this page sends what is said in a room. */
  isOpen(room: string): boolean
}

/** Whether a message waits because nobody answers, and nothing is wrong with itself. */
function isPassing({ code, status }: ApiProblem): boolean {
  return status === 0 || status === 429 || status >= 500 || code === 'timeout' || code === 'unreachable'
}

/** Takes what was written in rooms that are no longer open to the server, in order. */
export class Courier {
  readonly #parts: CourierParts
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #running: Promise<void> | undefined

  constructor(parts: CourierParts) {
    this.#parts = parts
  }

  /** What there is for it to do. */
  due(): Unsent[] {
    const { outbox, me, isOpen } = this.#parts
    const id = me()
    return outbox
      .all()
      .filter(({ status, userId, room }) => status === 'sending' && userId === id && !isOpen(room))
  }

  /** Sends all that is due; later again, by itself, where the server is away. Never rejects. */
  go(): Promise<void> {
    clearTimeout(this.#timer)
    this.#running ??= this.#sendAll().finally(() => {
      this.#running = undefined
    })
    return this.#running
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  async #sendAll(): Promise<void> {
    for (let [next] = this.due(); next; [next] = this.due()) {
      const sent = await this.#send(next, true)
      if (!sent) {
        const pause = Math.min(firstPauseMs * 2 ** Math.min(this.#failures, 10), longestPauseMs)
        this.#failures += 1
        this.#timer = setTimeout(() => void this.go(), pause)
        return
      }
      this.#failures = 0
    }
  }

  /** @returns false where the order demands that all wait */
  async #send(message: Unsent, mayRenew: boolean): Promise<boolean> {
    const { outbox, post, renew } = this.#parts
    try {
      await post(message)
      outbox.remove(message.clientId)
      return true
    } catch (error) {
      const problem = error as ApiProblem
      if (problem.status === 401 && mayRenew && (await renew())) return this.#send(message, false)
      if (isPassing(problem)) return false
      outbox.change(message.clientId, { status: 'failed', code: problem.reason ?? problem.code })
      return true
    }
  }
}
