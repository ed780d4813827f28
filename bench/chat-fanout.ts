/**
 * One room, many readers: messages through the backend, each written to PostgreSQL, numbered and acknowledged, beside a
 * bare `ws` server that sends the same bytes to everybody and does nothing else. In turns, in one run. What makes up for
 * the database: a frame is made once, not once a reader, and what is written in one turn of the event loop is one write.
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
import { RawReaders } from './support/raw-readers.ts'

const readers = Number(process.env.PARLANCE_BENCH_READERS ?? 1_000)
const messages = 100
const writers = 16
const rounds = 3
const alone = 10

const postgres = await startEmbeddedPostgres()
const url = withDatabase(postgres.url, 'bench')
const { template } = await prepareTemplate(url, await readMigrations(), await readSeed())
await copyDatabase(url, template)
const room = await createRoom(url)
const person = await createPerson(url, { name: 'Bench' })

const parlance = await start('parlance', { DATABASE_URL: url })
const bare = await start('ws', {})
const ours = new RawReaders()
const theirs = new RawReaders()
const pens: WebSocket[] = []
try {
  await ours.connect(parlance.port, readers, { type: 'hello', lang: 'en', rooms: [{ room }] })
  await theirs.connect(bare.port, readers)
  for (let n = 0; n < writers; n++) pens.push(await pen())

  const frame = await writeOne(pens[0] as WebSocket)
  await ours.reached(readers)
  const say = async (count: number) => {
    const wanted = ours.messages + count * readers
    let left = count
    await Promise.all(
      pens.map(async (socket) => {
        while (left-- > 0) await write(socket)
      }),
    )
    await ours.reached(wanted)
  }
  const broadcast = async (count: number) => {
    const wanted = theirs.messages + count * readers
    for (let n = 0; n < count; n++) bare.child.stdin?.write(`${frame}\n`)
    await theirs.reached(wanted)
  }

  await say(messages)
  await broadcast(messages)
  const own: number[] = []
  const peer: number[] = []
  const ownAlone: number[] = []
  const peerAlone: number[] = []
  for (let round = 0; round < rounds; round++) {
    peer.push(await timed(() => broadcast(messages)))
    own.push(await timed(() => say(messages)))
    for (let n = 0; n < alone; n++) {
      peerAlone.push(await timed(() => broadcast(1)))
      ownAlone.push(await timed(() => say(1)))
    }
  }
  const perSecond = (ms: number) =>
    `${Math.round((messages * readers) / (ms / 1_000)).toLocaleString('en')} deliveries/s`
  report(
    `Conversation: ${readers} readers of one room, ${messages} messages of ${Buffer.byteLength(frame)} bytes`,
    [
      {
        name: 'time for all to have all, of a bare ws broadcast',
        value: median(own) / median(peer),
        unit: '×',
        limit: 1,
        beside: `${perSecond(median(own))} beside ${perSecond(median(peer))}; ${rounds} turns, ${writers} writers`,
      },
      {
        name: 'one message alone, until the last reader has it',
        value: median(ownAlone) / median(peerAlone),
        unit: '×',
        limit: 2,
        beside: `${median(ownAlone).toFixed(1)} ms, with its way through PostgreSQL, beside ${median(peerAlone).toFixed(1)} ms`,
      },
    ],
  )
} finally {
  for (const socket of pens) socket.terminate()
  ours.close()
  theirs.close()
  for (const { child } of [parlance, bare]) {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await postgres.stop()
}

async function start(
  mode: string,
  env: Record<string, string>,
): Promise<{ child: ChildProcess; port: number }> {
  const file = fileURLToPath(new URL('./chat-fanout-server.ts', import.meta.url))
  const child = spawn(process.execPath, [file, mode], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, ...env },
  })
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [
    string,
  ]
  return { child, port: Number(line) }
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
