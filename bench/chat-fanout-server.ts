/**
 * One of the two that chat-fanout.ts compares, as a program of its own: `parlance` is the backend over DATABASE_URL,
 * `ws` broadcasts each line that it is told to everybody who is connected. Prints its port.
 */
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate } from 'node:timers/promises'

if (process.argv[2] === 'ws') await broadcaster()
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
