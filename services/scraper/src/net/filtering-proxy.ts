import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { failureOfNetwork } from '../failure.ts'
import { dial } from './dial.ts'
import { type Guard, portOf } from './guard.ts'

/** What one visit of a browser may do. */
export interface ProxyLimits {
  /** Bytes received in all; then every connection is cut. */
  readonly maxBytes: number
  readonly maxConnections: number
}

/** A header that distinguishes a refusal of ours from a site's own 403. */
export const refusalHeader = 'x-parlance-refused'

const idleMs = 20_000
/** Headers that belong to one connection (RFC 9110 §7.6.1). */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/**
 * The browser's only way out: a forward proxy on loopback that dials through the guard, CONNECT and absolute-form both.
 * One lives as long as one visit; closing it cuts whatever the page still holds open.
 */
export class FilteringProxy {
  readonly #guard: Guard
  readonly #limits: ProxyLimits
  readonly #server: Server
  readonly #sockets = new Set<Duplex>()
  readonly #abort = new AbortController()
  #received = 0
  #refused = 0

  private constructor(guard: Guard, limits: ProxyLimits) {
    this.#guard = guard
    this.#limits = limits
    this.#server = createServer((incoming, response) => void this.#forward(incoming, response))
    this.#server.maxConnections = limits.maxConnections
    this.#server.headersTimeout = idleMs
    this.#server.on('connection', (socket) => this.#hold(socket))
    this.#server.on(
      'connect',
      (incoming: IncomingMessage, client: Duplex, head: Buffer) => void this.#tunnel(incoming, client, head),
    )
    // Chromium tunnels its web sockets; an upgrade in plain is nothing it sends.
    this.#server.on('upgrade', (_incoming, client: Duplex) => refuseTunnel(client, 'upgrade'))
    this.#server.on('clientError', (_error, client) => client.destroy())
  }

  /** Opens a proxy on a free port of loopback. */
  static async open(guard: Guard, limits: ProxyLimits): Promise<FilteringProxy> {
    const proxy = new FilteringProxy(guard, limits)
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject)
      proxy.#server.listen(0, '127.0.0.1', resolve)
    })
    return proxy
  }

  /** `http://127.0.0.1:port` */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Connections that the guard did not let through. */
  get refused(): number {
    return this.#refused
  }

  /** Bytes that came in. */
  get received(): number {
    return this.#received
  }

  /** Cuts every connection. */
  async close(): Promise<void> {
    this.#abort.abort(new Error('the visit is over'))
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.#cut()
    await closed
  }

  async #tunnel(incoming: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    this.#hold(client)
    const target = URL.canParse(`http://${incoming.url}`) ? new URL(`http://${incoming.url}`) : undefined
    if (!target || !/:\d+$/.test(incoming.url ?? '')) return refuseTunnel(client, 'not host:port')
    try {
      const upstream = await this.#dial(target.hostname, Number(/:(\d+)$/.exec(incoming.url ?? '')?.[1]))
      if (client.destroyed) return void upstream.destroy()
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      if (head.length > 0) upstream.write(head)
      this.#count(upstream)
      upstream.pipe(client)
      client.pipe(upstream)
      client.once('close', () => upstream.destroy())
      upstream.once('close', () => client.destroy())
    } catch (error) {
      refuseTunnel(client, this.#refusal(error, target.host))
    }
  }

  async #forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = URL.canParse(incoming.url ?? '') ? new URL(incoming.url ?? '') : undefined
    if (target?.protocol !== 'http:') return refuse(response, 'not an absolute http address')
    try {
      const upstream = await this.#dial(target.hostname, portOf(target))
      if (response.destroyed) return void upstream.destroy()
      const outgoing = request({
        createConnection: () => upstream,
        method: incoming.method,
        path: target.pathname + target.search,
        headers: { ...withoutHopByHop(incoming), host: target.host, connection: 'close' },
      })
      outgoing.on('response', (answer) => {
        this.#count(upstream)
        response.writeHead(answer.statusCode ?? 502, withoutHopByHop(answer))
        answer.pipe(response)
        answer.once('error', () => response.destroy())
      })
      outgoing.once('error', (error) => refuse(response, this.#refusal(error, target.host)))
      response.once('close', () => upstream.destroy())
      incoming.pipe(outgoing)
    } catch (error) {
      refuse(response, this.#refusal(error, target.host))
    }
  }

  async #dial(host: string, port: number): Promise<Socket> {
    const socket = await dial(this.#guard, host, port, this.#abort.signal)
    this.#hold(socket)
    socket.setTimeout(idleMs, () => socket.destroy())
    return socket
  }

  #refusal(error: unknown, host: string): string {
    const { reason } = failureOfNetwork(error, host)
    if (reason.startsWith('blocked')) this.#refused++
    return reason
  }

  #count(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.#received += chunk.length
      if (this.#received > this.#limits.maxBytes) this.#cut()
    })
  }

  #hold(socket: Duplex): void {
    if (this.#sockets.has(socket)) return
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => this.#sockets.delete(socket))
  }

  #cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }
}

function withoutHopByHop(message: IncomingMessage): Record<string, string | string[]> {
  const named = (message.headers.connection ?? '').toLowerCase().split(/\s*,\s*/)
  const kept = Object.entries(message.headers).filter(
    ([name]) => !hopByHop.includes(name) && !named.includes(name),
  )
  return Object.fromEntries(kept.map(([name, value]) => [name, value ?? '']))
}

function refuse(response: ServerResponse, reason: string): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(403, { [refusalHeader]: reason, 'content-type': 'text/plain', connection: 'close' })
  response.end(`Refused: ${reason}\n`)
}

function refuseTunnel(client: Duplex, reason: string): void {
  client.end(
    `HTTP/1.1 403 Forbidden\r\n${refusalHeader}: ${reason}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
  )
}
