import { stripVTControlCharacters } from 'node:util'
import { usageError } from '../../core/errors.ts'
import type { Style } from '../../core/output.ts'
import { isServiceName, services } from '../../core/topology.ts'
import type { LogRecord } from './log-record.ts'

/** pino's levels. */
export const levelNumbers: Readonly<Record<string, number>> = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60,
}

const hiddenFields = new Set(['pid', 'hostname', 'service', 'name', 'version', 'v'])

/** A line for people: time, service, level, message, then the fields that say something. */
export function logText(record: LogRecord, style: Style): string {
  const level =
    Object.keys(levelNumbers).find((name) => levelNumbers[name] === record.level) ?? String(record.level)
  const fields = Object.entries(record.fields)
    .filter(([name]) => !hiddenFields.has(name))
    .map(([name, value]) => `${style.dim(`${name}=`)}${fieldText(value)}`)
  const paint = serviceColour(record.service, style)
  const time = localTime(record.time)
  const mark = record.level === 30 ? '' : `${levelPaint(record.level, style)(level.toUpperCase())} `
  return `${style.dim(time)} ${paint(record.service.padEnd(11))} ${mark}${record.message}${fields.length > 0 ? ` ${fields.join(' ')}` : ''}`
}

function fieldText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && value !== null && 'stack' in value && typeof value.stack === 'string') {
    return `\n${value.stack}`
  }
  return JSON.stringify(value)
}

const localTime = (iso: string) => {
  const date = new Date(iso)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

const serviceColour = (service: string, style: Style) =>
  style[isServiceName(service) ? services[service].colour : 'green']

const levelPaint = (level: number, style: Style) =>
  level >= 50 ? style.red : level >= 40 ? style.yellow : style.dim

/** One written line as a record. @param now the time of lines that carry none. */
export function parseLogLine(service: LogRecord['service'], line: string, now: Date): LogRecord {
  if (line.startsWith('{')) {
    try {
      const { time, level, msg, ...fields } = JSON.parse(line) as Record<string, unknown>
      const date = typeof time === 'number' || typeof time === 'string' ? new Date(time) : now
      return {
        service,
        time: (Number.isNaN(date.getTime()) ? now : date).toISOString(),
        level: typeof level === 'number' ? level : (levelNumbers[String(level)] ?? 30),
        message: typeof msg === 'string' ? msg : '',
        fields,
      }
    } catch {
      // A line that only looks like JSON is text.
    }
  }
  return {
    service,
    time: now.toISOString(),
    level: 30,
    message: stripVTControlCharacters(line),
    fields: {},
  }
}

/** "90s", "10m", "2h", "1d" before now, or an ISO 8601 time. @throws ManageError (usage) */
export function parseSince(text: string, now: Date): Date {
  const relative = /^(\d+)([smhd])$/.exec(text)
  if (relative) {
    const unit = { s: 1, m: 60, h: 3600, d: 86_400 }[relative[2] as 's' | 'm' | 'h' | 'd']
    return new Date(now.getTime() - Number(relative[1]) * unit * 1000)
  }
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) {
    throw usageError(`--since wants 90s, 10m, 2h, 1d or an ISO 8601 time, and got "${text}"`)
  }
  return date
}

/** A filter for lines. @throws ManageError (usage) */
export function parsePattern(pattern: string): RegExp {
  try {
    return new RegExp(pattern)
  } catch (error) {
    throw usageError(`--grep is no regular expression: ${error instanceof Error ? error.message : pattern}`)
  }
}
