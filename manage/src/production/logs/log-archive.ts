import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import type { Instance } from '../../core/instance.ts'
import type { KeptLog } from '../../engines/logs/compose-log-reader.ts'

/** How long logs are kept, and how much of them, compressed. */
const keptDays = 30
const keptBytes = 2e9
const chunkLength = 256 * 1_024
const dayMs = 24 * 3_600_000

/** The log of a container that is gone: `backend-2_<first moment>_<last moment>.log.zst`. */
interface ArchivedLog {
  readonly path: string
  readonly service: string
  readonly from: Date
  readonly to: Date
}

/** Where the logs of an instance's containers are kept when these are removed. */
export const archiveFolder = ({ folder }: Pick<Instance, 'folder'>) => join(folder, 'production-logs')

/** Signs that a file name may have on every system; times without colons. */
const stamp = (date: Date) => date.toISOString().replaceAll(/[-:]/g, '').replace('.', '')
const shape = /^([a-z0-9-]+?)-(\d+)_(\d{8}T\d{9}Z)_(\d{8}T\d{9}Z)\.log\.zst$/

function parseStamp(text: string): Date {
  const [, year, month, day, hour, minute, second, ms] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/.exec(text) ?? []
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
}

/** Logs that are kept, oldest first. */
export function archivedLogs(folder: string): ArchivedLog[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const [, service, , from, to] = shape.exec(name) ?? []
      if (service === undefined || from === undefined || to === undefined) return []
      return [{ path: join(folder, name), service, from: parseStamp(from), to: parseStamp(to) }]
    })
    .sort((a, b) => a.to.getTime() - b.to.getTime())
}

/** Kept logs that may have lines since a moment, as a reader takes them. */
export const keptLogs = (folder: string, since: Date | undefined): KeptLog[] =>
  archivedLogs(folder)
    .filter(({ to }) => since === undefined || to >= since)
    .map(({ path, service }) => ({ service, lines: (mayHold) => linesOf(path, mayHold) }))

/** Lines in as many as come at once: one by one they would take several times as long. */
async function* linesOf(
  path: string,
  mayHold: (piece: string) => boolean,
): AsyncGenerator<readonly string[]> {
  const file = createReadStream(path)
  const text = createZstdDecompress({ chunkSize: chunkLength }).setEncoding('utf8')
  file.on('error', (error) => text.destroy(error)).pipe(text)
  try {
    let rest = ''
    for await (const chunk of text) {
      const piece = `${rest}${chunk}`
      const end = piece.lastIndexOf('\n')
      rest = piece.slice(end + 1)
      const whole = piece.slice(0, Math.max(0, end))
      if (end >= 0 && mayHold(whole)) yield whole.split('\n')
    }
  } catch (error) {
    // A file that is cut short gives what is whole in it.
    if (!(error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR')) throw error
  } finally {
    file.destroy()
    text.destroy()
  }
}

/** The log of one container that is about to be removed. */
export interface ContainerLog {
  readonly service: string
  /** Compose's number of the container. */
  readonly number: number
  readonly startedAt: Date
}

/**
 * Keeps what a container has logged, compressed, and lets go of what is too old or too much.
 *
 * @param write hands the lines over, and ends
 * @throws what `write` throws; nothing is kept then
 */
export async function keepLog(
  folder: string,
  { service, number, startedAt }: ContainerLog,
  write: (lines: Transform) => Promise<unknown>,
  now = new Date(),
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${service}-${number}_${stamp(startedAt)}_${stamp(now)}.log.zst`)
  const lines = inChunks()
  const kept = pipeline(lines, createZstdCompress(), createWriteStream(`${path}.partial`, { mode: 0o600 }))
  try {
    await Promise.all([
      write(lines).then(
        () => lines.end(),
        (error: Error) => lines.destroy(error),
      ),
      kept,
    ])
    renameSync(`${path}.partial`, path)
  } catch (error) {
    rmSync(`${path}.partial`, { force: true })
    throw error
  }
  letGo(folder, now)
}

/** Lines as text in pieces that are worth compressing: a line at a time costs a hundred times as much. */
function inChunks(): Transform {
  let text = ''
  return new Transform({
    writableObjectMode: true,
    writableHighWaterMark: 1_024,
    transform(line: string, _, done) {
      text += `${line}\n`
      if (text.length < chunkLength) return done()
      done(null, text)
      text = ''
    },
    flush: (done) => done(null, text),
  })
}

/** Removes logs whose last line is older than thirty days, the oldest where there is too much, and what a kill left half. */
function letGo(folder: string, now: Date): void {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.log.zst.partial'))) {
    const path = join(folder, name)
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now.getTime()
    if (now.getTime() - changed > dayMs) rmSync(path, { force: true })
  }
  let bytes = 0
  for (const { path, to } of archivedLogs(folder).toReversed()) {
    // Another container's log may be kept beside this one, and its going has removed it.
    bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0
    if (bytes > keptBytes || now.getTime() - to.getTime() > keptDays * dayMs) rmSync(path, { force: true })
  }
}
