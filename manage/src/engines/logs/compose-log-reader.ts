import type { Context } from '../../core/context.ts'
import type { PortName } from '../../core/topology.ts'
import { composeLogs, type Project } from '../../docker/compose-commands.ts'
import { runDocker } from '../../docker/daemon.ts'
import { parseComposeLine } from '../../docker/parse/compose-log.ts'
import { isWanted, type LogQuery, type LogRecord } from './log-record.ts'
import { parseLogLine } from './log-text.ts'

/** A query whose services are Compose's names; all without any. */
export type DockerLogQuery = Omit<LogQuery, 'services'> & { services: readonly string[] }

/** Records in the order of time; with `follow`, then what comes until the signal is aborted. */
export async function* readDockerLogs(
  context: Context,
  project: Project,
  query: DockerLogQuery,
): AsyncGenerator<LogRecord> {
  const { services } = query
  const now = new Date()
  const { since, tail } = query
  const past: LogRecord[] = []
  await runDocker(
    context.runner,
    composeLogs(project, { services, until: now, ...(since ? { since } : {}) }),
    {
      onLine: (line) => past.push(...record(line, query)),
    },
  )
  past.sort((a, b) => a.time.localeCompare(b.time))
  yield* tail === undefined ? past : lastOfEach(past, tail)
  if (query.follow) yield* follow(context, composeFollow(project, services, now), query)
}

const composeFollow = (project: Project, services: readonly string[], since: Date) =>
  composeLogs(project, { services, follow: true, since })

async function* follow(
  { runner, signal }: Context,
  command: ReturnType<typeof composeLogs>,
  query: DockerLogQuery,
): AsyncGenerator<LogRecord> {
  const queue: LogRecord[] = []
  let wake = Promise.withResolvers<void>()
  let ended = false
  const end = () => {
    ended = true
    wake.resolve()
  }
  const run = runDocker(runner, command, {
    onLine(line) {
      queue.push(...record(line, query))
      wake.resolve()
    },
  }).then(end, (error: unknown) => {
    end()
    if (!signal.aborted) throw error
  })
  while (!ended || queue.length > 0) {
    for (let next = queue.shift(); next; next = queue.shift()) yield next
    await wake.promise
    wake = Promise.withResolvers()
    if (ended) wake.resolve()
  }
  await run
}

/** The record of a line, if the query wants it. */
function record(line: string, query: DockerLogQuery): LogRecord[] {
  const parsed = parseComposeLine(line)
  if (!parsed) return []
  const found = parseLogLine(parsed.service as PortName, parsed.text, new Date(parsed.time))
  return isWanted(found, parsed.text, query) ? [found] : []
}

function lastOfEach(records: readonly LogRecord[], count: number): LogRecord[] {
  const left = new Map<string, number>()
  return records
    .toReversed()
    .filter(({ service }) => {
      const taken = left.get(service) ?? 0
      left.set(service, taken + 1)
      return taken < count
    })
    .reverse()
}
