import { randomUUID } from 'node:crypto'
import type { ChatAuthor } from '@parlance/contracts/chat'
import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { Bus } from '../bus-port.ts'
import type { RoomStore } from './conversation-ports.ts'
import type { RoomRecord } from './conversation-records.ts'
import { LiveRoom, type LiveRoomPorts, type Reader } from './live-room.ts'
import type { Offer } from './offers.ts'
import type { PresenceReport } from './presence.ts'
import type { Position } from './room-reader.ts'

/** How often what happens anyway is done. Milliseconds. */
export interface HubTimes {
  /** Rooms are asked for changes that no message told of. */
  readonly pollMs: number
  /** The same while the bus is lost. */
  readonly pollAloneMs: number
  /** Backends report who reads. */
  readonly presenceMs: number
  /** Comings and goings are told together. */
  readonly settleMs: number
}

export const hubTimes: HubTimes = { pollMs: 10_000, pollAloneMs: 300, presenceMs: 20_000, settleMs: 250 }

/** What {@link Hub} needs. */
export interface HubParts extends LiveRoomPorts {
  readonly rooms: Pick<RoomStore, 'find' | 'heads'>
  readonly bus: Bus
  readonly times: HubTimes
}

type RoomWord =
  | { readonly kind: 'change'; readonly node: string; readonly change: number }
  | { readonly kind: 'typing'; readonly node: string; readonly user: ChatAuthor }
  | { readonly kind: 'presence'; readonly node: string; readonly report: PresenceReport }
  | { readonly kind: 'who'; readonly node: string }

interface OpenRoom {
  readonly live: LiveRoom
  readonly unsubscribe: () => void
  /** The comings and goings to be told, soon. */
  telling: NodeJS.Timeout | undefined
  lastPresence: string
  /** The other backends do not know yet who is here. */
  reportDue: boolean
}

/** The rooms that are read on this backend, and their ties to the other backends. */
export class Hub {
  readonly #parts: HubParts
  readonly #node = randomUUID()
  readonly #open = new Map<string, OpenRoom>()
  readonly #opening = new Map<string, Promise<OpenRoom>>()
  readonly #timers: NodeJS.Timeout[]
  readonly #offContact: () => void
  #polling = false

  constructor(parts: HubParts) {
    this.#parts = parts
    const { times, bus } = parts
    this.#timers = [
      setInterval(() => void this.#poll(), times.pollMs),
      setInterval(() => bus.connected || void this.#poll(), times.pollAloneMs),
      setInterval(() => this.#reportAll(), times.presenceMs),
    ]
    // What was said while contact was lost is in the database.
    this.#offContact = bus.onContact(() => {
      void this.#poll()
      this.#reportAll()
    })
  }

  /** Takes a reader into a room, as it stands in the database; what `from` leaves out is now. @returns how to leave */
  async enter(room: RoomRecord, reader: Reader, from: Partial<Position>): Promise<() => void> {
    let open = await this.#ensure(room)
    // The last reader may have left, and closed it, in between.
    while (this.#open.get(room.id) !== open) open = await this.#ensure(room)
    const { live } = open
    // A reader of a database that was since restored may claim more than there is.
    const seq = Math.min(from.seq ?? room.lastSeq, room.lastSeq)
    const change = Math.min(from.change ?? room.lastChange, room.lastChange)
    live.enter(reader, { seq, change })
    open.lastPresence = ''
    this.#tellPresence(open, true)
    return () => {
      live.leave(reader)
      if (live.size === 0) this.#close(open)
      else this.#tellPresence(open, true)
    }
  }

  /** Languages that somebody in the room reads, on any backend, as far as is known here. */
  languages(roomId: string): Language[] {
    return this.#open.get(roomId)?.live.presence.languages() ?? []
  }

  /** How many read a room, on this backend and on those that it hears of: people each once, and readers without a name. */
  present(roomId: string): number {
    const here = this.#open.get(roomId)?.live.presence.everybody()
    return here ? here.users.length + here.guests : 0
  }

  /** Rooms that somebody reads on this backend: those that it hears of. */
  live(): string[] {
    return [...this.#open.keys()]
  }

  /** Passes on what was just written to the database, here and to the other backends. */
  announce(roomId: string, change: number, what: Omit<Offer, 'change'> = {}): void {
    const live = this.#open.get(roomId)?.live
    if (what.message || what.translations) live?.offer({ change, ...what })
    else live?.wake()
    this.#say(roomId, { kind: 'change', node: this.#node, change })
  }

  /** Tells the room that somebody writes. */
  typing(roomId: string, user: ChatAuthor): void {
    this.#showTyping(roomId, user)
    this.#say(roomId, { kind: 'typing', node: this.#node, user })
  }

  /** Lets go of everything; readers are closed by who opened them. */
  stop(): void {
    for (const timer of this.#timers) clearInterval(timer)
    this.#offContact()
    for (const room of [...this.#open.values()]) this.#close(room)
  }

  #say(roomId: string, word: RoomWord): void {
    this.#parts.bus.publish(topicOf(roomId), JSON.stringify(word))
  }

  #showTyping(roomId: string, user: ChatAuthor): void {
    const live = this.#open.get(roomId)?.live
    live?.tell({ type: 'typing', room: live.slug, user }, user.id)
  }

  #ensure(room: RoomRecord): Promise<OpenRoom> | OpenRoom {
    const known = this.#open.get(room.id)
    if (known) return known
    const opening =
      this.#opening.get(room.id) ?? this.#openRoom(room).finally(() => this.#opening.delete(room.id))
    this.#opening.set(room.id, opening)
    return opening
  }

  async #openRoom({ id, slug }: RoomRecord): Promise<OpenRoom> {
    const { bus, rooms } = this.#parts
    // Listens first and looks then, so that nothing falls between.
    const unsubscribe = bus.subscribe(topicOf(id), (message) => this.#hear(id, JSON.parse(message)))
    try {
      await bus.settled()
      const now = await rooms.find(slug)
      if (!now) throw new Problem('not-found', `There is no room "${slug}".`)
      const live = new LiveRoom(this.#parts, now, { seq: now.lastSeq, change: now.lastChange })
      const room: OpenRoom = { live, unsubscribe, telling: undefined, lastPresence: '', reportDue: false }
      this.#open.set(id, room)
      this.#say(id, { kind: 'who', node: this.#node })
      return room
    } catch (error) {
      unsubscribe()
      throw error
    }
  }

  #close(room: OpenRoom): void {
    if (this.#open.get(room.live.id) !== room) return
    this.#open.delete(room.live.id)
    room.unsubscribe()
    clearTimeout(room.telling)
    room.live.close()
    this.#report(room)
  }

  #hear(roomId: string, word: RoomWord): void {
    if (word.node === this.#node) return
    const room = this.#open.get(roomId)
    if (!room) return
    if (word.kind === 'change') {
      if (word.change > room.live.position.change) room.live.wake()
    } else if (word.kind === 'typing') this.#showTyping(roomId, word.user)
    else if (word.kind === 'who') this.#report(room)
    else {
      room.live.presence.hear(word.node, word.report, Date.now())
      this.#tellPresence(room, false)
    }
  }

  #report(room: OpenRoom): void {
    room.reportDue = false
    this.#say(room.live.id, { kind: 'presence', node: this.#node, report: room.live.presence.report() })
  }

  #reportAll(): void {
    for (const room of this.#open.values()) {
      room.live.presence.expire(Date.now())
      this.#report(room)
      this.#tellPresence(room, false)
    }
  }

  /** Tells readers, and the other backends if it happened here, who is there; a little later, with what else happens. */
  #tellPresence(room: OpenRoom, here: boolean): void {
    room.reportDue ||= here
    room.telling ??= setTimeout(
      () => {
        room.telling = undefined
        if (room.reportDue) this.#report(room)
        const everybody = room.live.presence.everybody()
        const text = JSON.stringify(everybody)
        if (text === room.lastPresence) return
        room.lastPresence = text
        room.live.tell({ type: 'presence', room: room.live.slug, ...everybody })
      },
      // The more there are to tell, the more comings and goings are told at once.
      this.#parts.times.settleMs + room.live.size,
    )
  }

  async #poll(): Promise<void> {
    if (this.#polling || this.#open.size === 0) return
    this.#polling = true
    try {
      const heads = await this.#parts.rooms.heads([...this.#open.keys()])
      for (const [id, { live }] of this.#open) if ((heads.get(id) ?? 0) > live.position.change) live.wake()
    } catch (error) {
      this.#parts.report(error)
    } finally {
      this.#polling = false
    }
  }
}

function topicOf(roomId: string): string {
  return `room:${roomId}`
}
