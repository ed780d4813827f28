/**
 * One room, many readers: messages through the backend, each written to PostgreSQL, numbered and acknowledged, beside a
 * bare `ws` server that sends the same bytes to everybody and does nothing else, and beside Socket.IO, which keeps nothing,
 * and Socket.IO with its connection-state recovery, which keeps messages in memory for those who come back. In turns, in
 * one run. What makes up for the database: a frame is made once, not once a reader, and what is written in one turn of the
 * event loop is one write.
 */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startEmbeddedPostgres } from '@parlance/testing'
import { WebSocket } from 'ws'
import { withDatabase } from '../services/backend/src/database/database-address.ts'
import { readMigrations } from '../services/backend/src/database/migrations.ts'
import { readSeed } from '../services/backend/src/database/seed-files.ts'
import { copyDatabase, prepareTemplate } from '../services/backend/src/database/template.ts'
import { createPerson, createRoom } from '../services/backend/test/support/people.ts'
import { median, report, timed } from './support/figures.ts'
import { type Dialect, plainDialect, RawReaders, socketIoDialect } from './support/raw-readers.ts'

const readers = Number(process.env.PARLANCE_BENCH_READERS ?? 1_000)
const messages = 100
const writers = 16
const rounds = 3
const alone = 10

const said = (what: string) =>
  console.error(`${(performance.now() / 1_000).toFixed(1).padStart(6)} s  ${what}`)

said('PostgreSQL with the sample catalogue')
const postgres = await startEmbeddedPostgres()
const url = withDatabase(postgres.url, 'bench')
const { template } = await prepareTemplate(url, await readMigrations(), await readSeed())
await copyDatabase(url, template)
const room = await createRoom(url)
const person = await createPerson(url, { name: 'Bench' })
const hello = JSON.stringify({ type: 'hello', lang: 'en', rooms: [{ room }] })

const parlance = await start('parlance', { ...plainDialect, hello, ready: 'caughtUp' }, { DATABASE_URL: url })
const peers = [
  await start('ws', plainDialect),
  await start('socket.io', socketIoDialect),
  await start('socket.io-recovery', socketIoDialect),
] as const
const servers = [parlance, ...peers]
const pens: WebSocket[] = []
try {
  for (const { mode, port, audience } of servers) {
    said(`${readers} readers of ${mode}`)
    await audience.connect(port, readers)
  }
  for (let n = 0; n < writers; n++) pens.push(await pen())

  const frame = await writeOne(pens[0] as WebSocket)
  await parlance.audience.reached(readers)
  const say = async (count: number) => {
    const wanted = parlance.audience.messages + count * readers
    let left = count
    await Promise.all(
      pens.map(async (socket) => {
        while (left-- > 0) await write(socket)
      }),
    )
    await parlance.audience.reached(wanted)
  }
  const broadcast = async ({ child, audience }: Server, count: number) => {
    const wanted = audience.messages + count * readers
    for (let n = 0; n < count; n++) child.stdin?.write(`${frame}\n`)
    await audience.reached(wanted)
  }
  const send = (server: Server, count: number) =>
    server === parlance ? say(count) : broadcast(server, count)

  said('warming up')
  for (const server of servers) await send(server, messages)
  const times = new Map<Server, { all: number[]; one: number[] }>(
    servers.map((server) => [server, { all: [], one: [] }]),
  )
  for (let round = 0; round < rounds; round++) {
    said(`turn ${round + 1} of ${rounds}`)
    for (const server of servers) times.get(server)?.all.push(await timed(() => send(server, messages)))
    for (let n = 0; n < alone; n++) {
      for (const server of servers) times.get(server)?.one.push(await timed(() => send(server, 1)))
    }
  }
  const of = (server: Server, what: 'all' | 'one') => median(times.get(server)?.[what] ?? [])
  const perSecond = (ms: number) =>
    `${Math.round((messages * readers) / (ms / 1_000)).toLocaleString('en')} deliveries/s`
  report(
    `Conversation: ${readers} readers of one room, ${messages} messages of ${Buffer.byteLength(frame)} bytes, ${rounds} turns, ${writers} writers`,
    peers.flatMap((peer) => [
      {
        name: `time for all to have all, of ${peer.mode}`,
        value: of(parlance, 'all') / of(peer, 'all'),
        unit: '×',
        limit: 1,
        beside: `${perSecond(of(parlance, 'all'))} beside ${perSecond(of(peer, 'all'))}`,
      },
      {
        name: `one message alone, until the last reader has it, of ${peer.mode}`,
        value: of(parlance, 'one') / of(peer, 'one'),
        unit: '×',
        limit: 2,
        beside: `${of(parlance, 'one').toFixed(1)} ms, with its way through PostgreSQL, beside ${of(peer, 'one').toFixed(1)} ms`,
      },
    ]),
  )
} finally {
  for (const socket of pens) socket.terminate()
  for (const { audience, child } of servers) {
    audience.close()
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await postgres.stop()
}

interface Server {
  readonly mode: string
  readonly child: ChildProcess
  readonly port: number
  readonly audience: RawReaders
}

async function start(mode: string, dialect: Dialect, env: Record<string, string> = {}): Promise<Server> {
  said(`starting ${mode}`)
  const file = fileURLToPath(new URL('./chat-fanout-server.ts', import.meta.url))
  const child = spawn(process.execPath, [file, mode], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, ...env },
  })
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [
    string,
  ]
  return { mode, child, port: Number(line), audience: new RawReaders(dialect) }
}

/** Somebody who writes, in no room, so as to hear only what is acknowledged. */
async function pen(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${parlance.port}/ws`)
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'hello', token: person.token, lang: 'en', rooms: [] }))
  await once(socket, 'message')
  return socket
}

async function write(socket: WebSocket): Promise<void> {
  const body = 'A message as people write them: a sentence or two, now and then a third.'
  socket.send(JSON.stringify({ type: 'send', room, clientId: crypto.randomUUID(), body, lang: 'en' }))
  const [answer] = await once(socket, 'message')
  const { type } = JSON.parse(String(answer)) as { type: string }
  if (type !== 'ack') throw new Error(`not acknowledged: ${answer}`)
}

/** Writes a message as one reader, and gives the frame that readers get. */
async function writeOne(socket: WebSocket): Promise<string> {
  const reader = new WebSocket(`ws://127.0.0.1:${parlance.port}/ws`)
  await once(reader, 'open')
  reader.send(JSON.stringify({ type: 'hello', lang: 'en', rooms: [{ room }] }))
  const frame = new Promise<string>((resolve) => {
    reader.on('message', (data) => {
      if (String(data).startsWith('{"type":"message"')) resolve(String(data))
      else if (String(data).startsWith('{"type":"caughtUp"')) void write(socket)
    })
  })
  const text = await frame
  reader.terminate()
  return text
}
