import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** What a server wants to hear first, and how its messages look. */
export interface Dialect {
  readonly path: string
  /** The first frame of a reader; nothing where absent. */
  readonly hello?: string
  /** What the frame holds by which the server says that a reader is there; needed with `hello`. */
  readonly ready?: string
  /** Bytes by which a message is told, and where they stand in its frame. */
  readonly message: { readonly at: number; readonly bytes: string }
}

/** Frames of our own, `{"type":"message"…`; and a bare server that sends the same. */
export const plainDialect: Dialect = { path: '/ws', message: { at: 9, bytes: 'm' } }
/** Engine.IO 4 over WebSocket: `40` connects, `42[…]` is an event. */
export const socketIoDialect: Dialect = {
  path: '/socket.io/?EIO=4&transport=websocket',
  hello: '40',
  ready: '40{',
  message: { at: 0, bytes: '42' },
}

/** Milliseconds for all readers to have what they wait for. */
const patienceMs = 90_000

/**
 * Readers of a WebSocket that do nothing but count the messages they get: sockets and frame headers, no library, so
 * that what is measured is who sends.
 */
export class RawReaders {
  readonly #dialect: Dialect
  readonly #mark: Buffer
  readonly #sockets: Socket[] = []
  #messages = 0
  #bytes = 0
  #wanted: { count: number; resolve: () => void } | undefined

  constructor(dialect: Dialect = plainDialect) {
    this.#dialect = dialect
    this.#mark = Buffer.from(dialect.message.bytes)
  }

  /** Messages that all readers together got. */
  get messages(): number {
    return this.#messages
  }

  /** Bytes that all readers together got. */
  get bytes(): number {
    return this.#bytes
  }

  /** Connects so many. Resolves when the server has said to each that it is there, if it will. */
  async connect(port: number, count: number): Promise<void> {
    for (let at = 0; at < count; at += 50) {
      await Promise.all(Array.from({ length: Math.min(50, count - at) }, () => this.#open(port)))
    }
  }

  /** Resolves when all readers together have got so many messages. @throws Error when they have not within 90 s */
  async reached(count: number): Promise<void> {
    if (this.#messages >= count) return
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#wanted = { count, resolve }
    const late = () => reject(new Error(`${this.#messages} of ${count} messages after ${patienceMs} ms`))
    const timer = setTimeout(late, patienceMs)
    await promise.finally(() => clearTimeout(timer))
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async #open(port: number): Promise<void> {
    const { path, hello, ready: greeting = '' } = this.#dialect
    const socket = connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    this.#sockets.push(socket)
    const key = randomBytes(16).toString('base64')
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    )
    let rest: Buffer = Buffer.alloc(0)
    for (;;) {
      const [chunk] = (await once(socket, 'data')) as [Buffer]
      rest = Buffer.concat([rest, chunk])
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) continue
      if (!rest.toString('latin1').startsWith('HTTP/1.1 101')) throw new Error(rest.toString('utf8'))
      rest = rest.subarray(end + 4)
      break
    }
    const { promise: caughtUp, resolve, reject } = Promise.withResolvers<void>()
    // Who is thrown out later is missed by what is waited for, and that has a time limit.
    caughtUp.catch(() => {})
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed the connection of a reader')))
    let ready = hello === undefined
    socket.on('data', (chunk: Buffer) => {
      this.#bytes += chunk.length
      rest = this.#count(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]))
      if (!ready && chunk.includes(greeting)) {
        ready = true
        resolve()
      }
    })
    if (!hello) return
    socket.write(maskedFrame(hello))
    await caughtUp
  }

  #isMessage(data: Buffer, from: number): boolean {
    for (let at = 0; at < this.#mark.length; at += 1) if (data[from + at] !== this.#mark[at]) return false
    return true
  }

  /** Counts the whole frames; gives back what is left of the last. */
  #count(data: Buffer): Buffer {
    let at = 0
    let messages = 0
    while (at + 2 <= data.length) {
      const short = (data[at + 1] ?? 0) & 0x7f
      const head = short < 126 ? 2 : short === 126 ? 4 : 10
      if (at + head > data.length) break
      const length =
        head === 2 ? short : head === 4 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2))
      if (at + head + length > data.length) break
      const from = at + head + this.#dialect.message.at
      if (this.#isMessage(data, from)) messages++
      at += head + length
    }
    this.#messages += messages
    if (this.#wanted && this.#messages >= this.#wanted.count) this.#wanted.resolve()
    return data.subarray(at)
  }
}

/** A client's text frame; its mask is zero, so the text stays as it is. */
function maskedFrame(text: string): Buffer {
  const body = Buffer.from(text)
  const head = Buffer.alloc(body.length < 126 ? 6 : 8)
  head[0] = 0x81
  if (body.length < 126) head[1] = 0x80 | body.length
  else {
    head[1] = 0x80 | 126
    head.writeUInt16BE(body.length, 2)
  }
  return Buffer.concat([head, body])
}
