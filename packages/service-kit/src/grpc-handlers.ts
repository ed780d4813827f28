import {
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceError,
  status,
  type UntypedHandleCall,
} from '@grpc/grpc-js'
import { acceptRequestId, requestIdHeader, runWithRequestId } from './context.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics.ts'
import { Problem, toServiceError } from './problem.ts'
import { openSpan, rpcAttributes } from './telemetry/spans.ts'

/** What a handler knows of the call it serves. */
export interface CallContext {
  readonly requestId: string
  /** Aborts when the caller gives up or the deadline passes: stop the work. */
  readonly signal: AbortSignal
  readonly deadline: Date | undefined
  readonly metadata: Metadata
  readonly peer: string
}

/** Names of an interface without its index signature. */
type Named<H> = keyof { [K in keyof H as string extends K ? never : number extends K ? never : K]: H[K] }

/** A handler of a bidirectional stream; {@link duplex} makes it. */
export interface DuplexHandler<Request, Response> {
  readonly duplex: (requests: AsyncIterable<Request>, context: CallContext) => AsyncIterable<Response>
}

/**
 * A bidirectional stream served by an async generator. Requests that are not read wait at the caller, and a generator
 * goes on when the caller has read what it gave.
 */
export const duplex = <Request, Response>(
  handler: DuplexHandler<Request, Response>['duplex'],
): DuplexHandler<Request, Response> => ({ duplex: handler })

/** The generated handlers of a service, as promises and async generators; bidirectional streams may stay raw. */
export type PromiseHandlers<H> = {
  readonly [K in Named<H>]: H[K] extends handleUnaryCall<infer Request, infer Response>
    ? (request: Request, context: CallContext) => Promise<Response>
    : H[K] extends handleServerStreamingCall<infer Request, infer Response>
      ? (request: Request, context: CallContext) => AsyncIterable<Response>
      : H[K] extends handleBidiStreamingCall<infer Request, infer Response>
        ? H[K] | DuplexHandler<Request, Response>
        : H[K]
}

/** What every handler reports to. */
export interface HandlerReport {
  readonly logger: Logger
  readonly metrics: Metrics
}

type WritableCall = ServerWritableStream<unknown, unknown> | ServerDuplexStream<unknown, unknown>
type Call = ServerUnaryCall<unknown, unknown> | WritableCall

/** Wraps a promise-style unary handler: context, one conversion of any error, metrics, log line on a fault of ours. */
export function wrapUnary(
  method: string,
  handler: (request: unknown, context: CallContext) => Promise<unknown>,
  report: HandlerReport,
): UntypedHandleCall {
  const unary: handleUnaryCall<unknown, unknown> = (call, callback) => {
    const { context, within, succeed, fail } = begin(method, call, report)
    within(() =>
      handler(call.request, context).then(
        (response) => {
          succeed()
          callback(null, response)
        },
        (error) => callback(fail(error)),
      ),
    )
  }
  return unary
}

/** Wraps an async generator as a server stream; waits for the reader (back-pressure). */
export function wrapServerStream(
  method: string,
  handler: (request: unknown, context: CallContext) => AsyncIterable<unknown>,
  report: HandlerReport,
): UntypedHandleCall {
  const stream: handleServerStreamingCall<unknown, unknown> = (call) =>
    void answer(call, begin(method, call, report), (context) => handler(call.request, context))
  return stream
}

/** Wraps a {@link DuplexHandler}; leaves what is already a handler of grpc-js as it is. */
export function wrapDuplex(method: string, handler: unknown, report: HandlerReport): UntypedHandleCall {
  if (typeof handler === 'function') return handler as UntypedHandleCall
  const { duplex } = handler as DuplexHandler<unknown, unknown>
  const stream: handleBidiStreamingCall<unknown, unknown> = (call) =>
    // A handler that has read enough must not end the call by leaving its loop.
    void answer(call, begin(method, call, report), (context) =>
      duplex(call.iterator({ destroyOnReturn: false }), context),
    )
  return stream
}

async function answer(
  call: WritableCall,
  { context, within, succeed, fail }: ReturnType<typeof begin>,
  handler: (context: CallContext) => AsyncIterable<unknown>,
): Promise<void> {
  await within(async () => {
    try {
      for await (const message of handler(context)) {
        if (context.signal.aborted) break
        if (!call.write(message)) await drained(call, context.signal)
      }
      succeed()
      call.end()
    } catch (error) {
      // grpc-js turns an `error` event of the stream into the call's status.
      call.emit('error', fail(error))
    }
  })
}

function drained(call: WritableCall, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      call.off('drain', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    call.once('drain', done)
    signal.addEventListener('abort', done)
  })
}

function begin(method: string, call: Call, { logger, metrics }: HandlerReport) {
  const started = performance.now()
  const abort = new AbortController()
  const deadline = toDate(call.getDeadline())
  let ended = false
  // grpc-js says so at the end of every call, also of one that was answered.
  ;(call as WritableCall).on('cancelled', () => {
    if (!ended) abort.abort(new Problem('cancelled', 'The caller gave the request up.'))
  })
  const context: CallContext = {
    requestId: acceptRequestId(call.metadata.get(requestIdHeader)[0]),
    signal: abort.signal,
    deadline,
    metadata: call.metadata,
    peer: call.getPeer(),
  }
  const header = (name: string) => call.metadata.get(name)[0]?.toString()
  const span = openSpan(method.slice(1), {
    side: 'server',
    attributes: rpcAttributes(method),
    from: header,
    onlyWithin: true,
  })
  /** Runs the handler so that its log lines and its own calls belong to this one. */
  const within = <T>(work: () => T): T => runWithRequestId(context.requestId, () => span.run(work))
  const record = (code: string) => {
    ended = true
    metrics.recordRpc('server', method, code, (performance.now() - started) / 1_000)
  }
  const succeed = () => {
    record(abort.signal.aborted ? 'CANCELLED' : 'OK')
    span.end()
  }
  const fail = (error: unknown): ServiceError => {
    const answer = toServiceError(abort.signal.aborted ? abort.signal.reason : error)
    const code = status[answer.code] ?? 'UNKNOWN'
    record(code)
    span.end({ attributes: { 'rpc.grpc.status_code': answer.code }, failure: error })
    if (answer.code === status.INTERNAL) logger.error({ err: error, method }, 'a call failed')
    else logger.debug({ method, code, detail: answer.details }, 'a call was refused')
    return answer
  }
  return { context, within, succeed, fail }
}

function toDate(deadline: Date | number): Date | undefined {
  const time = deadline instanceof Date ? deadline.getTime() : deadline
  return Number.isFinite(time) ? new Date(time) : undefined
}
