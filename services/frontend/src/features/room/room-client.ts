import type { ChatAuthor, ServerFrame } from '@parlance/contracts/chat'
import type { Message } from '../../api/rest-types.ts'
import type { Language } from '../../i18n/languages.ts'
import type { OutboxStore } from '../outbox/outbox-store.ts'
import { type Connection, idle } from './connection.ts'
import type { PendingDesk } from './pending-desk.ts'
import { ReconnectingSocket } from './reconnecting-socket.ts'
import {
  emptyTimeline,
  lastSeq,
  type Pending,
  stepTimeline,
  type Timeline,
  type TimelineEvent,
} from './timeline.ts'
import { Typists } from './typists.ts'

export interface RoomClientOptions {
  /** `ws://…/ws` */
  readonly address: string
  readonly room: string
  readonly lang: Language
  /** Changes with who reads and with each renewal; the cookie that proves it goes with the socket's handshake. */
  readonly identity: string | undefined
  readonly history: NewestPage
  /** The server does not know the reader (any more). */
  readonly onUnknown?: () => void
  /** Id of who reads, for the outbox. */
  readonly userId?: () => string | undefined
}

/** Messages of the past, oldest first. */
export interface HistoryPage {
  readonly items: readonly Message[]
  /** There are older ones. */
  readonly hasMore: boolean
}

/** The page that a room is opened with. */
export interface NewestPage extends HistoryPage {
  /** The room's last change that it reflects: what came since is asked for on the socket. */
  readonly change: number
}

/** Everything that a room's view shows; a new object on every change. */
export interface RoomState {
  readonly connection: Connection
  readonly timeline: Timeline
  readonly present: { readonly users: readonly ChatAuthor[]; readonly guests: number }
  readonly typing: readonly ChatAuthor[]
  /** Whether the server lets this reader write; undefined until it has said. */
  readonly canWrite: boolean | undefined
  /** An editor or administrator has muted the reader here. */
  readonly muted: boolean
  /** How far the reader had read when they came; undefined until the server has said. */
  readonly readSeq: number | undefined
  /** The last fault that belongs to no message being sent, such as an edit that was refused. */
  readonly fault: { readonly code: string; readonly clientId?: string } | undefined
}

const typingSentMs = 3_000

/**
 * A reader's side of a room: the connection, what the room shows, and what is still to be said. Knows nothing of React;
 * `subscribe` and `getState` are what its store interface wants.
 */
export class RoomClient {
  readonly #options: RoomClientOptions
  readonly #listeners = new Set<() => void>()
  readonly #socket: ReconnectingSocket
  #pending: PendingDesk | undefined
  #started = false
  readonly #typists = new Typists((typing) => this.#set({ typing }))
  #state: RoomState
  #lang: Language
  #identity: string | undefined
  /** Highest `change` seen; edits and translations after it are sent on coming back. */
  #change: number
  #typingSentAt = 0
  #seen = 0
  #acknowledged = 0

  constructor(options: RoomClientOptions) {
    this.#options = options
    this.#lang = options.lang
    this.#identity = options.identity
    this.#change = options.history.change
    const timeline = stepTimeline(emptyTimeline, { type: 'history', ...options.history })
    this.#state = {
      connection: idle,
      timeline,
      present: { users: [], guests: 0 },
      typing: [],
      canWrite: undefined,
      muted: false,
      readSeq: undefined,
      fault: undefined,
    }
    this.#socket = new ReconnectingSocket({
      address: options.address,
      greeting: () => ({
        type: 'hello',
        lang: this.#lang,
        rooms: [
          {
            room: options.room,
            after: lastSeq(this.#state.timeline),
            since: this.#change,
          },
        ],
      }),
      onFrame: (frame) => this.#receive(frame),
      onChange: (connection) => this.#connected(connection),
      onRefused: () => this.#set({ fault: { code: 'refused' } }),
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getState = (): RoomState => this.#state

  /** The room's slug. */
  get room(): string {
    return this.#options.room
  }

  /**
   * Gives the room what sends; whoever only reads needs none. Whatever was kept unsent goes out from then on.
   * @param outbox where unsent messages outlive the page; without one they do not
   */
  equip(Desk: typeof PendingDesk, outbox?: OutboxStore): void {
    if (this.#pending) return
    const { room, userId } = this.#options
    this.#pending = new Desk({
      room,
      outbox,
      userId: () => userId?.(),
      pending: () => this.#state.timeline.pending,
      record: (event) => this.#record(event),
      send: (frame) => this.#socket.send(frame),
    })
    if (this.#started) this.#pending.start()
    if (this.#state.connection.phase === 'live') this.#pending.live()
  }

  start(): void {
    this.#started = true
    this.#pending?.start()
    this.#socket.turn({ type: 'start' })
  }

  /** Closes for good; no timer stays behind. `start` opens again. */
  stop(): void {
    this.#started = false
    this.#pending?.stop()
    this.#socket.turn({ type: 'stop' })
  }

  /** Do not sit out a wait: the network came back, or the reader looks at the page again. */
  wake(): void {
    this.#socket.turn({ type: 'wake' })
  }

  /** The device says that it has no network. */
  lose(): void {
    this.#socket.lose()
  }

  /** Goes on under another name or in another language. */
  become(change: { readonly lang?: Language; readonly identity?: string | undefined }): void {
    const lang = change.lang ?? this.#lang
    const identity = 'identity' in change ? change.identity : this.#identity
    if (lang === this.#lang && identity === this.#identity) return
    const sameReader = identity === this.#identity
    this.#lang = lang
    this.#identity = identity
    this.#socket.turn({ type: sameReader ? 'renew' : 'reopen' })
  }

  /** Older messages, or with `fresh` the view anew, as in another language. */
  addHistory(page: HistoryPage, fresh = false): void {
    this.#record({ type: 'history', ...page, fresh })
  }

  /** Shows, keeps and sends a message. @throws Error before `equip` */
  say(message: Pending): void {
    if (!this.#pending) throw new Error('nothing to send with')
    this.#pending.say(message)
  }

  sayAgain(clientId: string): void {
    this.#pending?.sayAgain(clientId)
  }

  discard(clientId: string): void {
    this.#pending?.discard(clientId)
  }

  /** Returns false while there is no connection: changes of what stands are not queued. */
  edit(seq: number, body: string, clientId: string): boolean {
    return this.#socket.send({ type: 'edit', room: this.#options.room, seq, body, clientId })
  }

  /** Returns false while there is no connection. */
  remove(seq: number, clientId: string): boolean {
    return this.#socket.send({ type: 'delete', room: this.#options.room, seq, clientId })
  }

  /** The reader is typing; told to the others every few seconds at most. */
  typing(now = Date.now()): void {
    if (now - this.#typingSentAt < typingSentMs) return
    if (this.#socket.send({ type: 'typing', room: this.#options.room })) this.#typingSentAt = now
  }

  /** The reader has seen everything up to `seq`; told as soon as there is a connection. */
  seen(seq: number): void {
    this.#seen = Math.max(this.#seen, seq)
    if (this.#seen <= this.#acknowledged) return
    if (this.#socket.send({ type: 'ack', room: this.#options.room, seq: this.#seen })) {
      this.#acknowledged = this.#seen
    }
  }

  clearFault(): void {
    this.#set({ fault: undefined })
  }

  #connected(connection: Connection): void {
    if (connection.phase !== 'live') {
      this.#pending?.interrupted()
      this.#typists.clear()
    }
    this.#set({ connection })
  }

  #receive(frame: ServerFrame): void {
    if ('room' in frame && frame.room !== undefined && frame.room !== this.#options.room) return
    if ('change' in frame && frame.change !== undefined) this.#change = Math.max(this.#change, frame.change)
    switch (frame.type) {
      case 'welcome':
        this.#welcomed(frame)
        break
      case 'presence':
        this.#set({ present: { users: frame.users, guests: frame.guests } })
        break
      case 'typing':
        if (frame.user.id !== this.#state.timeline.me?.id) this.#typists.saw(frame.user)
        break
      case 'error':
        this.#refused(frame)
        break
      case 'translation':
        // Still on its way when the reader chose another language.
        if (frame.lang !== this.#lang) return
        break
      case 'message':
        this.#typists.forget(frame.author.id)
        break
      case 'ack':
        this.#record({ type: 'frame', frame })
        this.#pending?.confirmed(frame.clientId)
        return
    }
    // Frames that are no part of what was said change nothing there.
    this.#record({ type: 'frame', frame })
  }

  /** Whatever was not confirmed is said again; the server knows each by its clientId. */
  #welcomed({ user, rooms }: Extract<ServerFrame, { type: 'welcome' }>): void {
    if (!user && this.#identity) this.#options.onUnknown?.()
    this.#record({ type: 'me', me: user ?? undefined })
    const head = rooms.find(({ room }) => room === this.#options.room)
    // Where the line of the unread stands is decided once: it must not move while somebody reads.
    const readSeq = this.#state.readSeq ?? (user ? head?.readSeq : undefined)
    this.#set({ canWrite: head?.canWrite, muted: head?.muted ?? false, readSeq })
    this.#pending?.live()
    // Perhaps under another name than before, which has read nothing yet.
    this.#acknowledged = 0
    this.seen(this.#seen)
  }

  #refused({ code, reason, clientId, retryAfterMs }: Extract<ServerFrame, { type: 'error' }>): void {
    if (code === 'unauthenticated') this.#options.onUnknown?.()
    if (reason === 'muted') this.#set({ canWrite: false, muted: true })
    const named = reason === 'muted' ? reason : code
    if (clientId && this.#pending?.refused(clientId, named, retryAfterMs)) return
    this.#set({ fault: { code: named, ...(clientId && { clientId }) } })
  }

  #record(event: TimelineEvent): void {
    const timeline = stepTimeline(this.#state.timeline, event)
    if (timeline !== this.#state.timeline) this.#set({ timeline })
  }

  #set(change: Partial<RoomState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
