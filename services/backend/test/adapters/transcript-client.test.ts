import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { createTranscriptEngine } from '../../src/adapters/transcript-client.ts'
import { json, startTranscriptEngine } from '../support/transcript-engine.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const filmOf = (content: Readable, bytes: number) => ({ content, bytes, seconds: 1, language: undefined })
const small = () => filmOf(Readable.from([Buffer.from('film')]), 4)
const never = new AbortController().signal

async function started(waitMs?: () => number) {
  const server = await startTranscriptEngine()
  ends.push(server.stop)
  const settings = {
    TRANSCRIPTION_URL: server.url,
    TRANSCRIPTION_MODEL: 'm',
  }
  const engine = createTranscriptEngine(settings, waitMs)
  if (!engine) throw new Error('there is an address')
  return { server, engine }
}

test('without an address there is no engine', () => {
  const settings = {
    TRANSCRIPTION_MODEL: 'm',
  }
  expect(createTranscriptEngine(settings)).toBeUndefined()
})

test.each([
  [429, 'rate-limited'],
  [408, 'unavailable'],
  [500, 'unavailable'],
  [503, 'unavailable'],
  [301, 'precondition'],
  [400, 'precondition'],
  [401, 'precondition'],
  [404, 'precondition'],
])('an engine that answers %i is %s', async (status, code) => {
  const { server, engine } = await started()
  server.answers((response) => json(response, status, { error: { message: 'No.' } }))
  await expect(engine.transcribe(small(), never)).rejects.toMatchObject({ code })
})

test.each([
  [429, '30', 30_000],
  [503, '7', 7_000],
  [429, undefined, undefined],
  [400, '30', undefined],
])('an engine that answers %i with Retry-After %s is asked again after %s ms', async (status, said, ms) => {
  const { server, engine } = await started()
  server.answers((response) => {
    if (said) response.setHeader('retry-after', said)
    json(response, status, { error: { message: 'No.' } })
  })
  const refused = await engine.transcribe(small(), never).catch((error) => error)
  expect(refused.extra.retryAfterMs).toBe(ms)
})

test('an answer without lines is no transcript, and one that does not end is read no further than the cap', async () => {
  const { server, engine } = await started()
  server.answers((response) => json(response, 200, { text: 'Hello.' }))
  await expect(engine.transcribe(small(), never)).rejects.toMatchObject({ reason: 'no-transcript' })
  const closed = Promise.withResolvers<void>()
  server.answers((response) => {
    response.once('close', closed.resolve)
    Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(65_536, ' ')
      })(),
    ).pipe(response.writeHead(200))
  })
  await expect(engine.transcribe(small(), never)).rejects.toMatchObject({ code: 'too-large' })
  await closed.promise
})

test('an engine that says nothing has until the deadline; who stops waits no longer', async () => {
  const { server, engine } = await started(() => 50)
  server.answers(() => {})
  await expect(engine.transcribe(small(), never)).rejects.toMatchObject({ code: 'timeout' })
  const patient = await started()
  const stopping = new AbortController()
  patient.server.answers(() => stopping.abort(new Error('stopping')))
  await expect(patient.engine.transcribe(small(), stopping.signal)).rejects.toThrow('stopping')
})

test('nobody there is told as such', async () => {
  const { server, engine } = await started()
  await server.stop()
  ends.length = 0
  await expect(engine.transcribe(small(), never)).rejects.toMatchObject({ code: 'unavailable' })
})

test('a film is read as the engine takes it: one that takes nothing more has little of it read', async () => {
  const server = createServer((request) => request.pause())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  const { port } = server.address() as AddressInfo
  const settings = { TRANSCRIPTION_URL: `http://127.0.0.1:${port}`, TRANSCRIPTION_MODEL: 'm' }
  const chunk = randomBytes(1_048_576)
  let read = 0
  const content = Readable.from(
    (function* () {
      for (; read < 500; read++) yield chunk
    })(),
  )
  const engine = createTranscriptEngine(settings, () => 2_000)
  await expect(engine?.transcribe(filmOf(content, 500 * chunk.length), never)).rejects.toMatchObject({
    code: 'timeout',
  })
  expect(read).toBeLessThan(100)
  expect(content.destroyed).toBe(true)
})
