import type { RoomStore } from './conversation-ports.ts'

/** Most marks kept before they are written. */
const maxMarks = 5_000

/** Gathers how far people have read, and writes it now and then: readers acknowledge far more often than anyone asks. */
export class ReadMarks {
  readonly #store: Pick<RoomStore, 'markRead'>
  readonly #report: (error: unknown) => void
  readonly #marks = new Map<string, { userId: string; roomId: string; seq: number }>()
  readonly #timer: NodeJS.Timeout

  constructor(store: Pick<RoomStore, 'markRead'>, report: (error: unknown) => void, everyMs = 1_000) {
    this.#store = store
    this.#report = report
    this.#timer = setInterval(() => void this.flush(), everyMs)
  }

  mark(userId: string, roomId: string, seq: number): void {
    const key = `${userId} ${roomId}`
    const known = this.#marks.get(key)
    if (known ? known.seq >= seq : this.#marks.size >= maxMarks) return
    this.#marks.set(key, { userId, roomId, seq })
  }

  /** Writes what was gathered. Never rejects. */
  async flush(): Promise<void> {
    const marks = [...this.#marks.values()]
    if (marks.length === 0) return
    this.#marks.clear()
    await this.#store.markRead(marks).catch(this.#report)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }
}
