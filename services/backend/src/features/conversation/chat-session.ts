import { type ChatAuthor, type ClientFrame, closeCodes, type ServerFrame } from '@parlance/contracts/chat'
import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { Identity } from '../accounts/accounts.ts'
import { encodeFrame } from './chat-frames.ts'
import type { Author, Conversation } from './conversation.ts'
import type { Peer } from './conversation-ports.ts'
import { parseFrame } from './frame-parser.ts'
import { SessionRooms, type SessionRoomsParts } from './session-rooms.ts'
import { TokenBucket } from './token-bucket.ts'

/** What one connection may do. */
export interface SessionLimits {
  /** Frames at once, and in a second over time. */
  readonly frameBurst: number
  readonly framesPerSecond: number
  /** Bad frames at once after which the connection ends; one a second is forgiven. */
  readonly badFrames: number
  /** The same for frames refused because there were too many. */
  readonly refusedFrames: number
  /** Milliseconds until `hello` must have come. */
  readonly helloMs: number
  readonly heartbeatMs: number
  /** Somebody who writes is told of at most once in so many milliseconds. */
  readonly typingMs: number
}

export const sessionLimits: SessionLimits = {
  frameBurst: 60,
  framesPerSecond: 20,
  badFrames: 10,
  refusedFrames: 100,
  helloMs: 10_000,
  heartbeatMs: 25_000,
  typingMs: 2_000,
}

/** What sessions work with. */
export interface SessionParts extends Omit<SessionRoomsParts, 'typingMs'> {
  readonly conversation: Conversation
  /** @throws Problem `unauthenticated` */
  identify(token: string): Promise<Identity>
  /** The error as the caller sees it. */
  problemOf(error: unknown): Problem
  readonly limits: SessionLimits
  report(error: unknown): void
}

/** What came with a connection itself. */
export interface Arrival {
  readonly address: string
  /** The access token of a browser's cookie: who writes where `hello` brings none. */
  readonly token: string | undefined
}

/** One connection: reads its frames in order, and answers. */
export class ChatSession {
  readonly #parts: SessionParts
  readonly #peer: Peer
  readonly #arrival: Arrival
  readonly #gone: () => void
  readonly #bucket: TokenBucket
  readonly #forBad: TokenBucket
  readonly #forFlood: TokenBucket
  readonly #rooms: SessionRooms
  readonly #hello: NodeJS.Timeout
  #token: string | undefined
  #user: ChatAuthor | null = null
  #language: Language | undefined
  #waiting = 0
  #tail: Promise<void> = Promise.resolve()
  #ended = false

  /** @param gone called once, when the connection has ended */
  constructor(parts: SessionParts, peer: Peer, arrival: Arrival, gone: () => void) {
    this.#parts = parts
    this.#gone = gone
    this.#peer = peer
    this.#arrival = arrival
    this.#rooms = new SessionRooms({ ...parts, typingMs: parts.limits.typingMs }, peer, (code, reason) =>
      this.end(code, reason),
    )
    const { frameBurst, framesPerSecond, helloMs, badFrames, refusedFrames } = parts.limits
    this.#bucket = new TokenBucket(frameBurst, framesPerSecond, performance.now())
    this.#forBad = new TokenBucket(badFrames, 1, performance.now())
    this.#forFlood = new TokenBucket(refusedFrames, 1, performance.now())
    this.#hello = setTimeout(() => this.end(closeCodes.silent, 'no hello'), helloMs)
  }

  /** Who reads; null for a reader without a name, and before `hello`. */
  get user(): ChatAuthor | null {
    return this.#user
  }

  /** A text frame came. Frames are worked on one after the other. */
  receive(text: string): void {
    if (this.#ended) return
    const retryAfterMs = this.#bucket.take(performance.now())
    const parsed = parseFrame(text)
    if ('fault' in parsed) {
      const { fault, ...named } = parsed
      this.#send({ type: 'error', code: 'bad-frame', message: fault, ...named })
      if (this.#forBad.take(performance.now()) > 0) this.end(closeCodes.badFrames, 'too many bad frames')
    } else if (retryAfterMs > 0 || this.#waiting >= this.#parts.limits.frameBurst) {
      const message = 'Too many frames: wait a moment.'
      const frame = { type: 'error', code: 'rate-limited', message, ...nameOf(parsed.frame) } as const
      this.#send({ ...frame, retryAfterMs: retryAfterMs || 1_000 })
      if (this.#forFlood.take(performance.now()) > 0) this.end(closeCodes.flooding, 'far too many frames')
    } else {
      this.#waiting++
      this.#tail = this.#tail.then(() => this.#work(parsed.frame)).finally(() => this.#waiting--)
    }
  }

  /** The connection is gone. */
  closed(): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#hello)
    this.#rooms.close()
    this.#gone()
  }

  /** Ends the connection. */
  end(code: number, reason: string): void {
    if (this.#ended) return
    this.closed()
    this.#peer.close(code, reason)
  }

  /** Ends the connection of who has lost their rights; a database that does not answer takes nobody's. */
  async checkRights(): Promise<void> {
    if (this.#ended || this.#token === undefined) return
    try {
      await this.#parts.identify(this.#token)
    } catch (error) {
      if (error instanceof Problem && error.code === 'unauthenticated') {
        this.end(closeCodes.signedOut, 'signed out')
      }
    }
  }

  #send(frame: ServerFrame): void {
    if (!this.#ended) this.#peer.send(encodeFrame(frame))
  }

  async #work(frame: ClientFrame): Promise<void> {
    if (this.#ended) return
    try {
      await this.#handle(frame)
    } catch (error) {
      const problem = this.#parts.problemOf(error)
      if (problem.code === 'internal') this.#parts.report(error)
      const { retryAfterMs } = problem.extra
      this.#send({
        type: 'error',
        code: problem.code,
        message: problem.detail,
        ...(problem.reason ? { reason: problem.reason } : {}),
        ...nameOf(frame),
        ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
      })
    }
  }

  async #handle(frame: ClientFrame): Promise<void> {
    if (frame.type === 'hello') return this.#greet(frame)
    if (!this.#language) throw new Problem('precondition', 'Say hello first.')
    switch (frame.type) {
      case 'join':
        return this.#join(frame, this.#language)
      case 'leave':
        return this.#rooms.leave(frame.room)
      case 'typing':
        return this.#rooms.typing(frame.room, this.#user)
      case 'ack':
        return this.#rooms.read(frame.room, frame.seq, this.#user)
      case 'send': {
        const { room, clientId, body, lang } = frame
        const request = { clientId, body, ...(lang ? { lang } : {}) }
        const { seq, id, rev } = await this.#parts.conversation.post(room, request, await this.#author())
        return this.#send({ type: 'ack', clientId, room, seq, id, rev })
      }
      case 'edit': {
        const { room, seq, body, clientId } = frame
        const { id, rev } = await this.#parts.conversation.edit(room, seq, { body }, await this.#author())
        return this.#send({ type: 'ack', clientId, room, seq, id, rev })
      }
      case 'delete': {
        const { room, seq, clientId } = frame
        const { id, rev } = await this.#parts.conversation.remove(room, seq, await this.#author())
        return this.#send({ type: 'ack', clientId, room, seq, id, rev })
      }
    }
  }

  async #greet({ token, lang, rooms: entries }: ClientFrame & { type: 'hello' }): Promise<void> {
    const carried = token ?? this.#arrival.token
    const identity = carried === undefined ? undefined : await this.#identify(carried, token === undefined)
    clearTimeout(this.#hello)
    this.#rooms.leaveAll()
    this.#token = identity && carried
    this.#user = identity ? { id: identity.id, name: identity.name } : null
    this.#language = lang
    const records = await this.#rooms.find(entries)
    const known = records.filter((record) => record !== undefined)
    const rooms = await this.#rooms.heads(known, identity)
    const { heartbeatMs } = this.#parts.limits
    this.#send({ type: 'welcome', user: this.#user, lang, rooms, heartbeatMs })
    for (const [index, entry] of entries.entries()) {
      const record = records[index]
      if (record) await this.#rooms.enter(record, entry, { user: this.#user, lang })
      else this.#send({ type: 'error', code: 'not-found', message: noRoom(entry.room), room: entry.room })
    }
  }

  /** A cookie comes unasked: where it is no longer good, its owner reads on without a name, as everybody may. */
  async #identify(token: string, unasked: boolean): Promise<Identity | undefined> {
    try {
      return await this.#parts.identify(token)
    } catch (error) {
      if (unasked && error instanceof Problem && error.code === 'unauthenticated') return undefined
      throw error
    }
  }

  async #join(entry: ClientFrame & { type: 'join' }, lang: Language): Promise<void> {
    const [record] = await this.#rooms.find([entry])
    if (!record) throw new Problem('not-found', noRoom(entry.room))
    this.#rooms.checkSpace(entry.room)
    const identity = this.#token === undefined ? undefined : await this.#parts.identify(this.#token)
    const [head] = await this.#rooms.heads([record], identity)
    if (head) this.#send({ type: 'joined', ...head })
    await this.#rooms.enter(record, entry, { user: this.#user, lang })
  }

  /** Who writes, by the token, which may have run out since `hello`. */
  async #author(): Promise<Author> {
    if (this.#token === undefined) {
      throw new Problem(
        'unauthenticated',
        'Sign in, or take a name as a guest, and say hello with the token.',
      )
    }
    return { ...(await this.#parts.identify(this.#token)), ip: this.#arrival.address, requestId: '' }
  }
}

function nameOf(frame: ClientFrame): { clientId?: string; room?: string } {
  return {
    ...('clientId' in frame ? { clientId: frame.clientId } : {}),
    ...('room' in frame ? { room: frame.room } : {}),
  }
}

function noRoom(slug: string): string {
  return `There is no room "${slug}".`
}
