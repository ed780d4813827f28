import type { ClientFrame, closeCodes, ServerFrame } from '@parlance/contracts/chat'
import { type Connection, type ConnectionEvent, type Effect, idle, stepConnection } from './connection.ts'

/** The server did not understand us: to come back would be to say the same again. */
const badFrames: typeof closeCodes.badFrames = 4400

export interface SocketOptions {
  /** `ws://…/ws` */
  readonly address: string
  /** The first frame of each connection, made when it is sent. */
  readonly greeting: () => ClientFrame
  readonly onFrame: (frame: ServerFrame) => void
  readonly onChange: (connection: Connection) => void
  /** The server has shut us out for good. */
  readonly onRefused: () => void
}

/** A socket that comes back by itself, with growing pauses. Frames are sent while it is live, and never queued. */
export class ReconnectingSocket {
  readonly #options: SocketOptions
  #connection: Connection = idle
  #socket: WebSocket | undefined
  #retry: ReturnType<typeof setTimeout> | undefined

  constructor(options: SocketOptions) {
    this.#options = options
  }

  get connection(): Connection {
    return this.#connection
  }

  /** Moves the connection on; see `ConnectionEvent` for what each means. */
  turn(event: ConnectionEvent): void {
    const { next, effects } = stepConnection(this.#connection, event, Math.random())
    if (next !== this.#connection) {
      this.#connection = next
      this.#options.onChange(next)
    }
    for (const effect of effects) this.#perform(effect)
  }

  /** The device says that it has no network: a dead socket would take minutes to notice. */
  lose(): void {
    this.#drop()
    this.turn({ type: 'lost' })
  }

  /** Whether the frame was handed to a live connection. */
  send(frame: ClientFrame): boolean {
    return this.#connection.phase === 'live' && this.#write(frame)
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'open':
        this.#open()
        break
      case 'hello':
        this.#write(this.#options.greeting())
        break
      case 'drop':
        this.#drop()
        break
      case 'wait':
        this.#retry = setTimeout(() => this.turn({ type: 'due' }), effect.ms)
    }
  }

  #open(): void {
    clearTimeout(this.#retry)
    const socket = new WebSocket(this.#options.address)
    this.#socket = socket
    // A socket that was replaced has nothing more to say.
    const whileCurrent = (act: () => void) => () => {
      if (this.#socket === socket) act()
    }
    socket.addEventListener(
      'open',
      whileCurrent(() => this.turn({ type: 'opened' })),
    )
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      if (code === badFrames) {
        this.turn({ type: 'stop' })
        this.#options.onRefused()
      } else this.turn({ type: 'lost' })
    })
    socket.addEventListener('message', ({ data }) => {
      const frame = this.#socket === socket ? parseFrame(data) : undefined
      if (frame?.type === 'welcome') this.turn({ type: 'welcomed' })
      if (frame) this.#options.onFrame(frame)
    })
  }

  #drop(): void {
    clearTimeout(this.#retry)
    const socket = this.#socket
    this.#socket = undefined
    socket?.close(1000)
  }

  #write(frame: ClientFrame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(frame))
    return true
  }
}

/** A frame out of what came; what is no JSON object with a type is passed over, as frames of a newer server are. */
function parseFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== 'string') return undefined
  try {
    const frame: unknown = JSON.parse(data)
    return typeof frame === 'object' && frame !== null && 'type' in frame ? (frame as ServerFrame) : undefined
  } catch {
    return undefined
  }
}
