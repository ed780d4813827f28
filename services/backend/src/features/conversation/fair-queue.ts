import type { TranslationWork } from './conversation-records.ts'

/** Works of one call to the translation service, and calls at once: of one room, and of one pair of languages. */
export const batchSize = 32
const callsOfRoom = 2
const callsOfPair = 8

/** A work and what is to be done when it is over. */
export interface Waiting {
  readonly work: TranslationWork
  readonly settle: () => void
}

interface RoomQueue {
  readonly waiting: Waiting[]
  calls: number
}

/**
 * What waits for one pair of languages. Rooms take turns, a batch each, and no room has more than two calls under way: a
 * room in which hundreds write at once does not go before one in which somebody asks a single thing.
 */
export class FairQueue {
  /** In the order in which their turns come. */
  readonly #rooms = new Map<string, RoomQueue>()
  #calls = 0

  get empty(): boolean {
    return this.#rooms.size === 0
  }

  add(item: Waiting): void {
    const { roomId } = item.work
    const room = this.#rooms.get(roomId) ?? { waiting: [], calls: 0 }
    this.#rooms.set(roomId, room)
    room.waiting.push(item)
  }

  /** The next call's works, all of one room, in order; undefined where nothing may begin now. Say `done` after each. */
  next(): Waiting[] | undefined {
    if (this.#calls >= callsOfPair) return undefined
    const waiting = [...this.#rooms].filter(([, room]) => room.waiting.length > 0)
    // First who has nothing under way.
    const turn =
      waiting.find(([, { calls }]) => calls === 0) ?? waiting.find(([, { calls }]) => calls < callsOfRoom)
    if (!turn) return undefined
    const [roomId, room] = turn
    this.#rooms.delete(roomId)
    this.#rooms.set(roomId, room)
    room.calls++
    this.#calls++
    return room.waiting.splice(0, batchSize)
  }

  /** A call of a room is over. */
  done(roomId: string): void {
    const room = this.#rooms.get(roomId)
    if (!room) return
    room.calls--
    this.#calls--
    if (room.calls === 0 && room.waiting.length === 0) this.#rooms.delete(roomId)
  }

  /** Takes out all that waits. */
  drain(): Waiting[] {
    return [...this.#rooms.values()].flatMap(({ waiting }) => waiting.splice(0))
  }
}
