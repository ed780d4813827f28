import { createReadStream, existsSync, mkdirSync, statSync, watch } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { lineSplitter } from '../../core/lines.ts'
import type { PortName } from '../../core/topology.ts'
import { logFile } from './log-file.ts'
import { isWanted, type LogQuery, type LogRecord } from './log-record.ts'
import { parseLogLine } from './log-text.ts'

/** Records of the wanted programs in the order of time; with `follow`, then what comes until `signal` is aborted. */
export async function* readLogs(
  folder: string,
  names: readonly PortName[],
  query: LogQuery,
  signal: AbortSignal,
): AsyncGenerator<LogRecord> {
  const sizes = new Map(names.map((name) => [name, sizeOf(logFile(folder, name))]))
  const past: LogRecord[] = []
  for (const name of names) {
    const records: LogRecord[] = []
    for (const path of [`${logFile(folder, name)}.1`, logFile(folder, name)]) {
      if (!existsSync(path)) continue
      const end = path.endsWith('.1') ? undefined : (sizes.get(name) ?? 0)
      if (end === 0) continue
      const input = createReadStream(path, {
        encoding: 'utf8',
        ...(end === undefined ? {} : { end: end - 1 }),
      })
      for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
        if (signal.aborted) return
        const record = parseLogLine(name, line, new Date(0))
        if (!isWanted(record, line, query)) continue
        records.push(record)
        if (query.tail !== undefined && records.length > query.tail) records.shift()
      }
    }
    past.push(...records)
  }
  yield* past.sort((a, b) => a.time.localeCompare(b.time))
  if (query.follow) yield* followLogs(folder, names, query, sizes, signal)
}

async function* followLogs(
  folder: string,
  names: readonly PortName[],
  query: LogQuery,
  sizes: Map<PortName, number>,
  signal: AbortSignal,
): AsyncGenerator<LogRecord> {
  const queue: LogRecord[] = []
  const splitters = new Map(
    names.map((name) => [
      name,
      lineSplitter((line) => {
        const record = parseLogLine(name, line, new Date())
        if (isWanted(record, line, query)) queue.push(record)
      }),
    ]),
  )
  let wake = Promise.withResolvers<void>()
  const rouse = () => wake.resolve()
  const directory = dirname(logFile(folder, 'backend'))
  mkdirSync(directory, { recursive: true })
  const watcher = watch(directory, rouse)
  signal.addEventListener('abort', rouse, { once: true })
  try {
    while (!signal.aborted) {
      wake = Promise.withResolvers()
      for (const name of names) {
        const path = logFile(folder, name)
        const size = sizeOf(path)
        let from = sizes.get(name) ?? 0
        if (size < from) from = 0 // The log was moved away and begun anew.
        if (size > from) {
          const input = createReadStream(path, { encoding: 'utf8', start: from, end: size - 1 })
          for await (const chunk of input) splitters.get(name)?.push(String(chunk))
        }
        sizes.set(name, size)
      }
      while (queue.length > 0) yield queue.shift() as LogRecord
      await wake.promise
    }
  } finally {
    watcher.close()
    signal.removeEventListener('abort', rouse)
  }
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0
