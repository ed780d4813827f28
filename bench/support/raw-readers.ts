import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** `{"type":"m…`: where the type of a frame begins, and how that of a message does. */
const typeAt = 9
const letterM = 0x6d

/**
 * Readers of a WebSocket that do nothing but count the messages they get: sockets and frame headers, no library, so
 * that what is measured is who sends.
 */
export class RawReaders {
  readonly #sockets: Socket[] = []
  #messages = 0
  #bytes = 0
  #wanted: { count: number; resolve: () => void } | undefined

  /** Messages that all readers together got. */
  get messages(): number {
    return this.#messages
  }

  /** Bytes that all readers together got. */
  get bytes(): number {
    return this.#bytes
  }

  /** Connects so many; `hello` is their first frame. Resolves when the server has said something to each, if it will. */
  async connect(port: number, count: number, hello?: object): Promise<void> {
    for (let at = 0; at < count; at += 50) {
      await Promise.all(Array.from({ length: Math.min(50, count - at) }, () => this.#open(port, hello)))
    }
  }

  /** Resolves when all readers together have got so many messages. */
  async reached(count: number): Promise<void> {
    if (this.#messages >= count) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#wanted = { count, resolve }
    await promise
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  async #open(port: number, hello: object | undefined): Promise<void> {
    const socket = connect(port, '127.0.0.1')
    socket.setNoDelay(true)
    this.#sockets.push(socket)
    const key = randomBytes(16).toString('base64')
    socket.write(
      `GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
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
    const { promise: caughtUp, resolve } = Promise.withResolvers<void>()
    let ready = hello === undefined
    socket.on('data', (chunk: Buffer) => {
      this.#bytes += chunk.length
      rest = this.#count(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]))
      if (!ready && chunk.includes('caughtUp')) {
        ready = true
        resolve()
      }
    })
    if (!hello) return
    socket.write(maskedFrame(JSON.stringify(hello)))
    await caughtUp
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
      if (data[at + head + typeAt] === letterM) messages++
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
