import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import autocannon from 'autocannon'

/** Those that {@link saturate} asks by. */
export const connections = 16
/** Those of the even rate: as many as wait at one time, within reason. */
const openConnections = 64
/** Milliseconds for the last to be answered. */
const patienceMs = 30_000

/**
 * Asks for addresses in turn, each the next one by whichever connection is free, as fast as they are answered. (With a list of its own
 * each connection would begin at its head, and all would ask the same at the same time.)
 *
 * @returns answers a second
 * @throws Error where one of them is not good
 */
export async function saturate(
  url: string,
  paths: readonly string[],
  { seconds, headers = {} }: { seconds: number; headers?: Readonly<Record<string, string>> },
): Promise<number> {
  let asked = 0
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers,
    timeout: 60,
    requests: [{ setupRequest: (request) => ({ ...request, path: paths[asked++ % paths.length] ?? '/' }) }],
  })
  const refused = result.non2xx + result.errors
  if (refused > 0) throw new Error(`${refused} of ${result.requests.total} requests to ${url} failed`)
  return result.requests.average
}

/**
 * Asks for addresses in turn at an even rate, whether or not the last was answered, and times each from when it was due: a server
 * that stands still for a moment makes all wait that came meanwhile, as it does readers. Sockets and lengths, no library: the machine
 * that is measured bears this too. (A load generator that makes the requests of all its connections before it begins is late itself by
 * then, and would tell that as the server's.)
 *
 * @param rate requests a second
 * @returns milliseconds of each answer
 * @throws Error where one of them is not 200
 */
export async function openLoop(
  url: string,
  paths: readonly string[],
  { rate, seconds }: { rate: number; seconds: number },
): Promise<number[]> {
  const { hostname, port } = new URL(url)
  const clients = await Promise.all(
    Array.from({ length: openConnections }, () => connectTo(hostname, Number(port))),
  )
  const idle = [...clients]
  const waiting: { path: string; due: number }[] = []
  const times: number[] = []
  const { promise: over, resolve, reject } = Promise.withResolvers<void>()
  const count = Math.round(rate * seconds)
  const send = (client: Client, { path, due }: { path: string; due: number }) =>
    client.ask(path).then(() => {
      times.push(performance.now() - due)
      if (times.length === count) resolve()
      const next = waiting.shift()
      if (next) send(client, next)
      else idle.push(client)
    }, reject)
  const began = performance.now()
  for (let n = 0; n < count; n++) {
    const asked = { path: paths[n % paths.length] ?? '/', due: began + (n * 1_000) / rate }
    const early = asked.due - performance.now()
    if (early > 0) await sleep(Math.ceil(early))
    const client = idle.pop()
    if (client) void send(client, asked)
    else waiting.push(asked)
  }
  const late = setTimeout(() => reject(new Error(`${count - times.length} were not answered`)), patienceMs)
  try {
    await over
  } finally {
    clearTimeout(late)
    for (const client of clients) client.close()
  }
  return times
}

interface Client {
  /** Resolves when the whole answer is there. @throws Error where it is not 200 */
  ask(path: string): Promise<void>
  close(): void
}

async function connectTo(host: string, port: number): Promise<Client> {
  const socket = connect(port, host)
  socket.setNoDelay(true)
  await once(socket, 'connect')
  let held: Buffer = Buffer.alloc(0)
  /** Bytes of the body that are still to come; undefined while the head is. */
  let left: number | undefined
  let answered: { resolve: () => void; reject: (error: Error) => void } | undefined
  socket.on('data', (chunk: Buffer) => {
    if (left === undefined) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      const end = held.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = held.toString('latin1', 0, end)
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
      if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
        answered?.reject(new Error(head))
        return
      }
      left = Number(length) - (held.length - end - 4)
    } else left -= chunk.length
    if (left > 0) return
    held = Buffer.alloc(0)
    left = undefined
    answered?.resolve()
  })
  socket.on('error', (error) => answered?.reject(error))
  socket.on('close', () => answered?.reject(new Error('the server closed the connection')))
  return {
    ask: (path) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      answered = { resolve, reject }
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
      return promise
    },
    close: () => socket.destroy(),
  }
}
