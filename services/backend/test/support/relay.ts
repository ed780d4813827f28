import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A relay in front of a server, which can fail as networks do. */
export interface Relay {
  /** The server's address, through the relay. */
  readonly url: string
  /** Nobody answers at the address any more, and what is open breaks. */
  cut(): Promise<void>
  /** What is said is not passed on, and nothing breaks. */
  hush(): void
  /** All is well again. */
  mend(): Promise<void>
  close(): Promise<void>
}

/** Stands in front of the server of a URL. */
export async function startRelay(serverUrl: string): Promise<Relay> {
  const target = new URL(serverUrl)
  const sockets = new Set<Socket>()
  let hushed = false
  const server = createServer((inside) => {
    const outside = connect(Number(target.port), target.hostname)
    const pass = (from: Socket, to: Socket) => {
      sockets.add(from)
      from.on('data', (data) => {
        if (!hushed) to.write(data)
      })
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
    pass(inside, outside)
    pass(outside, inside)
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  const url = new URL(serverUrl)
  url.host = `127.0.0.1:${port}`
  const cut = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    url: url.href,
    cut,
    hush: () => {
      hushed = true
    },
    mend: async () => {
      hushed = false
      if (!server.listening) await listen(port)
    },
    close: cut,
  }
}
