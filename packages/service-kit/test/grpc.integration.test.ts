import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import {
  ScraperService,
  type ScraperServiceHandlers,
  TranslationService,
  type TranslationServiceHandlers,
} from '@parlance/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createGrpcClient,
  createGrpcServer,
  createLogger,
  createMetrics,
  currentRequestId,
  hostPort,
  Problem,
} from '../src/index.ts'

const logger = createLogger({ service: 'test', version: '0', level: 'silent' })
const metrics = createMetrics({ service: 'test', version: '0' })
const server = createGrpcServer({ logger, metrics })
const seen: {
  requestId?: string | undefined
  signal?: AbortSignal
  aborted: PromiseWithResolvers<unknown>
} = {
  aborted: Promise.withResolvers(),
}

server.add<TranslationServiceHandlers>(TranslationService.service, {
  Translate: async (request, context) => {
    if (request.texts[0] === 'refuse')
      throw new Problem('rate-limited', 'The queue is full.', { reason: 'queue' })
    if (request.texts[0] === 'break') throw new Error('an inside secret')
    if (request.texts[0] === 'hang') {
      await new Promise((resolve) => context.signal.addEventListener('abort', resolve))
      seen.aborted.resolve(context.signal.reason)
    }
    seen.requestId = currentRequestId()
    seen.signal = context.signal
    return { translations: request.texts.map((text) => ({ text, translated: text.toUpperCase() })) }
  },
  TranslateStream: async function* (request) {
    for (const [index, text] of request.texts.entries()) {
      if (text === 'refuse') throw new Problem('invalid', 'Not this one.')
      yield { index, translation: { text } }
    }
  },
  DetectLanguage: async () => ({ detections: [] }),
  ListModels: async () => ({ models: [] }),
  AttachMemory: (call) => call.end(),
  ForgetSegments: async () => ({ forgotten: 0 }),
})
server.add<ScraperServiceHandlers>(ScraperService.service, {
  Scrape: async function* (_request, context) {
    for (let step = 0; !context.signal.aborted; step++) yield { progress: { fraction: step } }
    seen.aborted.resolve(context.signal.reason)
  },
  ListAddresses: async () => ({ urls: [] }),
  Download: async function* () {},
  Capabilities: async () => ({}),
})

let address: string
beforeAll(async () => {
  address = hostPort('127.0.0.1', await server.listen({ host: '127.0.0.1', port: 0 }))
})
const client = () => createGrpcClient(TranslationService, address, { deadlineMs: 5_000, metrics })
const open = { translation: undefined as ReturnType<typeof client> | undefined }
beforeAll(() => {
  open.translation = client()
})
afterAll(async () => {
  open.translation?.close()
  await server.drain(1_000)
})

test('answers a unary call and carries the request id', async () => {
  const answer = await open.translation?.call('Translate', { texts: ['a', 'b'] }, { requestId: 'req-7' })
  expect(answer?.translations.map((t) => t.translated)).toEqual(['A', 'B'])
  expect(seen.requestId).toBe('req-7')
})

test('a problem keeps its code, reason and sentence over the wire', async () => {
  const error = await open.translation?.call('Translate', { texts: ['refuse'] }).catch((e: unknown) => e)
  expect(error).toMatchObject({ code: 'rate-limited', reason: 'queue', detail: 'The queue is full.' })
})

test('an unknown error says nothing of its inside', async () => {
  const error = await open.translation?.call('Translate', { texts: ['break'] }).catch((e: unknown) => e)
  expect(error).toMatchObject({ code: 'internal', detail: 'Something went wrong on our side' })
})

test('a passed deadline stops the work on the server', async () => {
  seen.aborted = Promise.withResolvers()
  const error = await open.translation
    ?.call('Translate', { texts: ['hang'] }, { deadlineMs: 50 })
    .catch((e: unknown) => e)
  expect(error).toMatchObject({ code: 'timeout' })
  expect(await seen.aborted.promise).toBeInstanceOf(Problem)
})

test('a signal gives a call up', async () => {
  const abort = new AbortController()
  seen.aborted = Promise.withResolvers()
  const call = open.translation
    ?.call('Translate', { texts: ['hang'] }, { signal: abort.signal })
    .catch((e: unknown) => e)
  setImmediate(() => abort.abort())
  expect(await call).toMatchObject({ code: 'cancelled' })
})

test('a call that was answered is not given up after it', async () => {
  await open.translation?.call('Translate', { texts: ['first'] })
  const { signal } = seen
  // The first call's stream is closed before the second is answered.
  await open.translation?.call('Translate', { texts: ['second'] })
  expect(seen.signal).not.toBe(signal)
  expect(signal?.aborted).toBe(false)
})

test('a server stream arrives in order, and its problem after what came before', async () => {
  const indices: number[] = []
  const read = async () => {
    for await (const item of open.translation?.stream('TranslateStream', { texts: ['a', 'b', 'refuse'] }) ??
      []) {
      indices.push(item.index)
    }
  }
  await expect(read()).rejects.toMatchObject({ code: 'invalid', detail: 'Not this one.' })
  expect(indices).toEqual([0, 1])
})

test('leaving a stream cancels it on the server', async () => {
  const scraper = createGrpcClient(ScraperService, address, { deadlineMs: 5_000 })
  seen.aborted = Promise.withResolvers()
  for await (const event of scraper.stream('Scrape', { url: 'http://example.test/' })) {
    expect(event.progress).toBeTruthy()
    break
  }
  expect(await seen.aborted.promise).toBeInstanceOf(Problem)
  scraper.close()
})

test('health follows what is said of a service', async () => {
  expect(await open.translation?.health()).toBe('SERVING')
  server.setServing('parlance.scraper.v1.ScraperService', false)
  expect(await open.translation?.health()).toBe('NOT_SERVING')
  expect(await open.translation?.health('parlance.translation.v1.TranslationService')).toBe('SERVING')
  server.setServing('parlance.scraper.v1.ScraperService', true)
})

test('calls are counted by method and status', async () => {
  const text = await metrics.registry.metrics()
  expect(text).toContain(
    'method="/parlance.translation.v1.TranslationService/Translate",code="RESOURCE_EXHAUSTED"',
  )
})

test('nobody listens: unavailable within the deadline', async () => {
  const lonely = createGrpcClient(TranslationService, '127.0.0.1:1', { deadlineMs: 500 })
  const error = await lonely.call('ListModels', {}).catch((e: unknown) => e)
  expect(['unavailable', 'timeout']).toContain((error as Problem).code)
  lonely.close()
})

test('draining lets a call in flight finish', async () => {
  const other = createGrpcServer({ logger, metrics })
  const gate = Promise.withResolvers<void>()
  const entered = Promise.withResolvers<void>()
  other.add<TranslationServiceHandlers>(TranslationService.service, {
    Translate: async () => {
      entered.resolve()
      await gate.promise
      return { translations: [{ translated: 'done' }] }
    },
    TranslateStream: async function* () {},
    DetectLanguage: async () => ({}),
    ListModels: async () => ({}),
    AttachMemory: (call) => call.end(),
    ForgetSegments: async () => ({}),
  })
  const port = await other.listen({ host: '127.0.0.1', port: 0 })
  const patient = createGrpcClient(TranslationService, `127.0.0.1:${port}`, { deadlineMs: 5_000 })
  const answer = patient.call('Translate', { texts: ['x'] })
  await entered.promise
  const drained = other.drain(5_000)
  gate.resolve()
  expect((await answer).translations[0]?.translated).toBe('done')
  await drained
  patient.close()
})

/** Takes every connection and says nothing, as a network that swallows what is sent. */
async function silence() {
  const silent = createTcpServer((socket) => socket.on('error', () => {}))
  const { port } = await new Promise<AddressInfo>((resolve) =>
    silent.listen(0, '127.0.0.1', () => resolve(silent.address() as AddressInfo)),
  )
  return { address: `127.0.0.1:${port}`, close: () => silent.close() }
}

test('who cannot be connected to is told as away, long before the deadline of a call', async () => {
  const peer = await silence()
  const waiting = { deadlineMs: 600_000, connectMs: 1_000 }
  const translation = createGrpcClient(TranslationService, peer.address, waiting)
  const scraper = createGrpcClient(ScraperService, peer.address, waiting)
  const away = { code: 'unavailable', detail: 'A service that this needs is not answering.' }
  await expect(translation.call('ListModels', {})).rejects.toMatchObject(away)
  await expect(scraper.stream('Scrape', { url: 'https://example.org' }).next()).rejects.toMatchObject(away)
  translation.close()
  scraper.close()
  peer.close()
})
