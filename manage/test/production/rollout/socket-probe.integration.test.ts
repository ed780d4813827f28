import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { SocketProbe } from '../../../src/production/rollout/socket-probe.ts'

const http = createServer()
const sockets = new WebSocketServer({ noServer: true })
type Upgrade = [IncomingMessage, Socket, Buffer]
/** Finishes the handshake of the next client. */
const admit = (upgrade: Upgrade) =>
  new Promise<WebSocket>((resolve) => sockets.handleUpgrade(...upgrade, resolve))
const nextUpgrade = async () => (await once(http, 'upgrade')) as Upgrade

async function probeOf(): Promise<SocketProbe> {
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const host = '127.0.0.1'
  return new SocketProbe({ secure: false, host, port, hostname: 'site.test', origin: 'http://site.test' })
}

afterEach(() => {
  http.close()
})

test('a reader who is told to move comes back; one who is still on the way at the end is let go', async () => {
  const probe = await probeOf()
  const first = nextUpgrade()
  const started = probe.start(1)
  const reader = await admit(await first)
  await started
  const second = nextUpgrade()
  reader.close(1001)
  const onTheWay = await second
  expect(probe.stop()).toMatchObject({ watched: true, clients: 1, moved: 1, cut: 0 })
  // Otherwise it would be open from now on, and hold the process of the release for as long as the site serves it.
  await once(await admit(onTheWay), 'close')
})
