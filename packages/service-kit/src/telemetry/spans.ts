import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'

/** Which side of a call a span is of, as OpenTelemetry has it; `internal` is work of our own. */
export type SpanSide = 'server' | 'client' | 'internal'

/** What is known of a span when it begins. */
export interface SpanFacts {
  readonly side: SpanSide
  /** By OpenTelemetry's semantic conventions; never what people wrote. */
  readonly attributes?: Attributes
  /** Reads a header of the caller (`traceparent`); where absent, the span belongs to the one at work. */
  readonly from?: (header: string) => string | undefined
  /** No span where nothing began it: what programs ask each other by the clock is worth no trace. */
  readonly onlyWithin?: boolean
}

/** A span that is open until {@link OpenSpan.end}; without a collector it costs next to nothing and goes nowhere. */
export interface OpenSpan {
  /** Runs work inside of it: spans, calls and log lines of the work belong to it. */
  run<T>(work: () => T): T
  /** Tells the next program whose child its span is. */
  carry(set: (header: string, value: string) => void): void
  /** @param failure what went wrong, if anything; its message is kept with the span. */
  end(outcome?: { name?: string; attributes?: Attributes; failure?: unknown }): void
}

const noSpan: OpenSpan = { run: (work) => work(), carry: () => {}, end: () => {} }

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL }

/** Begins a span. Its name is of few kinds (a route, a method), never an address with its values. */
export function openSpan(
  name: string,
  { side, attributes = {}, from, onlyWithin = false }: SpanFacts,
): OpenSpan {
  const parent = from ? calledBy(from) : context.active()
  if (onlyWithin && !trace.getSpanContext(parent)) return noSpan
  const span = trace.getTracer('parlance').startSpan(name, { kind: kinds[side], attributes }, parent)
  const inside = trace.setSpan(parent, span)
  return {
    run: (work) => context.with(inside, work),
    carry: (set) => propagation.inject(inside, undefined, { set: (_, header, value) => set(header, value) }),
    end({ name: better, attributes: late, failure } = {}) {
      if (better) span.updateName(better)
      if (late) span.setAttributes(late)
      if (failure !== undefined) fail(span, failure)
      span.end()
    },
  }
}

/** Work of our own as a span: a job, a task by the clock. What it throws is told with the span, and thrown. */
export async function inSpan<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  const span = openSpan(name, { side: 'internal', attributes })
  try {
    const value = await span.run(work)
    span.end()
    return value
  } catch (error) {
    span.end({ failure: error })
    throw error
  }
}

/** What OpenTelemetry calls a gRPC method. @param path `/parlance.scraper.v1.ScraperService/Scrape` */
export function rpcAttributes(path: string): Attributes {
  const [, service = '', method = ''] = path.split('/')
  return { 'rpc.system': 'grpc', 'rpc.service': service, 'rpc.method': method }
}

/** The trace at work, as 32 hexadecimal digits, where there is one. */
export function currentTraceId(): string | undefined {
  const facts = trace.getActiveSpan()?.spanContext()
  return facts && isSpanContextValid(facts) ? facts.traceId : undefined
}

function calledBy(from: (header: string) => string | undefined): Context {
  // Nothing of this process is the parent of what another began.
  return propagation.extract(context.active(), undefined, {
    get: (_, header) => from(header),
    keys: () => [],
  })
}

function fail(span: Span, failure: unknown): void {
  const message = failure instanceof Error ? failure.message : String(failure)
  if (failure instanceof Error) span.recordException(failure)
  span.setStatus({ code: SpanStatusCode.ERROR, message })
}
