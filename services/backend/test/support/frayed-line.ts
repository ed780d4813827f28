import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server that breaks by itself while somebody sends. */
export interface FrayedLine {
  readonly url: string
  /** How often it broke. */
  readonly cuts: () => number
  close(): Promise<void>
}

/** Lays a line that lets so many bytes of a connection through and then breaks, so many times; after that it is whole. */
export async function layFrayedLine(
  url: string,
  { bytes, times }: { bytes: number; times: number },
): Promise<FrayedLine> {
  const { port, hostname } = new URL(url)
  const open = new Set<Socket>()
  let cuts = 0
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    let through = 0
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', end)
      socket.on('close', () => open.delete(socket))
    }
    near.on('data', (piece) => {
      through += piece.length
      if (!far.write(piece)) near.pause()
      if (through < bytes || cuts >= times) return
      cuts += 1
      // What is on its way to the server arrives: as when the network goes, not the machine.
      far.end()
      near.destroy()
    })
    far.on('drain', () => near.resume())
    far.pipe(near)
    near.on('end', () => far.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
