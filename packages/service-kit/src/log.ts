import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import { currentRequestId } from './context.ts'
import { reportError } from './telemetry/reporting.ts'
import { currentTraceId } from './telemetry/spans.ts'

export type { Logger } from 'pino'

/** What must not be logged, wherever it sits in a logged object. */
const redactedKeys = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'set-cookie',
  'secret',
  'apiKey',
  'body',
  'key',
]

/** Identity of the program that logs. */
export interface LoggerIdentity {
  readonly service: string
  readonly version: string
  /** pino's level. */
  readonly level: string
}

/** Options of the program's logger, for libraries that make their own from them (Fastify). */
export function loggerOptions({ service, version, level }: LoggerIdentity): LoggerOptions {
  return {
    level,
    base: { service, version },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    mixin: () => {
      const requestId = currentRequestId()
      const traceId = currentTraceId()
      return { ...(requestId && { requestId }), ...(traceId && { traceId }) }
    },
    hooks: { logMethod: reportLoggedError },
    redact: {
      paths: redactedKeys.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]),
      censor: '[redacted]',
    },
  }
}

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>

/** pino's number of the level `error`. */
const errorLevel = 50

/** An error that is logged as one is a fault of ours: it is reported too, where errors are collected. */
const reportLoggedError: LogMethod = function report(args, write, level) {
  const [facts, message] = args as [unknown, unknown]
  const error = facts instanceof Error ? facts : (facts as { err?: unknown } | undefined)?.err
  if (level >= errorLevel && error instanceof Error) {
    const requestId = currentRequestId()
    const traceId = currentTraceId()
    reportError(error, {
      ...(typeof message === 'string' && { doing: message }),
      ...(requestId && { requestId }),
      ...(traceId && { traceId }),
    })
  }
  return write.apply(this, args)
}

/** A JSON logger; each line says which service, version and request it is of. */
export function createLogger(identity: LoggerIdentity, destination?: DestinationStream): Logger {
  return destination ? pino(loggerOptions(identity), destination) : pino(loggerOptions(identity))
}
