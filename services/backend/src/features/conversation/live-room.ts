import type { ChatAuthor, ServerFrame } from '@parlance/contracts/chat'
import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import { encodeFrame, encodeFrames } from './chat-frames.ts'
import type { MessageStore, Peer } from './conversation-ports.ts'
import { broadcast, framesAfter } from './fan-out.ts'
import { joinOffers, type Offer } from './offers.ts'
import { Presence } from './presence.ts'
import { type ChangeSet, type Position, RoomReader } from './room-reader.ts'

/** Bytes that may wait for a live reader before it is dropped. */
export const maxBuffered = 1_024 * 1_024
/** Old messages that a returning reader gets translated without asking for each. */
const maxWanted = 200
/** Change sets kept for a reader that is still reading what it missed. */
const maxKept = 100

/** A connection in a room. */
export interface Reader {
  readonly peer: Peer
  readonly user: ChatAuthor | null
  readonly lang: Language
  /** Ends the connection because it does not keep up. */
  dropSlow(): void
}

/** What a room asks of its surroundings. */
export interface LiveRoomPorts {
  readonly store: Pick<MessageStore, 'changes'>
  /** Asks for translations that readers of a language here lack. */
  want(roomId: string, seqs: readonly number[], language: Language): void
  /** Called with the number of frames handed to readers. */
  delivered(count: number): void
  report(error: unknown): void
  /** Resolves after so many milliseconds; sooner when the backend stops. */
  pause(ms: number): Promise<void>
}

interface Seat {
  /** catching: reads what it missed by itself; live: gets what the room gets. */
  state: 'catching' | 'live' | 'gone'
  /** Live, but ahead of the room: what the room gets up to here is known. */
  ahead: Position | undefined
  /** Catching, and reading a page: what the room got meanwhile; undefined = not all of it could be kept. */
  kept: ChangeSet[] | undefined
}

/** A room that somebody on this backend reads: follows its changes in the database and passes them on. */
export class LiveRoom {
  readonly presence = new Presence()
  readonly id: string
  readonly slug: string
  readonly #ports: LiveRoomPorts
  readonly #cursor: RoomReader
  readonly #seats = new Map<Reader, Seat>()
  readonly #offers: Offer[] = []
  #behind = false
  #following: Promise<void> | undefined
  #closed = false

  constructor(ports: LiveRoomPorts, room: { id: string; slug: string }, at: Position) {
    this.#ports = ports
    this.id = room.id
    this.slug = room.slug
    this.#cursor = new RoomReader(ports.store, room.id, at)
  }

  get position(): Position {
    return this.#cursor.position
  }

  get readers(): Iterable<Reader> {
    return this.#seats.keys()
  }

  get size(): number {
    return this.#seats.size
  }

  /** Takes a reader in. It gets what came after its position, then what comes. */
  enter(reader: Reader, from: Position): void {
    const seat: Seat = { state: 'catching', ahead: undefined, kept: undefined }
    this.#seats.set(reader, seat)
    this.presence.enter(reader.user, reader.lang)
    void this.#catchUp(reader, seat, from)
  }

  leave(reader: Reader): void {
    const seat = this.#seats.get(reader)
    if (!seat) return
    seat.state = 'gone'
    this.#seats.delete(reader)
    this.presence.leave(reader.user, reader.lang)
  }

  close(): void {
    this.#closed = true
  }

  /** Sends something passing to every reader but those of one person. */
  tell(frame: ServerFrame, except?: string): void {
    const bytes = encodeFrame(frame)
    for (const { peer, user } of this.#seats.keys()) {
      if ((except === undefined || user?.id !== except) && peer.buffered < maxBuffered) peer.send(bytes)
    }
  }

  /** Something has changed: reads it, and passes it on. */
  wake(): void {
    this.#behind = true
    this.#following ??= this.#follow().finally(() => {
      this.#following = undefined
    })
  }

  /**
   * Passes on what this backend wrote itself, without reading it again, where nothing else came in between. What is
   * offered in one turn of the event loop goes out in one piece: the busier the room, the fewer writes a message takes.
   */
  offer(offer: Offer): void {
    if (offer.change <= this.position.change) return
    if (this.#offers.push(offer) === 1) setImmediate(() => this.#passOn())
  }

  #passOn(): void {
    const offers = this.#offers.splice(0)
    const newest = Math.max(...offers.map(({ change }) => change))
    if (this.#closed) return
    const joined = this.#following ? undefined : joinOffers(this.position, offers)
    if (joined) {
      this.#cursor.advance(joined.to)
      this.#deliver({ ...joined, languages: this.#languages(), complete: true })
    }
    // Something that is not known here happened in between.
    if (newest > this.position.change) this.wake()
  }

  async #follow(): Promise<void> {
    while (this.#behind && !this.#closed) {
      this.#behind = false
      try {
        const set = await this.#cursor.next(this.#languages())
        if (!set.complete) this.#behind = true
        this.#deliver(set)
      } catch (error) {
        this.#ports.report(error)
        if (isGone(error)) return
        this.#behind = true
        await this.#ports.pause(500)
      }
    }
  }

  #languages(): Language[] {
    return [...new Set([...this.#seats.keys()].map(({ lang }) => lang))]
  }

  #deliver(set: ChangeSet): void {
    const sent = broadcast(this.slug, set)
    let count = 0
    for (const [reader, seat] of this.#seats) {
      if (seat.state === 'catching') keep(seat, set, reader.lang)
      if (seat.state !== 'live') continue
      if (!set.languages.includes(reader.lang)) {
        // Came while the set was being read in the languages of those before.
        seat.state = 'catching'
        void this.#catchUp(reader, seat, seat.ahead ?? set.from)
        continue
      }
      const bytes = seat.ahead ? this.#beyond(reader, seat, seat.ahead, set) : sent.bytesFor(reader.lang)
      if (bytes.length === 0) continue
      if (reader.peer.buffered > maxBuffered) {
        reader.dropSlow()
        continue
      }
      reader.peer.send(bytes)
      count++
    }
    this.#ports.delivered(count)
    this.#wantLacking(set, set.languages)
  }

  #beyond(reader: Reader, seat: Seat, ahead: Position, set: ChangeSet): Uint8Array {
    if (set.to.change >= ahead.change && set.to.seq >= ahead.seq) seat.ahead = undefined
    return encodeFrames(framesAfter(this.slug, set, reader.lang, ahead))
  }

  async #catchUp(reader: Reader, seat: Seat, from: Position): Promise<void> {
    const cursor = new RoomReader(this.#ports.store, this.id, from)
    const gone = () => this.#closed || seat.state === 'gone'
    const inStep = () => {
      const { seq, change } = this.position
      return from.seq >= seq && from.change >= change
    }
    if (inStep()) this.#goLive(reader, seat, from)
    while (!gone() && seat.state !== 'live') {
      try {
        const { position } = cursor
        seat.kept = []
        const set = await cursor.next([reader.lang])
        if (gone()) return
        reader.peer.send(encodeFrames(framesAfter(this.slug, set, reader.lang, position)))
        this.#wantLacking(set, [reader.lang])
        if (set.complete && seat.kept) this.#goLive(reader, seat, cursor.position)
        else await reader.peer.drained()
      } catch (error) {
        this.#ports.report(error)
        if (isGone(error)) return
        await this.#ports.pause(500)
      }
    }
  }

  /** The reader has everything up to a position; what the room got since then is added, the rest will be passed on. */
  #goLive(reader: Reader, seat: Seat, at: Position): void {
    const frames = (seat.kept ?? []).flatMap((set) => framesAfter(this.slug, set, reader.lang, at))
    const here = this.position
    const ahead = at.change > here.change || at.seq > here.seq
    const reached = ahead ? at : here
    seat.state = 'live'
    seat.kept = undefined
    seat.ahead = ahead ? at : undefined
    reader.peer.send(encodeFrames([...frames, { type: 'caughtUp', room: this.slug, ...reached }]))
    if (seat.ahead) this.wake()
  }

  #wantLacking(set: ChangeSet, languages: readonly Language[]): void {
    for (const language of languages) {
      const lacking = [...set.edits, ...set.messages].filter(
        ({ lang, deleted, languages: made }) => lang !== language && !deleted && !made.includes(language),
      )
      if (lacking.length === 0) continue
      const seqs = lacking.slice(-maxWanted).map(({ seq }) => seq)
      this.#ports.want(this.id, seqs, language)
    }
  }
}

/** The room itself was deleted: there is nothing more to read. */
function isGone(error: unknown): boolean {
  return error instanceof Problem && error.code === 'not-found'
}

function keep(seat: Seat, set: ChangeSet, language: Language): void {
  if (!seat.kept) return
  if (seat.kept.length < maxKept && set.languages.includes(language)) seat.kept.push(set)
  else seat.kept = undefined
}
