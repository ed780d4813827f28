import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ClientFrame, closeCodes, type MessageFrame, type ServerFrame } from '@parlance/contracts/chat'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws'
import { outbox } from '../../../src/features/outbox/outbox-store.ts'
import { newPending } from '../../../src/features/room/outbox.ts'
import { PendingDesk } from '../../../src/features/room/pending-desk.ts'
import { RoomClient } from '../../../src/features/room/room-client.ts'

const ann = { id: 'u1', name: 'Ann' }
const message = (seq: number, body: string, author = { id: 'u2', name: 'Bob' }): MessageFrame => ({
  type: 'message',
  room: 'r',
  seq,
  id: `m${seq}`,
  rev: 1,
  author,
  lang: 'en',
  body,
  createdAt: '2026-11-21T10:00:00.000Z',
})

/** A server of the real protocol over a real socket, steered frame by frame. */
class ChatServer {
  readonly received: ClientFrame[] = []
  readonly #server: WebSocketServer
  connections: ServerSocket[] = []

  constructor(port = 0) {
    this.#server = new WebSocketServer({ host: '127.0.0.1', port })
    this.#server.on('connection', (socket) => {
      this.connections.push(socket)
      socket.on('message', (data) => this.received.push(JSON.parse(String(data)) as ClientFrame))
    })
  }

  async listening(): Promise<this> {
    if (!this.#server.address()) await once(this.#server, 'listening')
    return this
  }
  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }
  tell(...frames: ServerFrame[]): void {
    for (const frame of frames) this.connections.at(-1)?.send(JSON.stringify(frame))
  }
  welcome(): void {
    const head = { room: 'r', lastSeq: 0, change: 0, readSeq: 0, canWrite: true }
    this.tell({ type: 'welcome', user: ann, lang: 'es', rooms: [head], heartbeatMs: 30_000 })
  }
  frames<T extends ClientFrame['type']>(type: T): Extract<ClientFrame, { type: T }>[] {
    return this.received.filter((frame): frame is Extract<ClientFrame, { type: T }> => frame.type === type)
  }
  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate()
    await new Promise((done) => this.#server.close(done))
  }
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 60_000, interval: 5 })

describe('RoomClient', () => {
  let server: ChatServer
  let client: RoomClient
  let refused = 0

  const phase = () => client.getState().connection.phase
  const bodies = () => client.getState().timeline.entries.map(({ body }) => body)

  beforeEach(async () => {
    server = await new ChatServer().listening()
    refused = 0
    client = new RoomClient({
      address: `ws://127.0.0.1:${server.port}/ws`,
      room: 'r',
      lang: 'es',
      identity: 'Ann, until noon',
      history: { items: [], hasMore: false, change: 3 },
      onUnknown: () => {
        refused += 1
      },
    })
    client.equip(PendingDesk)
    client.start()
    await until(() => expect(server.frames('hello')).toHaveLength(1))
  })

  afterEach(async () => {
    client.stop()
    await server.close()
  })

  const ready = () => client.getState().canWrite

  async function goLive(hellos = 1): Promise<void> {
    await until(() => expect(server.frames('hello')).toHaveLength(hellos))
    server.welcome()
    await until(() => expect([phase(), ready()]).toEqual(['live', true]))
  }

  it('says who it is and where it stands', async () => {
    expect(server.frames('hello')[0]).toEqual({
      type: 'hello',
      lang: 'es',
      rooms: [{ room: 'r', after: 0, since: 3 }],
    })
    await goLive()
    expect(client.getState().timeline.me).toEqual(ann)
  })

  it('comes back after a cut, asks for what came after the last message, and says again what was not confirmed', async () => {
    await goLive()
    server.tell({ ...message(1, 'one'), change: 4 }, { ...message(2, 'two'), change: 5 })
    await until(() => expect(bodies()).toEqual(['one', 'two']))
    const said = newPending('unconfirmed', undefined)
    client.say(said)
    await until(() => expect(server.frames('send')).toHaveLength(1))
    server.connections[0]?.terminate()

    await goLive(2)
    expect(server.frames('hello')[1]?.rooms).toEqual([{ room: 'r', after: 2, since: 5 }])
    await until(() =>
      expect(server.frames('send').map(({ clientId }) => clientId)).toEqual([said.clientId, said.clientId]),
    )
    server.tell(
      { type: 'ack', clientId: said.clientId, room: 'r', seq: 3, id: 'm3', rev: 1 },
      message(3, 'unconfirmed', ann),
    )
    await until(() => expect(client.getState().timeline.pending).toEqual([]))
    expect(bodies()).toEqual(['one', 'two', 'unconfirmed'])
  })

  it('sends what was written without a connection once there is one', async () => {
    client.say(newPending('early', 'en'))
    expect(server.frames('send')).toEqual([])
    await goLive()
    await until(() => expect(server.frames('send')[0]).toMatchObject({ body: 'early', lang: 'en' }))
  })

  it('keeps what was not confirmed over a reload, says it in order, one at a time, and forgets it once confirmed', async () => {
    const make = () =>
      new RoomClient({
        address: `ws://127.0.0.1:${server.port}/ws`,
        room: 'r',
        lang: 'es',
        identity: 'Ann',
        history: { items: [], hasMore: false, change: 3 },
        userId: () => ann.id,
      })
    const before = make()
    before.equip(PendingDesk, outbox)
    const said = ['one', 'two', 'three'].map((body) => newPending(body, undefined))
    for (const message of said) before.say(message)
    before.stop()
    client.stop()

    client = make()
    client.start()
    // What sends is sent along only for whoever has a name, and may come after the page.
    expect(client.getState().timeline.pending).toEqual([])
    client.equip(PendingDesk, outbox)
    expect(client.getState().timeline.pending.map(({ body }) => body)).toEqual(['one', 'two', 'three'])
    await until(() => expect(server.frames('hello')).toHaveLength(2))
    server.welcome()
    for (const [index, { clientId }] of said.entries()) {
      await until(() => expect(server.frames('send')).toHaveLength(index + 1))
      server.tell({ type: 'ack', clientId, room: 'r', seq: index + 1, id: `m${index}`, rev: 1 })
    }
    await until(() => expect(bodies()).toEqual(['one', 'two', 'three']))
    expect(server.frames('send').map(({ body }) => body)).toEqual(['one', 'two', 'three'])
    await until(() => expect(outbox.all()).toEqual([]))
  })

  it('tells what was seen before there was a connection, and again after a cut; the line of the unread stays', async () => {
    client.seen(4)
    server.tell({
      type: 'welcome',
      user: ann,
      lang: 'es',
      rooms: [{ room: 'r', lastSeq: 4, change: 3, readSeq: 2, canWrite: true }],
      heartbeatMs: 30_000,
    })
    await until(() => expect(server.frames('ack')).toEqual([{ type: 'ack', room: 'r', seq: 4 }]))
    client.seen(3)
    server.connections[0]?.terminate()
    await goLive(2)
    await until(() => expect(server.frames('ack')).toHaveLength(2))
    expect(client.getState().readSeq).toBe(2)
  })

  it('waits by itself where it wrote too fast, and sends nothing out of turn meanwhile', async () => {
    await goLive()
    const [first, second] = [newPending('first', undefined), newPending('second', undefined)]
    client.say(first)
    client.say(second)
    server.tell({
      type: 'error',
      code: 'rate-limited',
      message: '',
      clientId: first.clientId,
      retryAfterMs: 20,
    })
    await until(() => expect(server.frames('send').map(({ body }) => body)).toEqual(['first', 'first']))
    expect(client.getState().timeline.pending.map(({ status }) => status)).toEqual(['sending', 'sending'])
  })

  it('finds a server that was away when it wanted to come back', async () => {
    await goLive()
    const { port } = server
    await server.close()
    await until(() => expect(phase()).toBe('waiting'))
    server = await new ChatServer(port).listening()
    client.wake()
    await goLive()
  })

  it('marks the message that a fault belongs to, and tells of others apart', async () => {
    await goLive()
    const said = newPending('too fast', undefined)
    client.say(said)
    server.tell({ type: 'error', code: 'rate-limited', message: '', clientId: said.clientId })
    await until(() =>
      expect(client.getState().timeline.pending[0]).toMatchObject({ status: 'failed', code: 'rate-limited' }),
    )
    server.tell({ type: 'error', code: 'forbidden', message: '', clientId: 'an edit' })
    await until(() => expect(client.getState().fault).toEqual({ code: 'forbidden', clientId: 'an edit' }))
    client.sayAgain(said.clientId)
    await until(() => expect(server.frames('send')).toHaveLength(2))
  })

  it.each([
    ['says so', { type: 'error', code: 'unauthenticated', message: '' }],
    [
      'greets a reader without a name',
      { type: 'welcome', user: null, lang: 'es', rooms: [], heartbeatMs: 30_000 },
    ],
  ] as const)('is told that it is unknown where the server %s', async (_, frame) => {
    await goLive()
    server.tell(frame)
    await until(() => expect(refused).toBe(1))
  })

  it('goes on as somebody else, or with a renewed cookie, over a new connection', async () => {
    await goLive()
    server.tell({ ...message(1, 'one'), change: 4 })
    await until(() => expect(bodies()).toEqual(['one']))
    client.become({ identity: 'Ann, until one' })
    await goLive(2)
    expect(server.connections).toHaveLength(2)
    expect(server.frames('hello')[1]?.rooms).toEqual([{ room: 'r', after: 1, since: 4 }])
  })

  it('goes on in another language over the same connection, and drops what still comes in the old one', async () => {
    await goLive()
    server.tell(message(1, 'one'))
    client.become({ lang: 'fr' })
    await goLive(2)
    expect(server.frames('hello')[1]?.lang).toBe('fr')
    expect(server.connections).toHaveLength(1)
    const translated = { room: 'r', seq: 1, rev: 1, engine: 'apertium', confidence: 1 } as const
    server.tell({ type: 'translation', ...translated, lang: 'fr', body: 'un' })
    server.tell({ type: 'translation', ...translated, lang: 'es', body: 'uno' }, message(2, 'two'))
    await until(() => expect(bodies()).toEqual(['one', 'two']))
    expect(client.getState().timeline.entries[0]?.translation?.body).toBe('un')
  })

  it('stays away where the server does not understand it', async () => {
    await goLive()
    server.connections[0]?.close(closeCodes.badFrames)
    await until(() => expect(phase()).toBe('stopped'))
    expect(client.getState().fault).toEqual({ code: 'refused' })
  })

  it('tells presence and typing, forgets a typist who has spoken, and sends its own typing sparingly', async () => {
    await goLive()
    const bob = { id: 'u2', name: 'Bob' }
    server.tell(
      { type: 'presence', room: 'r', users: [ann, bob], guests: 1 },
      { type: 'typing', room: 'r', user: bob },
    )
    await until(() => expect(client.getState().typing).toEqual([bob]))
    expect(client.getState().present).toEqual({ users: [ann, bob], guests: 1 })
    server.tell(message(1, 'here it is', bob))
    await until(() => expect(client.getState().typing).toEqual([]))
    for (const at of [10_000, 11_000, 12_999, 13_000]) client.typing(at)
    client.seen(1)
    client.seen(1)
    await until(() => expect(server.frames('ack')).toHaveLength(1))
    expect(server.frames('typing')).toHaveLength(2)
  })

  it('passes over frames of other rooms and what is no frame', async () => {
    await goLive()
    server.connections[0]?.send('not json')
    server.connections[0]?.send('7')
    server.connections[0]?.send(Buffer.from([1, 2, 3]))
    server.tell({ ...(message(1, 'elsewhere') as object), room: 'other' } as ServerFrame, message(2, 'here'))
    await until(() => expect(bodies()).toEqual(['here']))
  })
})
