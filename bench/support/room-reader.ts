import { WebSocket } from 'ws'

/** Where a room is read: on loopback, over plain HTTP. */
export interface RoomAddress {
  readonly port: number
  readonly room: string
}

/** As the site's own pages come back. */
const backAfterMs = { least: 100, spread: 250 }

/** One who reads a room, and comes back when the connection ends, from where they were. */
export class RoomReader {
  readonly #site: RoomAddress
  readonly seen = new Set<number>()
  readonly away: number[] = []
  /** When this one came back, by the clock of `performance.now`. */
  readonly backAt: number[] = []
  moved = 0
  cut = 0
  /** Why connections were not made. */
  readonly refused: string[] = []
  #after: number | undefined
  #left = false
  #socket: WebSocket | undefined

  constructor(site: RoomAddress) {
    this.#site = site
  }

  leave(): void {
    this.#left = true
    this.#socket?.terminate()
  }

  /** Resolves when the room has been entered. @param since when the connection before this one ended */
  connect(since: number | undefined): Promise<void> {
    const { port, room } = this.#site
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { handshakeTimeout: 5_000 })
    this.#socket = socket
    return new Promise((resolve) => {
      let entered = false
      socket.on('error', ({ message }) => this.refused.push(message))
      socket.once('open', () => {
        const position = this.#after === undefined ? { room } : { room, after: this.#after }
        socket.send(JSON.stringify({ type: 'hello', lang: 'en', rooms: [position] }))
      })
      socket.on('message', (data) => {
        const frame = JSON.parse(String(data)) as { type: string; seq?: number }
        if (frame.seq !== undefined && frame.type === 'message') {
          this.seen.add(frame.seq)
          this.#after = Math.max(this.#after ?? 0, frame.seq)
        }
        if (frame.type !== 'caughtUp') return
        entered = true
        this.#after ??= frame.seq
        if (since !== undefined) {
          this.away.push(performance.now() - since)
          this.backAt.push(performance.now())
        }
        resolve()
      })
      socket.once('close', (code) => {
        resolve()
        if (this.#left) return
        if (entered && code === 1001) this.moved++
        else if (entered) this.cut++
        const began = entered ? performance.now() : since
        setTimeout(
          () => void (this.#left || this.connect(began ?? performance.now())),
          backAfterMs.least + Math.random() * backAfterMs.spread,
        )
      })
    })
  }
}
