import type { PortName } from '../../core/topology.ts'

export interface LogQuery {
  services: readonly PortName[]
  follow: boolean
  /** Lines of each service to begin with. */
  tail: number | undefined
  since: Date | undefined
  grep: RegExp | undefined
  /** Lowest pino level. */
  level: number | undefined
  /** Id of the request that a line belongs to, as an answer's `requestId` and `x-request-id` have it. */
  request: string | undefined
}

/** One line of one service. Lines that are no JSON carry their text as `message`, level 30. */
export interface LogRecord {
  service: PortName
  /** ISO 8601. */
  time: string
  /** pino's number: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal. */
  level: number
  message: string
  /** Every other field of a JSON line. */
  fields: Readonly<Record<string, unknown>>
}

/** Whether a query wants a record. @param text the line as it was written */
export function isWanted(
  record: LogRecord,
  text: string,
  { since, grep, level, request }: Pick<LogQuery, 'since' | 'grep' | 'level' | 'request'>,
): boolean {
  if (level !== undefined && record.level < level) return false
  if (since && record.time < since.toISOString()) return false
  if (request !== undefined && record.fields.requestId !== request) return false
  return !grep || grep.test(text)
}
