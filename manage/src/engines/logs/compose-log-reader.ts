import { PassThrough } from 'node:stream'
import type { Context } from '../../core/context.ts'
import type { PortName } from '../../core/topology.ts'
import { composeLogs, type Project } from '../../docker/compose-commands.ts'
import { inspectProject } from '../../docker/containers.ts'
import { runDocker } from '../../docker/daemon.ts'
import { containerLog } from '../../docker/object-commands.ts'
import { parseComposeLine, parseContainerLine } from '../../docker/parse/compose-log.ts'
import { isWanted, type LogQuery, type LogRecord } from './log-record.ts'
import { parseLogLine } from './log-text.ts'
import { lastOfEach, mergeRecords } from './merge-records.ts'
import { pieceFilter } from './piece-filter.ts'

/** A query whose services are Compose's names; all without any. */
export type DockerLogQuery = Omit<LogQuery, 'services'> & { services: readonly string[] }

/** Lines of a container that is gone, as `docker logs --timestamps` had them. */
export interface KeptLog {
  readonly service: string
  /** Lines, some at a time. @param mayHold pieces of which it says no are left out */
  lines(mayHold: (piece: string) => boolean): AsyncIterable<readonly string[]>
}

/**
 * Records in the order of time, of the containers that are there and of those that are gone; with `follow`, then what
 * comes until the signal is aborted. However long the logs are, a piece of each is held.
 */
export async function* readDockerLogs(
  context: Context,
  project: Project,
  query: DockerLogQuery,
  kept: readonly KeptLog[] = [],
): AsyncGenerator<LogRecord> {
  const { services, since, tail } = query
  const now = new Date()
  const asked = ({ service }: { service: string }) => services.length === 0 || services.includes(service)
  const containers = (await inspectProject(context, project)).filter(asked)
  const mayHold = pieceFilter(query)
  const past = mergeRecords([
    ...kept.filter(asked).map((log) => recordsOf(log.service, log.lines(mayHold), query)),
    ...containers.map(({ service, name }) =>
      recordsOf(service, containerLines(context, name, since, now), query),
    ),
  ])
  if (tail === undefined) yield* past
  else yield* await lastOfEach(past, tail)
  if (query.follow) yield* follow(context, composeFollow(project, services, now), query)
}

/** What a container has logged, no faster than it is read. */
async function* containerLines(
  { runner }: Context,
  name: string,
  since: Date | undefined,
  until: Date,
): AsyncGenerator<readonly string[]> {
  const lines = new PassThrough({ objectMode: true, highWaterMark: 256 })
  // One that goes meanwhile has no more to say.
  const run = runDocker(runner, containerLog(name, { since, until }), { linesTo: lines, allow: 'any' })
  run.then(
    () => lines.end(),
    (error: Error) => lines.destroy(error),
  )
  for await (const line of lines) yield [line as string]
}

async function* recordsOf(
  service: string,
  lines: AsyncIterable<readonly string[]>,
  query: DockerLogQuery,
): AsyncGenerator<LogRecord> {
  const mayHold = pieceFilter(query)
  for await (const some of lines) {
    for (const line of some) {
      // A cheap look first: most lines that are not wanted are not parsed.
      if (!mayHold(line)) continue
      const parsed = parseContainerLine(line)
      if (parsed) yield* wanted(service, parsed, query)
    }
  }
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
      const parsed = parseComposeLine(line)
      if (parsed) queue.push(...wanted(parsed.service, parsed, query))
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
function wanted(
  service: string,
  { text, time }: { text: string; time: string },
  query: DockerLogQuery,
): LogRecord[] {
  const found = parseLogLine(service as PortName, text, new Date(time))
  return isWanted(found, text, query) ? [found] : []
}
