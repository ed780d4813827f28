/**
 * One of those that chat-fanout.ts compares, as a program of its own: `parlance` is the backend over DATABASE_URL, `ws`
 * broadcasts each line that it is told to everybody who is connected, `socket.io` and `socket.io-recovery` to everybody in a
 * room, without and with its memory for those who come back. Prints its port.
 */
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'

const [, , mode = ''] = process.argv
if (mode === 'ws') await broadcaster()
else if (mode.startsWith('socket.io')) await socketIo(mode.endsWith('recovery'))
else await parlance()

async function parlance(): Promise<void> {
  const { startTestBackend } = await import('../services/backend/test/support/test-backend.ts')
  const many = 1_000_000
  const backend = await startTestBackend(
    process.env.DATABASE_URL ?? '',
    { ASSETS_DIR: mkdtempSync(join(tmpdir(), 'parlance-bench-')) },
    {
      limits: { perUser: many, perAddress: many, frameBurst: many, framesPerSecond: many },
      connectionsPerAddress: many,
    },
  )
  process.stdout.write(`${new URL(backend.url).port}\n`)
}

async function broadcaster(): Promise<void> {
  const { WebSocketServer } = await import('ws')
  const server = createServer().listen(0, '127.0.0.1')
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  await once(server, 'listening')
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
  for await (const line of createInterface({ input: process.stdin })) {
    for (const client of sockets.clients) client.send(line)
    await setImmediate()
  }
}

async function socketIo(recovers: boolean): Promise<void> {
  const { Server } = await import('socket.io')
  const server = createServer().listen(0, '127.0.0.1')
  const io = new Server(server, {
    transports: ['websocket'],
    serveClient: false,
    // Nobody is asked whether they are still there while the clock runs.
    pingInterval: 3_600_000,
    ...(recovers ? { connectionStateRecovery: { maxDisconnectionDuration: 120_000 } } : {}),
  })
  io.on('connection', (socket) => void socket.join('room'))
  await once(server, 'listening')
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
  for await (const line of createInterface({ input: process.stdin })) {
    io.to('room').emit('message', JSON.parse(line))
    await setImmediate()
  }
}
