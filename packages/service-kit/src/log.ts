import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import { currentRequestId } from './context.ts'

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
      return requestId ? { requestId } : {}
    },
    redact: {
      paths: redactedKeys.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]),
      censor: '[redacted]',
    },
  }
}

/** A JSON logger; each line says which service, version and request it is of. */
export function createLogger(identity: LoggerIdentity, destination?: DestinationStream): Logger {
  return destination ? pino(loggerOptions(identity), destination) : pino(loggerOptions(identity))
}
