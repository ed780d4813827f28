import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { buildConnector } from 'undici'
import { ScrapeFailure } from '../failure.ts'
import { bareHost } from './bare-host.ts'
import type { Guard } from './guard.ts'

const connectDeadlineMs = 8_000

/**
 * Opens a TCP connection to a host that the guard lets through: the only door to the network, for our own requests and
 * for the browser's. The addresses that were checked are handed to the socket, which resolves nothing itself, so a
 * name that changes between check and connection changes nothing.
 *
 * @throws ScrapeFailure of the guard, `timed-out`, or the socket's own error
 */
export async function dial(guard: Guard, host: string, port: number, signal?: AbortSignal): Promise<Socket> {
  const addresses = await guard.resolve(host, port)
  signal?.throwIfAborted()
  const lookup: LookupFunction = (_name, options, callback) => {
    const first = addresses[0]
    if (options.all) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family ?? 4)
  }
  // A name that cannot be an address makes the socket ask our lookup, which answers with the checked addresses alone.
  const socket = connectTcp({ host: 'checked.invalid', port, lookup, autoSelectFamily: true, noDelay: true })
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const timer = setTimeout(
    () => reject(new ScrapeFailure('timed-out', `${bareHost(host)} does not answer.`)),
    connectDeadlineMs,
  )
  const abort = () => reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  socket.once('error', reject)
  socket.once('connect', () => resolve(socket))
  try {
    return await promise
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    socket.removeListener('error', reject)
  }
}

/** undici's connector through {@link dial}; TLS is spoken over the checked socket and verifies the name. */
export function guardedConnector(guard: Guard): buildConnector.connector {
  return (options, callback) => {
    const host = bareHost(options.hostname)
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80)
    dial(guard, host, port).then(
      (socket) => {
        if (options.protocol === 'https:') secure(socket, options.servername || host, callback)
        else callback(null, socket)
      },
      (error: Error) => callback(error, null),
    )
  }
}

function secure(socket: Socket, servername: string, callback: buildConnector.Callback): void {
  // RFC 6066: an address is no server name; the certificate is checked against it all the same.
  const identity = isIP(servername) === 0 ? { servername } : { host: servername }
  const tls = connectTls({ socket, ...identity, ALPNProtocols: ['http/1.1'] })
  tls.setTimeout(connectDeadlineMs, () =>
    tls.destroy(new ScrapeFailure('timed-out', `${servername} does not finish its secure greeting.`)),
  )
  tls.once('error', (error) => callback(error, null))
  tls.once('secureConnect', () => {
    tls.setTimeout(0)
    tls.removeAllListeners('error')
    tls.removeAllListeners('timeout')
    callback(null, tls)
  })
}
