import { parseKeyPairsIntoRecord } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'

/** Where traces go and whose they are. */
export interface TraceSettings {
  readonly service: string
  readonly version: string
  /** Of a collector that takes OTLP over HTTP, without `/v1/traces`. */
  readonly endpoint: string
  /** `name=value,…` for the collector, such as a key. */
  readonly headers?: string | undefined
}

/** Milliseconds that one delivery may take. */
const timeoutMs = 5_000

/**
 * Starts to send spans, in batches, beside the work; a collector that is away loses them and nothing else. What is traced can
 * be thinned by OpenTelemetry's own OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG.
 *
 * @returns what sends the rest and ends it.
 */
export function startTraces({ service, version, endpoint, headers }: TraceSettings): () => Promise<void> {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    timeoutMillis: timeoutMs,
    ...(headers && { headers: parseKeyPairsIntoRecord(headers) }),
  })
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': service,
      'service.version': version,
      'service.namespace': 'parlance',
    }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  // It also hands spans on with asynchronous work, and over the wire by W3C's trace context.
  provider.register()
  return () => provider.shutdown()
}
