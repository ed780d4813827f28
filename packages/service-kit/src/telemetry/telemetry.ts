import { setTimeout } from 'node:timers/promises'
import { Type } from 'typebox'

/** Variables of every service that say where traces and errors go: the names that OpenTelemetry and Sentry gave them. */
export const telemetrySchema = {
  OTEL_EXPORTER_OTLP_ENDPOINT: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s/]+(/\\S*)?$',
      description: 'http(s)://host:4318 of a collector that takes OTLP over HTTP; absent: no traces',
    }),
  ),
  OTEL_EXPORTER_OTLP_HEADERS: Type.Optional(
    Type.String({
      pattern: '^[^=,\\s]+=[^,]*(,[^=,\\s]+=[^,]*)*$',
      description: 'name=value,… that the collector wants with each delivery, such as a key',
    }),
  ),
  SENTRY_DSN: Type.Optional(
    Type.String({
      pattern: '^https?://[^@/\\s]+@[^/\\s]+/(\\S*/)?\\d+$',
      description:
        'https://key@host/project of Sentry or what speaks its protocol; absent: errors are logged only',
    }),
  ),
}

/** Those of them that may come as NAME_FILE and are never shown. */
export const telemetrySecrets = ['OTEL_EXPORTER_OTLP_HEADERS'] as const

/** Milliseconds that ending both takes at most: what a place that is away has not taken by then is lost. */
const endMs = 2_000
/** A program that closes it among others gives it a little longer. */
export const telemetryEndMs = endMs + 500

/** What a service read of {@link telemetrySchema}, and who it is. */
export interface TelemetrySettings {
  readonly service: string
  readonly version: string
  /** `production`, `development`. */
  readonly environment: string
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string
  readonly OTEL_EXPORTER_OTLP_HEADERS?: string
  readonly SENTRY_DSN?: string
}

/**
 * Starts what is configured of traces and error reports. What is not is not even loaded, so that it costs nothing.
 *
 * @returns what sends the rest and ends both.
 */
export async function startTelemetry(settings: TelemetrySettings): Promise<() => Promise<void>> {
  const { service, version, environment, SENTRY_DSN: dsn, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } = settings
  const headers = settings.OTEL_EXPORTER_OTLP_HEADERS
  const ends = [
    ...(endpoint ? [(await import('./traces.ts')).startTraces({ service, version, endpoint, headers })] : []),
    ...(dsn
      ? [(await import('./error-reports.ts')).startErrorReports({ service, version, dsn, environment })]
      : []),
  ]
  return async () => {
    const ended = Promise.allSettled(ends.map((end) => end()))
    await Promise.race([ended, setTimeout(endMs, undefined, { ref: false })])
  }
}
