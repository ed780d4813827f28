import { isIP } from 'node:net'
import {
  type Client,
  type ClientOptions,
  credentials,
  Metadata,
  type MethodDefinition,
  makeClientConstructor,
  type ServiceDefinition,
  status,
} from '@grpc/grpc-js'
import type { MethodDefinition as LoadedMethod } from '@grpc/proto-loader'
import { service as healthService } from 'grpc-health-check'
import { currentRequestId, requestIdHeader } from './context.ts'
import { type Exchange, exchangeOver, messages, unary } from './grpc-calls.ts'
import type { Metrics } from './metrics.ts'
import { fromServiceError } from './problem.ts'
import { type OpenSpan, openSpan, rpcAttributes } from './telemetry/spans.ts'

type Named<D> = keyof { [K in keyof D as string extends K ? never : number extends K ? never : K]: D[K] } &
  string
type RequestOf<M> = M extends LoadedMethod<infer Request, infer _O, infer _I, infer _P> ? Request : never
type ResponseOf<M> = M extends LoadedMethod<infer _R, infer _O, infer _I, infer Response> ? Response : never

/** A generated client constructor: the class, with its service definition. */
export interface ServiceConstructor<D> {
  new (address: string, creds: ReturnType<typeof credentials.createInsecure>, options?: ClientOptions): Client
  readonly service: D
}

/** Options of a client. */
export interface GrpcClientOptions {
  /** Milliseconds that a call may take where the call does not say. */
  readonly deadlineMs: number
  /** Milliseconds without a connection after which a call that waits for one is given up; ten seconds where absent. */
  readonly connectMs?: number
  /** Largest message received and sent, in bytes; 8 MiB where absent. */
  readonly maxMessageBytes?: number
  readonly metrics?: Metrics
}

/** Options of one call. */
export interface CallOptions {
  readonly deadlineMs?: number
  /** Cancels the call, at the server too. */
  readonly signal?: AbortSignal
  /** Where absent, the id of the request being served. */
  readonly requestId?: string
}

/** A client of one gRPC service, over all the addresses that its name resolves to. */
export interface GrpcClient<D> {
  /** One answer. @throws Problem */
  call<K extends Named<D>>(
    method: K,
    request: RequestOf<D[K]>,
    options?: CallOptions,
  ): Promise<ResponseOf<D[K]>>
  /** A server stream; leaving the loop cancels the call. @throws Problem */
  stream<K extends Named<D>>(
    method: K,
    request: RequestOf<D[K]>,
    options?: CallOptions,
  ): AsyncGenerator<ResponseOf<D[K]>, void, void>
  /** A bidirectional stream. @throws Problem, from `events` */
  exchange<K extends Named<D>>(method: K, options?: CallOptions): Exchange<RequestOf<D[K]>, ResponseOf<D[K]>>
  /** The service's health as grpc.health.v1 has it; `''` is the whole server's. @throws Problem */
  health(service?: string, deadlineMs?: number): Promise<string>
  /** grpc-js's own client, for bidirectional streams. */
  readonly raw: Client
  close(): void
}

/** Balances over every address, and tries again what never reached a server. */
const serviceConfig = JSON.stringify({
  loadBalancingConfig: [{ round_robin: {} }],
  methodConfig: [
    {
      name: [{}],
      retryPolicy: {
        maxAttempts: 4,
        initialBackoff: '0.05s',
        maxBackoff: '1s',
        backoffMultiplier: 2,
        retryableStatusCodes: ['UNAVAILABLE'],
      },
    },
  ],
})

const HealthClient = makeClientConstructor(healthService as unknown as ServiceDefinition, 'Health')

/** Connects lazily to `host:port` (a DNS name with several addresses is balanced round-robin). */
export function createGrpcClient<D>(
  Constructor: ServiceConstructor<D>,
  address: string,
  options: GrpcClientOptions,
): GrpcClient<D> {
  const maxBytes = options.maxMessageBytes ?? 8 * 1_024 * 1_024
  const channel: ClientOptions = {
    'grpc.service_config': serviceConfig,
    'grpc.max_receive_message_length': maxBytes,
    'grpc.max_send_message_length': maxBytes,
    // A server that went without a word (a cut network) keeps those who wait for at most 20 seconds.
    'grpc.keepalive_time_ms': 10_000,
    'grpc.keepalive_timeout_ms': 10_000,
    // A restarted service is found within a second, not after grpc-js's two minutes at the most.
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 1_000,
    // After a release the name has another address: that is looked up at once, not within grpc-js's half minute.
    'grpc.dns_min_time_between_resolutions_ms': 500,
    'grpc.enable_http_proxy': 0,
  }
  const target = resolverTarget(address)
  const raw = new Constructor(target, credentials.createInsecure(), channel)
  const healthClient = new HealthClient(target, credentials.createInsecure(), {
    ...channel,
    channelOverride: raw.getChannel(),
  })
  const definition = Constructor.service as unknown as Record<string, MethodDefinition<unknown, unknown>>

  const methodOf = (client: Client, name: string) => {
    const method = definition[name]
    if (!method) throw new Error(`no such method: ${name}`)
    return { client, method }
  }
  const record = (path: string, started: number, code: status) =>
    options.metrics?.recordRpc(
      'client',
      path,
      status[code] ?? 'UNKNOWN',
      (performance.now() - started) / 1_000,
    )

  return {
    raw,
    call: (name, request, callOptions) => {
      const { method } = methodOf(raw, name)
      const started = performance.now()
      const span = openCall(method.path)
      return unary(raw, method, request, settings(options, callOptions, span)).then(
        (response) => {
          record(method.path, started, status.OK)
          span.end({ attributes: { 'rpc.grpc.status_code': status.OK } })
          return response as never
        },
        (error) => {
          const code = (error as { code?: status }).code ?? status.UNKNOWN
          record(method.path, started, code)
          span.end({ attributes: { 'rpc.grpc.status_code': code }, failure: error })
          throw fromServiceError(error)
        },
      )
    },
    async *stream(name, request, callOptions) {
      const { method } = methodOf(raw, name)
      const span = openCall(method.path)
      const { metadata, deadline, signal, connectMs } = settings(options, callOptions, span)
      const call = raw.makeServerStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        metadata,
        { deadline },
      )
      yield* within(span, messages(raw, call, signal, connectMs)) as AsyncGenerator<never>
    },
    exchange(name, callOptions) {
      const { method } = methodOf(raw, name)
      const span = openCall(method.path)
      const { metadata, deadline, signal, connectMs } = settings(options, callOptions, span)
      const call = raw.makeBidiStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        metadata,
        { deadline },
      )
      const { events, ...exchange } = exchangeOver(raw, call, signal, connectMs)
      return { ...exchange, events: within(span, events) as AsyncGenerator<never> }
    },
    health: async (service = '', deadlineMs = 2_000) => {
      const method = (healthService as unknown as Record<string, MethodDefinition<unknown, unknown>>).Check
      if (!method) throw new Error('grpc.health.v1 has no Check')
      const call = settings({ deadlineMs }, {})
      const answer = await unary(healthClient, method, { service }, call).catch((error) => {
        throw fromServiceError(error)
      })
      return (answer as { status: string }).status
    },
    close: () => {
      healthClient.close()
      raw.close()
    },
  }
}

/** What a call answers, in its span. */
async function* within(span: OpenSpan, answers: AsyncGenerator<unknown>): AsyncGenerator<unknown> {
  try {
    yield* answers
  } catch (error) {
    span.end({ failure: error })
    throw error
  } finally {
    span.end()
  }
}

/** Literal addresses go past DNS; names are resolved to all their addresses. */
function resolverTarget(address: string): string {
  const host = address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '')
  if (isIP(host) === 6) return `ipv6:${address}`
  if (isIP(host) === 4) return `ipv4:${address}`
  return `dns:///${address}`
}

/** The span of a call that is made. @param path `/parlance.scraper.v1.ScraperService/Scrape` */
function openCall(path: string): OpenSpan {
  return openSpan(path.slice(1), { side: 'client', attributes: rpcAttributes(path), onlyWithin: true })
}

const usualConnectMs = 10_000

function settings(
  client: Pick<GrpcClientOptions, 'connectMs' | 'deadlineMs'>,
  call: CallOptions = {},
  span?: OpenSpan,
) {
  const metadata = new Metadata()
  span?.carry((header, value) => metadata.set(header, value))
  const requestId = call.requestId ?? currentRequestId()
  if (requestId) metadata.set(requestIdHeader, requestId)
  return {
    metadata,
    deadline: Date.now() + (call.deadlineMs ?? client.deadlineMs),
    signal: call.signal,
    connectMs: client.connectMs ?? usualConnectMs,
  }
}
