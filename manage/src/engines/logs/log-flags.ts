import type { Flags, FlagValues } from '../../core/command.ts'
import type { Context } from '../../core/context.ts'
import { interruptedError } from '../../core/errors.ts'
import type { LogQuery, LogRecord } from './log-record.ts'
import { levelNumbers, logText, parsePattern, parseSince } from './log-text.ts'

/** Which lines of a log are wanted: the flags of every command that shows logs. */
export const logFlags = {
  follow: { type: 'boolean', short: 'f', summary: 'go on with what comes' },
  tail: {
    type: 'integer',
    short: 'n',
    placeholder: 'lines',
    summary: 'only the last lines of each service',
  },
  since: { type: 'string', placeholder: 'time', summary: '10m, 2h, 1d ago, or an ISO 8601 time' },
  grep: { type: 'string', placeholder: 'regex', summary: 'only lines that match' },
  request: {
    type: 'string',
    placeholder: 'id',
    summary: 'only lines of a request, by the id that its answer named',
  },
  level: {
    type: 'string',
    placeholder: 'level',
    choices: Object.keys(levelNumbers),
    summary: 'this level and above',
  },
} as const satisfies Flags

/** The query that flags ask for. @throws ManageError (usage) on a time or a pattern that is none */
export function logQuery(flags: FlagValues<typeof logFlags>): Omit<LogQuery, 'services'> {
  const { follow, tail, since, grep, level, request } = flags
  return {
    follow,
    tail,
    since: since === undefined ? undefined : parseSince(since, new Date()),
    grep: grep === undefined ? undefined : parsePattern(grep),
    level: level === undefined ? undefined : levelNumbers[level],
    request,
  }
}

/** Writes records as they come. @throws ManageError (interrupted) when the person has seen enough */
export async function printLogs(
  { output, signal }: Pick<Context, 'output' | 'signal'>,
  records: AsyncIterable<LogRecord>,
): Promise<void> {
  for await (const record of records) {
    if (signal.aborted) break
    output.record(record, logText(record, output.style))
  }
  if (signal.aborted) throw interruptedError()
}
