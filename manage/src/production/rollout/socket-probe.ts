import type { WebSocket } from 'ws'
import { urlHost } from '../../core/services/service.ts'

/** Where a probe reaches the edge, past DNS and certificates: what it asks is whether the site answers. */
export interface ProbeTarget {
  secure: boolean
  /** Address and port of this machine. */
  host: string
  port: number
  /** What the site is called. */
  hostname: string
  origin: string
}

export interface SocketReport {
  /** Not where the dependencies are not installed, or the backend did not serve. */
  watched: boolean
  clients: number
  /** How often one was told to move, and went. */
  moved: number
  /** How often one was cut without a word. */
  cut: number
  /** Longest time that one was away, in milliseconds. */
  longestAwayMs: number
}

/** The close code by which a server says that it goes away. */
const goingAway = 1001
/** As the site's own pages do: at once but not all in one instant. Milliseconds. */
const backAfterMs = { least: 100, spread: 250 }
const openTimeoutMs = 5_000

/** Readers of no room, who hold a WebSocket and come back when they are told to move. */
export class SocketProbe {
  readonly #target: ProbeTarget
  /** Also those that are still connecting: one that opened after the end would hold the process for ever. */
  readonly #sockets = new Set<WebSocket>()
  #library: typeof import('ws') | undefined
  #stopped = false
  #clients = 0
  #moved = 0
  #cut = 0
  #longestAwayMs = 0

  constructor(target: ProbeTarget) {
    this.#target = target
  }

  /** Resolves when each is connected, or has failed to for the first time. */
  async start(count: number): Promise<void> {
    // A server from which production is only run may have no dependencies installed: then none is watched.
    this.#library = await import('ws').catch(() => undefined)
    if (!this.#library) return
    await Promise.all(Array.from({ length: count }, () => this.#connect(undefined)))
    this.#clients = [...this.#sockets].filter(({ readyState, OPEN }) => readyState === OPEN).length
  }

  stop(): SocketReport {
    this.#stopped = true
    for (const socket of this.#sockets) socket.terminate()
    return {
      watched: this.#library !== undefined,
      clients: this.#clients,
      moved: this.#moved,
      cut: this.#cut,
      longestAwayMs: Math.round(this.#longestAwayMs),
    }
  }

  /** @param awaySince when the connection before this one ended */
  async #connect(awaySince: number | undefined): Promise<void> {
    if (!this.#library) return
    const { WebSocket } = this.#library
    const { secure, host, port, hostname, origin } = this.#target
    const socket = new WebSocket(`${secure ? 'wss' : 'ws'}://${urlHost(host)}:${port}/ws`, {
      origin,
      rejectUnauthorized: false,
      handshakeTimeout: openTimeoutMs,
      ...(secure ? { servername: hostname } : {}),
      headers: { host: hostname },
    })
    this.#sockets.add(socket)
    return new Promise((resolve) => {
      let opened = false
      socket.once('open', () => {
        opened = true
        if (awaySince !== undefined)
          this.#longestAwayMs = Math.max(this.#longestAwayMs, performance.now() - awaySince)
        socket.send(JSON.stringify({ type: 'hello', lang: 'en', rooms: [] }))
        resolve()
      })
      socket.on('error', () => {})
      socket.once('close', (code) => {
        this.#sockets.delete(socket)
        resolve()
        if (this.#stopped || (!opened && awaySince === undefined)) return
        if (opened && code === goingAway) this.#moved++
        else if (opened) this.#cut++
        const began = opened ? performance.now() : awaySince
        setTimeout(
          () => void (this.#stopped || this.#connect(began)),
          backAfterMs.least + Math.random() * backAfterMs.spread,
        )
      })
    })
  }
}
