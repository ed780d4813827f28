import { type ChatAuthor, closeCodes, maxRooms, type RoomHead } from '@parlance/contracts/chat'
import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { Identity } from '../accounts/accounts.ts'
import type { Hub } from './chat-hub.ts'
import type { Peer, RoomStore } from './conversation-ports.ts'
import type { RoomRecord } from './conversation-records.ts'

/** What the rooms of a session work with. */
export interface SessionRoomsParts {
  readonly hub: Hub
  readonly rooms: Pick<RoomStore, 'find' | 'readSeqs' | 'mutedIn'>
  markRead(userId: string, roomId: string, seq: number): void
  /** Called for each reader that did not keep up. */
  droppedSlow(): void
  /** Somebody who writes is told of at most once in so many milliseconds. */
  readonly typingMs: number
}

/** Who reads: the person, where the connection has one, and the language. */
export interface ReaderIdentity {
  readonly user: ChatAuthor | null
  readonly lang: Language
}

/** A room to enter, and where the reader stands in it. */
export interface Entry {
  readonly room: string
  readonly after?: number
  readonly since?: number
}

interface Seat {
  readonly room: RoomRecord
  readonly leave: () => void
  lastTyping: number
}

/** The rooms that one connection is in. */
export class SessionRooms {
  readonly #parts: SessionRoomsParts
  readonly #peer: Peer
  /** Ends the connection. */
  readonly #end: (code: number, reason: string) => void
  readonly #seats = new Map<string, Seat>()
  #left = false

  constructor(parts: SessionRoomsParts, peer: Peer, end: (code: number, reason: string) => void) {
    this.#parts = parts
    this.#peer = peer
    this.#end = end
  }

  /** The rooms of entries, in order; undefined where there is none. */
  find(entries: readonly Entry[]): Promise<(RoomRecord | undefined)[]> {
    return Promise.all(entries.map(({ room }) => this.#parts.rooms.find(room)))
  }

  /** How rooms stand for somebody. */
  async heads(rooms: readonly RoomRecord[], identity: Identity | undefined): Promise<RoomHead[]> {
    const ids = rooms.map(({ id }) => id)
    const [read, muted] = identity
      ? await Promise.all([
          this.#parts.rooms.readSeqs(identity.id, ids),
          this.#parts.rooms.mutedIn(identity.id, ids),
        ])
      : [new Map<string, number>(), new Set<string>()]
    return rooms.map(({ id, slug, lastSeq, lastChange, archived, guests }) => ({
      room: slug,
      lastSeq,
      change: lastChange,
      readSeq: read.get(id) ?? 0,
      canWrite:
        identity !== undefined && !archived && (guests || identity.role !== 'guest') && !muted.has(id),
      ...(muted.has(id) ? { muted: true } : {}),
    }))
  }

  /** @throws Problem `invalid` where one more would be too many */
  checkSpace(slug: string): void {
    if (this.#seats.size < maxRooms || this.#seats.has(slug)) return
    throw new Problem('invalid', `A connection is in at most ${maxRooms} rooms: leave one first.`)
  }

  /** Enters a room, anew where it is in it already. */
  async enter(room: RoomRecord, { after, since }: Entry, { user, lang }: ReaderIdentity): Promise<void> {
    this.leave(room.slug)
    const dropSlow = () => {
      this.#parts.droppedSlow()
      this.#end(closeCodes.slow, 'too slow: come back with after and since')
    }
    const from = {
      ...(after === undefined ? {} : { seq: after }),
      ...(since === undefined ? {} : { change: since }),
    }
    const leave = await this.#parts.hub.enter(room, { peer: this.#peer, user, lang, dropSlow }, from)
    if (this.#left) leave()
    else this.#seats.set(room.slug, { room, leave, lastTyping: Number.NEGATIVE_INFINITY })
  }

  leave(slug: string): void {
    this.#seats.get(slug)?.leave()
    this.#seats.delete(slug)
  }

  leaveAll(): void {
    for (const slug of [...this.#seats.keys()]) this.leave(slug)
  }

  /** Leaves for good: the connection is gone. */
  close(): void {
    this.#left = true
    this.leaveAll()
  }

  typing(slug: string, user: ChatAuthor | null): void {
    const seat = this.#seats.get(slug)
    const now = performance.now()
    if (!seat || !user || now - seat.lastTyping < this.#parts.typingMs) return
    seat.lastTyping = now
    this.#parts.hub.typing(seat.room.id, user)
  }

  read(slug: string, seq: number, user: ChatAuthor | null): void {
    const seat = this.#seats.get(slug)
    if (seat && user) this.#parts.markRead(user.id, seat.room.id, seq)
  }
}
