import {
  type Client,
  type ClientDuplexStream,
  type ClientReadableStream,
  connectivityState,
  Metadata,
  type MethodDefinition,
  type ServiceError,
  status,
} from '@grpc/grpc-js'
import { fromServiceError, Problem } from './problem.ts'

/** What one call is made with. */
export interface CallSettings {
  readonly metadata: Metadata
  /** Milliseconds since the epoch. */
  readonly deadline: number
  readonly signal: AbortSignal | undefined
  /** Milliseconds without a connection after which it is given up. */
  readonly connectMs: number
}

/** A bidirectional stream as its caller sees it. Whoever opens one reads its events to the end, or leaves that loop. */
export interface Exchange<Request, Response> {
  /** Sends a message; waits while the service has not read those before it. Of a call that has ended it sends nothing. */
  send(message: Request): Promise<void>
  /** Nothing more will be sent. */
  finish(): void
  /** What the service answers; leaving the loop cancels the call. */
  readonly events: AsyncGenerator<Response, void, void>
}

/**
 * Watches over a call that waits for a connection: grpc-js lets it wait as long as the kernel tries to make one, which is
 * minutes where packets vanish. @returns what ends the watch
 */
function whenUnconnected(
  client: Client,
  connectMs: number,
  giveUp: (error: ServiceError) => void,
): () => void {
  const channel = client.getChannel()
  let since: number | undefined
  const watch = setInterval(() => {
    if (channel.getConnectivityState(false) === connectivityState.READY) {
      since = undefined
      return
    }
    since ??= performance.now()
    if (performance.now() - since < connectMs) return
    clearInterval(watch)
    const details = `no connection for ${connectMs} ms`
    giveUp(Object.assign(new Error(details), { code: status.UNAVAILABLE, details, metadata: new Metadata() }))
  }, 500)
  watch.unref()
  return () => clearInterval(watch)
}

/** One answer to one request. */
export function unary(
  client: Client,
  method: MethodDefinition<unknown, unknown>,
  request: unknown,
  { metadata, deadline, signal, connectMs }: CallSettings,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new Problem('cancelled', 'The request was given up.', { cause: signal.reason }))
      return
    }
    const call = client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      metadata,
      { deadline },
      (error, response) => {
        unwatch()
        signal?.removeEventListener('abort', cancel)
        if (error) reject(error)
        else resolve(response)
      },
    )
    const cancel = () => call.cancel()
    signal?.addEventListener('abort', cancel, { once: true })
    const unwatch = whenUnconnected(client, connectMs, (error) => {
      reject(error)
      call.cancel()
    })
  })
}

/** What a server sends; leaving the loop cancels the call. */
export async function* messages(
  client: Client,
  call: ClientReadableStream<unknown>,
  signal: AbortSignal | undefined,
  connectMs: number,
): AsyncGenerator<unknown, void, void> {
  const cancel = () => call.cancel()
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel, { once: true })
  const unwatch = whenUnconnected(client, connectMs, (error) => call.destroy(error))
  try {
    for await (const message of call) yield message
  } catch (error) {
    throw fromServiceError(error)
  } finally {
    unwatch()
    signal?.removeEventListener('abort', cancel)
    call.cancel()
  }
}

/** A bidirectional call as an {@link Exchange}. */
export function exchangeOver(
  client: Client,
  call: ClientDuplexStream<unknown, unknown>,
  signal: AbortSignal | undefined,
  connectMs: number,
): Exchange<unknown, unknown> {
  // It may fail before anybody reads: whoever reads then is told.
  let failure: Error | undefined
  call.on('error', (error) => {
    failure ??= error
  })
  async function* events() {
    if (failure) throw fromServiceError(failure)
    yield* messages(client, call, signal, connectMs)
  }
  return { send: (message) => sendTo(call, message), finish: () => call.end(), events: events() }
}

/** Writes, and waits for room; a call that ends while it waits says why to whoever reads its events. */
function sendTo(call: ClientDuplexStream<unknown, unknown>, message: unknown): Promise<void> {
  if (call.destroyed || call.writableEnded || call.write(message)) return Promise.resolve()
  return new Promise((resolve) => {
    const ends = ['drain', 'status', 'error', 'close'] as const
    const done = () => {
      for (const end of ends) call.off(end, done)
      resolve()
    }
    for (const end of ends) call.on(end, done)
  })
}
