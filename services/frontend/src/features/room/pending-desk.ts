import type { ClientFrame } from '@parlance/contracts/chat'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import { AckDeadlines, sendFrame } from './outbox.ts'
import type { Pending, TimelineEvent } from './timeline.ts'

/** Longest that a message waits by itself because there were too many before it. Milliseconds. */
const longestHoldMs = 60_000

/** What a room's unsent messages work with. */
export interface PendingDeskParts {
  readonly room: string
  readonly outbox: OutboxStore | undefined
  userId(): string | undefined
  /** What the room shows as unsent, in order. */
  pending(): readonly Pending[]
  record(event: TimelineEvent): void
  /** Whether it was handed to a live connection. */
  send(frame: ClientFrame): boolean
}

/**
 * A reader's own messages until the server has confirmed them: one on its way at a time, so that they arrive in the order
 * in which they were written, and each kept in the outbox, so that a reload or another page loses none.
 */
export class PendingDesk {
  readonly #parts: PendingDeskParts
  readonly #deadlines = new AckDeadlines((clientId) => this.#fail(clientId, 'timeout'))
  /** What of the outbox this room has taken in. */
  readonly #taken = new Set<string>()
  #underWay: string | undefined
  #hold: ReturnType<typeof setTimeout> | undefined
  #unsubscribe: (() => void) | undefined

  constructor(parts: PendingDeskParts) {
    this.#parts = parts
  }

  /** Takes in what was kept. */
  start(): void {
    this.#unsubscribe ??= this.#parts.outbox?.subscribe(() => this.#synchronise())
    this.#synchronise()
  }

  stop(): void {
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    this.interrupted()
  }

  /** The connection is there, and the server knows who we are: whatever was not confirmed is said (again). */
  live(): void {
    // A message that came round before its confirmation was lost is unconfirmed still.
    this.#taken.clear()
    this.#synchronise()
    this.#flush()
  }

  /** The connection is gone. */
  interrupted(): void {
    this.#deadlines.clear()
    this.#underWay = undefined
    clearTimeout(this.#hold)
    this.#hold = undefined
  }

  say(message: Pending): void {
    const { outbox, room, record, userId } = this.#parts
    this.#taken.add(message.clientId)
    record({ type: 'said', message })
    const { clientId, body, lang, createdAt, status } = message
    outbox?.add({ clientId, room, userId: userId() ?? '', body, lang, createdAt, status })
    this.#flush()
  }

  sayAgain(clientId: string): void {
    this.#parts.record({ type: 'retried', clientId })
    const userId = this.#parts.userId()
    this.#parts.outbox?.change(clientId, { status: 'sending', ...(userId && { userId }) })
    this.#flush()
  }

  discard(clientId: string): void {
    this.#parts.record({ type: 'discarded', clientId })
    this.#parts.outbox?.remove(clientId)
  }

  confirmed(clientId: string): void {
    this.#deadlines.settle(clientId)
    this.#parts.outbox?.remove(clientId)
    if (this.#underWay === clientId) this.#underWay = undefined
    this.#flush()
  }

  /** The server did not take a message. @returns whether it is one of these */
  refused(clientId: string, code: string, retryAfterMs: number | undefined): boolean {
    if (!this.#parts.pending().some((one) => one.clientId === clientId)) return false
    if (retryAfterMs === undefined || retryAfterMs > longestHoldMs) {
      this.#fail(clientId, code)
      return true
    }
    // Only too soon: it and those behind it wait, in order.
    this.#deadlines.settle(clientId)
    this.#underWay = undefined
    this.#hold = setTimeout(() => {
      this.#hold = undefined
      this.#flush()
    }, retryAfterMs)
    return true
  }

  #fail(clientId: string, code: string): void {
    this.#deadlines.settle(clientId)
    this.#parts.record({ type: 'failed', clientId, code })
    this.#parts.outbox?.change(clientId, { status: 'failed', code })
    if (this.#underWay === clientId) this.#underWay = undefined
    this.#flush()
  }

  #flush(): void {
    if (this.#underWay !== undefined || this.#hold) return
    const next = this.#parts.pending().find(({ status }) => status === 'sending')
    if (!next || !this.#parts.send(sendFrame(this.#parts.room, next))) return
    this.#underWay = next.clientId
    this.#deadlines.start(next.clientId)
  }

  /** Shows what the outbox has and this room has not, and no longer what another tab or page has seen confirmed. */
  #synchronise(): void {
    const { outbox, room, userId, pending, record } = this.#parts
    if (!outbox) return
    const id = userId()
    const kept = outbox.all().filter((one) => one.room === room && one.userId === id)
    const known = new Map(pending().map((one) => [one.clientId, one]))
    for (const { room: _room, userId: _user, order: _order, ...message } of kept) {
      const shown = known.get(message.clientId)
      if (shown?.status === 'failed' && message.status === 'sending') {
        record({ type: 'retried', clientId: message.clientId })
      }
      if (shown || this.#taken.has(message.clientId)) continue
      this.#taken.add(message.clientId)
      record({ type: 'said', message })
    }
    for (const { clientId } of known.values()) {
      if (this.#taken.has(clientId) && !outbox.get(clientId)) record({ type: 'discarded', clientId })
    }
    this.#flush()
  }
}
