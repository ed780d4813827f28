import { createServer, type RequestListener } from 'node:http'
import { createServer as createHttp2 } from 'node:http2'
import { createServer as createSocket, type Server } from 'node:net'
import { freePort } from '@parlance/testing'
import { type PortName, type Ports, portNames } from '../../src/core/topology.ts'

const isWell: RequestListener = (_, response) => response.end('{"status":"healthy"}')

/**
 * Every part of a development stack, as far as a health question reaches: each speaks its own protocol.
 * @param frontend what the frontend answers, where it is not simply well
 */
export async function answeringParts(frontend: RequestListener = isWell): Promise<{
  ports: Ports
  /** Until this they listen to nobody, so that their ports are free. */
  open(): Promise<unknown>
  close(): void
}> {
  const ports = Object.fromEntries(
    await Promise.all(portNames.map(async (name) => [name, await freePort()] as const)),
  ) as Record<PortName, number>
  const grpc = () => {
    const server = createHttp2()
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
      stream.end(Buffer.from([0, 0, 0, 0, 2, 8, 1])) // SERVING
    })
    return server
  }
  const says = (answer: string) =>
    createSocket((socket) => {
      socket.on('data', () => socket.write(answer))
      socket.on('error', () => {})
    })
  const servers: [Server, number][] = [
    [createServer(isWell), ports.backend],
    [createServer(frontend), ports.frontend],
    [grpc(), ports.translation],
    [grpc(), ports.scraper],
    [grpc(), ports.video],
    [says('R\0\0\0\b\0\0\0\0'), ports.postgres], // AuthenticationOk
    [says('+PONG\r\n'), ports.redis],
  ]
  return {
    ports,
    open: () =>
      Promise.all(
        servers.map(
          ([server, port]) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve)),
        ),
      ),
    close: () => {
      for (const [server] of servers) server.close()
    },
  }
}
