/** How an HTTP server behind a proxy ends without a request being lost. Imports nothing but Node's own modules. */
import { Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What {@link drainServer} empties: a server of node:http, which Node's types call by two names. */
export interface DrainedServer {
  readonly listening: boolean
  closeIdleConnections(): void
  closeAllConnections(): void
  once(event: 'close', listener: () => void): unknown
}

export interface DrainTimes {
  /**
   * Milliseconds that idle kept-alive connections are left open: longer than the proxy keeps one, which may be about to
   * send a request over it.
   */
  readonly lingerMs: number
  /** Milliseconds after which what still runs is given up. */
  readonly deadlineMs: number
}

/** How long idle connections are looked for, in milliseconds. */
const sweepMs = 25
/** Milliseconds that answers which gave something up have to get out. */
const farewellMs = 500

/**
 * Takes no new connection, lets what runs end, and resolves when no connection is left. Answers must say
 * `Connection: close` from before this is called.
 *
 * @param stopped called at once when no new connection comes. @param late called at the deadline, to answer what still runs
 */
export async function drainServer(
  server: DrainedServer,
  { lingerMs, deadlineMs }: DrainTimes,
  { stopped = () => {}, late = () => {} }: { stopped?: () => void; late?: () => void } = {},
): Promise<void> {
  // Right after the event loop has taken in what the kernel had accepted: connections that wait there would be reset.
  await new Promise(setImmediate)
  if (!server.listening) {
    stopped()
    return
  }
  const over = new AbortController()
  const closed = new Promise<void>((resolve) => {
    server.once('close', () => {
      over.abort()
      resolve()
    })
  })
  // The close of node:http would end idle connections at once, and the proxy's next request with them.
  Server.prototype.close.call(server)
  stopped()
  const wait = (ms: number) => sleep(ms, undefined, { signal: over.signal }).catch(() => {})
  await wait(lingerMs)
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs)
  server.closeIdleConnections()
  await wait(Math.max(0, deadlineMs - lingerMs))
  if (!over.signal.aborted) {
    late()
    await wait(farewellMs)
    server.closeAllConnections()
  }
  await Promise.race([closed, wait(farewellMs)])
  clearInterval(sweep)
}
