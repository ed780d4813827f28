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
