import { once } from 'node:events'
import type { ClientFrame, ServerFrame } from '@parlance/contracts/chat'
import type { Language } from '@parlance/contracts/languages'
import { waitUntil } from '@parlance/testing'
import { WebSocket } from 'ws'

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>

/** A reader of the real protocol, which keeps every frame it got. */
export class ChatClient {
  readonly frames: ServerFrame[] = []
  readonly socket: WebSocket
  /** Code and reason, once the connection has ended. */
  closed: { code: number; reason: string } | undefined

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', (data) => this.frames.push(JSON.parse(String(data))))
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) }
    })
    socket.on('error', () => {})
  }

  /** Connects, without a word. @param url http://host:port of a backend */
  static async open(
    url: string,
    options: { origin?: string; headers?: Record<string, string> } = {},
  ): Promise<ChatClient> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`, options)
    const client = new ChatClient(socket)
    await once(socket, 'open')
    return client
  }

  /** Connects and says hello; resolves with the welcome. */
  static async enter(
    url: string,
    hello: {
      lang: Language
      token?: string | undefined
      rooms: { room: string; after?: number; since?: number }[]
    },
  ): Promise<ChatClient> {
    const client = await ChatClient.open(url)
    const { token, ...rest } = hello
    client.send({ type: 'hello', ...rest, ...(token === undefined ? {} : { token }) })
    await client.next('welcome')
    await Promise.all(hello.rooms.map(({ room }) => client.next('caughtUp', (frame) => frame.room === room)))
    return client
  }

  send(frame: ClientFrame): void {
    this.socket.send(JSON.stringify(frame))
  }

  /** Frames of a type that came so far. */
  all<T extends ServerFrame['type']>(type: T): FrameOf<T>[] {
    return this.frames.filter((frame): frame is FrameOf<T> => frame.type === type)
  }

  /** The first frame of a type, come or coming, that fits. */
  next<T extends ServerFrame['type']>(
    type: T,
    fits: (frame: FrameOf<T>) => boolean = () => true,
  ): Promise<FrameOf<T>> {
    return waitUntil(`a frame ${type}`, () => this.all(type).find(fits), 15_000)
  }

  /** Says something and waits for the acknowledgement. */
  async say(
    room: string,
    body: string,
    more: { clientId?: string; lang?: Language } = {},
  ): Promise<FrameOf<'ack'>> {
    const { clientId = crypto.randomUUID(), lang } = more
    this.send({ type: 'send', room, clientId, body, ...(lang ? { lang } : {}) })
    return this.next('ack', (frame) => frame.clientId === clientId)
  }

  async ended(): Promise<{ code: number; reason: string }> {
    return waitUntil('the end of the connection', () => this.closed)
  }

  async leave(): Promise<void> {
    if (this.closed) return
    this.socket.close()
    await this.ended()
  }
}
