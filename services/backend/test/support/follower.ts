import type { ServerFrame } from '@parlance/contracts/chat'
import type { Language } from '@parlance/contracts/languages'
import { WebSocket } from 'ws'

/** A message as a follower knows it. */
export interface KnownMessage {
  readonly rev: number
  readonly body: string
}

/**
 * A reader that does what a good client does: remembers where it stands, comes back there after its connection broke,
 * and keeps newer revisions over older ones. It notes what must never happen.
 */
export class Follower {
  readonly messages = new Map<number, KnownMessage>()
  readonly translations = new Map<number, KnownMessage>()
  /** What the protocol promises never to do. */
  readonly faults: string[] = []
  readonly #room: string
  readonly #lang: Language
  #socket: WebSocket | undefined
  #after: number
  #since: number | undefined

  constructor(room: string, lang: Language, after = 0) {
    this.#room = room
    this.#lang = lang
    this.#after = after
  }

  /** Connects to a backend; a connection that is open breaks off. */
  go(url: string): void {
    this.cut()
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`)
    this.#socket = socket
    socket.on('error', () => {})
    socket.on('open', () => {
      const since = this.#since === undefined ? {} : { since: this.#since }
      const rooms = [{ room: this.#room, after: this.#after, ...since }]
      socket.send(JSON.stringify({ type: 'hello', lang: this.#lang, rooms }))
    })
    socket.on('message', (data) => {
      if (socket === this.#socket) this.#take(JSON.parse(String(data)))
    })
  }

  /** The connection breaks, without a word; what is on its way is lost. */
  cut(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.terminate()
  }

  /** Whether the connection is open. */
  get connected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  #take(frame: ServerFrame): void {
    if (frame.type === 'message') {
      if (frame.seq <= this.#after) this.faults.push(`message ${frame.seq} came again after ${this.#after}`)
      if (frame.seq !== this.#after + 1) this.faults.push(`message ${frame.seq} came after ${this.#after}`)
      this.#after = frame.seq
      this.messages.set(frame.seq, { rev: frame.rev, body: frame.body })
    } else if (frame.type === 'edited' || frame.type === 'deleted') {
      const known = this.messages.get(frame.seq)
      if (!known) this.faults.push(`${frame.type} ${frame.seq}, which never came`)
      const body = frame.type === 'edited' ? frame.body : ''
      if (known && known.rev <= frame.rev) this.messages.set(frame.seq, { rev: frame.rev, body })
    } else if (frame.type === 'translation') {
      const message = this.messages.get(frame.seq)
      if (!message) this.faults.push(`a translation of ${frame.seq}, which never came`)
      if (frame.lang !== this.#lang) this.faults.push(`a translation into ${frame.lang}`)
      if (message?.rev === frame.rev) this.translations.set(frame.seq, { rev: frame.rev, body: frame.body })
    } else if (frame.type === 'welcome') {
      // What comes from here on is not older than this, even where the connection breaks before it has caught up.
      this.#since ??= frame.rooms.find(({ room }) => room === this.#room)?.change
    } else if (frame.type === 'caughtUp') {
      this.#since = frame.change
      if (frame.seq > this.#after) this.faults.push(`caught up to ${frame.seq}, but has ${this.#after}`)
    } else if (frame.type === 'error') this.faults.push(`error ${frame.code}: ${frame.message}`)
    if ('change' in frame && frame.change !== undefined) this.#since = frame.change
  }
}
