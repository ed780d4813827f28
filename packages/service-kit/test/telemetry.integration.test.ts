import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { TranslationService, type TranslationServiceHandlers } from '@parlance/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createGrpcClient,
  createGrpcServer,
  createLogger,
  createMetrics,
  hostPort,
  inSpan,
  runWithRequestId,
  startTelemetry,
} from '../src/index.ts'

/** A span as OTLP's JSON has it (opentelemetry-proto, trace.proto); `kind` 1 internal, 2 server, 3 client; `code` 2 error. */
interface SentSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  status: { code?: number }
  events: { name: string }[]
}
interface SentTraces {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] }
    scopeSpans: { spans: SentSpan[] }[]
  }[]
}
/** What is read of an event of Sentry's (develop.sentry.dev, "Event Payloads"). */
interface SentEvent {
  release: string
  environment: string
  tags: Record<string, string>
  exception: { values: { type: string; value: string; stacktrace: { frames: { function?: string }[] } }[] }
  request?: unknown
  user?: unknown
}

/** Servers of others, as far as their protocols are spoken here: an OTLP collector, and Sentry. */
const received: { url: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = []
let collector: Server
let base: string
const lines: Record<string, unknown>[] = []

beforeAll(async () => {
  collector = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request.setEncoding('utf8')) body += piece
    received.push({ url: request.url ?? '', headers: request.headers, body })
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  base = `127.0.0.1:${(collector.address() as AddressInfo).port}`
})
afterAll(() => collector.close())

const logger = createLogger(
  { service: 'translation', version: '1.2.3', level: 'info' },
  new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)))
      done()
    },
  }),
)

/** A call over the wire that fails with a fault of ours, as part of a job with a request id. */
async function failOverTheWire(): Promise<void> {
  const metrics = createMetrics({ service: 'translation', version: '1.2.3' })
  const server = createGrpcServer({ logger, metrics })
  server.add<TranslationServiceHandlers>(TranslationService.service, {
    Translate: async function translateBadly() {
      throw new TypeError('the engine is made of wood', { cause: new Error('a tree') })
    },
    TranslateStream: async function* () {},
    DetectLanguage: async () => ({ detections: [] }),
    ListModels: async () => ({ models: [] }),
    AttachMemory: (call) => call.end(),
    ForgetSegments: async () => ({ forgotten: 0 }),
  })
  const port = await server.listen({ host: '127.0.0.1', port: 0 })
  const client = createGrpcClient(TranslationService, hostPort('127.0.0.1', port), { deadlineMs: 20_000 })
  try {
    await runWithRequestId('r-1', () =>
      inSpan('job listing', {}, async () => {
        await client.call('Translate', { texts: ['a secret that somebody wrote'] })
      }),
    ).catch(() => {})
  } finally {
    client.close()
    await server.drain(1_000)
  }
}

describe('where nothing is configured', () => {
  test('nothing is sent, and lines have no trace', async () => {
    const end = await startTelemetry({ service: 'translation', version: '1.2.3', environment: 'test' })
    await failOverTheWire()
    await end()
    expect(received).toEqual([])
    const [line] = lines.splice(0)
    expect(line).toMatchObject({ level: 'error', requestId: 'r-1' })
    expect(line).not.toHaveProperty('traceId')
  })
})

describe('with a collector and Sentry', () => {
  let spans: SentSpan[]
  let traces: SentTraces[]
  let events: SentEvent[]

  beforeAll(async () => {
    const end = await startTelemetry({
      service: 'translation',
      version: '1.2.3',
      environment: 'production',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://${base}/otlp/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=open%20sesame',
      SENTRY_DSN: `http://public@${base}/errors/7`,
    })
    await failOverTheWire()
    await end()
    traces = received.filter(({ url }) => url === '/otlp/v1/traces').map(({ body }) => JSON.parse(body))
    spans = traces.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    )
    // An envelope is lines of JSON: its header, then an item's header and the item.
    events = received
      .filter(({ url }) => url.startsWith('/errors/api/7/envelope/'))
      .map(({ body }) => body.split('\n').map((line) => JSON.parse(line)))
      .filter(([, kind]) => kind.type === 'event')
      .map(([, , event]) => event)
  })

  test('a job, its call and the service that is called are one trace, each the child of the one before', () => {
    const [job, call, served] = [1, 3, 2].map((kind) => spans.find((span) => span.kind === kind))
    expect(job).toMatchObject({ name: 'job listing' })
    expect(call).toMatchObject({ traceId: job?.traceId, parentSpanId: job?.spanId })
    expect(served).toMatchObject({ traceId: job?.traceId, parentSpanId: call?.spanId })
    expect(served?.name).toBe('parlance.translation.v1.TranslationService/Translate')
    expect(spans).toHaveLength(3)
  })

  test('what failed says so, with its error', () => {
    for (const span of spans) {
      expect(span.status.code).toBe(2)
      expect(span.events.map(({ name }) => name)).toEqual(['exception'])
    }
  })

  test('the collector learns whose they are, and gets its key', () => {
    const attributes = traces[0]?.resourceSpans[0]?.resource.attributes ?? []
    const facts = Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]))
    expect(facts).toMatchObject({ 'service.name': 'translation', 'service.version': '1.2.3' })
    expect(received.find(({ url }) => url === '/otlp/v1/traces')?.headers['x-key']).toBe('open sesame')
  })

  test('the line of the log names the trace', () => {
    expect(lines[0]).toMatchObject({ level: 'error', requestId: 'r-1', traceId: spans[0]?.traceId })
  })

  test('the error is reported once, with release, cause and the functions of its stack', () => {
    expect(events).toHaveLength(1)
    const [event] = events
    expect(event).toMatchObject({
      release: 'parlance@1.2.3',
      environment: 'production',
      tags: { service: 'translation', requestId: 'r-1', traceId: spans[0]?.traceId },
    })
    const values = event?.exception.values ?? []
    expect(values.map(({ value }) => value)).toEqual(['a tree', 'the engine is made of wood'])
    const functions = values[1]?.stacktrace.frames.map((frame) => frame.function ?? '') ?? []
    expect(functions.some((name) => name.includes('translateBadly'))).toBe(true)
  })

  test('nothing of what people wrote goes out, and nothing of who they are', () => {
    expect(received.map(({ body }) => body).join()).not.toContain('somebody wrote')
    expect(events[0]).not.toHaveProperty('request')
    expect(events[0]).not.toHaveProperty('user')
  })
})
