import { type VideoRequest__Output, VideoService } from '@parlance/contracts'
import { type CallContext, createGrpcClient, Problem } from '@parlance/service-kit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Peer, startVideoPeer } from '../src/index.ts'

type Run = (
  requests: AsyncIterable<VideoRequest__Output>,
  context: CallContext,
) => AsyncGenerator<{ progress?: { fraction: number }; chunk?: Buffer }>

let run: Run
let peer: Peer
const connect = (address: string) => createGrpcClient(VideoService, address, { deadlineMs: 20_000 })
let client: ReturnType<typeof connect>
beforeAll(async () => {
  peer = await startVideoPeer((requests, context) => run(requests, context))
  client = connect(peer.address)
})
afterAll(async () => {
  client.close()
  await peer.stop()
})

const chunk = Buffer.alloc(256 * 1_024)

test('each message is answered while more are on their way', async () => {
  run = async function* (requests) {
    for await (const { chunk: bytes } of requests) yield { progress: { fraction: bytes?.length ?? 0 } }
  }
  const { send, finish, events } = client.exchange('Run')
  await send({ chunk: Buffer.from('a') })
  expect((await events.next()).value).toMatchObject({ progress: { fraction: 1 } })
  await send({ chunk: Buffer.from('bc') })
  finish()
  expect((await events.next()).value).toMatchObject({ progress: { fraction: 2 } })
  expect(await events.next()).toMatchObject({ done: true })
})

test('what the service does not read waits at the sender', async () => {
  const read = Promise.withResolvers<void>()
  let taken = 0
  run = async function* (requests) {
    yield { progress: { fraction: 0 } }
    await read.promise
    for await (const { chunk: bytes } of requests) taken += bytes?.length ?? 0
  }
  const { send, finish, events } = client.exchange('Run')
  await send({ chunk })
  await events.next()
  let sent = 0
  const sending = (async () => {
    for (; sent < 400; sent++) await send({ chunk })
    finish()
  })()
  // Another whole call comes and goes meanwhile, so the sender has had its turns.
  await client.call('Capabilities', {})
  const before = sent
  read.resolve()
  expect(await events.next()).toMatchObject({ done: true })
  await sending
  expect(before).toBeLessThan(100)
  expect(taken).toBe(401 * chunk.length)
})

test('a refusal comes while the caller still sends, and ends its sending', async () => {
  run = async function* (requests) {
    for await (const _ of requests) throw new Problem('too-large', 'Enough.', { reason: 'too-many-bytes' })
    yield {}
  }
  const { send, events } = client.exchange('Run')
  const sending = (async () => {
    for (let sent = 0; sent < 200; sent++) await send({ chunk })
  })()
  await expect(events.next()).rejects.toMatchObject({
    code: 'too-large',
    reason: 'too-many-bytes',
    detail: 'Enough.',
  })
  await sending
})

test('a service that has read enough goes on with its answer', async () => {
  run = async function* (requests) {
    for await (const _ of requests) break
    yield { progress: { fraction: 1 } }
  }
  const { send, events } = client.exchange('Run')
  await send({ chunk })
  expect((await events.next()).value).toMatchObject({ progress: { fraction: 1 } })
  expect(await events.next()).toMatchObject({ done: true })
})

test('leaving the events ends the work', async () => {
  const given = Promise.withResolvers<unknown>()
  run = async function* (_requests, { signal }) {
    yield { progress: { fraction: 0 } }
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    given.resolve(signal.reason)
  }
  const { events } = client.exchange('Run')
  for await (const _ of events) break
  expect(await given.promise).toMatchObject({ code: 'cancelled' })
})

test('a call that failed before anybody read its events says so to who reads them', async () => {
  const lonely = connect('127.0.0.1:1')
  const { send, events } = lonely.exchange('Run', { deadlineMs: 300 })
  await send({ chunk })
  await expect(events.next()).rejects.toMatchObject({
    code: expect.stringMatching(/^(unavailable|timeout)$/),
  })
  lonely.close()
})
