import { createServer } from 'node:net'

/** Below the ports that the system hands out for outgoing connections (32768 and up on Linux). */
const first = 20_000
const count = 12_000

/** Each process begins elsewhere, so that two test files at once do not ask for the same ports. */
let next = (process.pid * 61) % count

/**
 * A port of loopback that nobody has now, and that this process was not given before. It is none that an outgoing
 * connection could take between here and its use.
 *
 * @throws Error when every port of the range is taken
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < count; tries++) {
    const port = first + next
    next = (next + 1) % count
    if (await isFree(port)) return port
  }
  throw new Error(`no port between ${first} and ${first + count - 1} is free`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
