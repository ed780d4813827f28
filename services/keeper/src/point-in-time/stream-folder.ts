import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One unbroken stream of a server's write-ahead log, with the base backups that it continues. */
export interface Stream {
  /** Sorts by time. */
  readonly name: string
  readonly folder: string
  /** Of the server, as `pg_control_system` has it: another server's log continues nothing here. */
  readonly system: string
}

/** A copy of the server's files, whole by itself or together with those that it continues. */
export interface Base {
  readonly name: string
  readonly kind: 'full' | 'incremental'
  /** The one that it continues. */
  readonly parent?: string
  /** Of the log, the first file that it needs. */
  readonly startWal: string
  /** From when on it can be recovered to, ISO 8601. */
  readonly endedAt: string
  readonly bytes: number
}

/** Everything of point-in-time recovery, beside the backups. */
export const pointInTimeFolder = (folder: string) => join(folder, 'point-in-time')
export const walFolder = ({ folder }: Stream) => join(folder, 'wal')
export const baseFolder = ({ folder }: Stream, name: string) => join(folder, 'base', name)

const momentName = /^\d{8}T\d{9}Z$/
const draftName = /^\.\d{8}T\d{9}Z\.part$/
/** Timeline, and number of the file. */
const segmentName = /^[0-9A-F]{24}(\.partial)?$/

/** @param now in UTC */
export const momentAt = (now: Date) => now.toISOString().replaceAll(/[-:.]/g, '')

/** Begins a stream's folder; one that is not named whole is none. */
export async function beginStream(folder: string, system: string): Promise<Stream> {
  const name = momentAt(new Date())
  const draft = join(pointInTimeFolder(folder), `.${name}.part`)
  await mkdir(join(draft, 'wal'), { recursive: true, mode: 0o700 })
  await mkdir(join(draft, 'base'), { mode: 0o700 })
  await writeFile(join(draft, 'stream.json'), `${JSON.stringify({ system })}\n`, { flush: true })
  const own = join(pointInTimeFolder(folder), name)
  await rename(draft, own)
  return { name, folder: own, system }
}

/** Every stream, newest first. */
export async function listStreams(folder: string): Promise<Stream[]> {
  const parent = pointInTimeFolder(folder)
  const names = (await entries(parent))
    .filter((name) => momentName.test(name))
    .sort()
    .reverse()
  const streams: Stream[] = []
  for (const name of names) {
    const facts = await readJson<{ system: string }>(join(parent, name, 'stream.json'))
    if (facts) streams.push({ name, folder: join(parent, name), system: facts.system })
  }
  return streams
}

/** Base backups of a stream, oldest first. */
export async function listBases(stream: Stream): Promise<Base[]> {
  const names = (await entries(join(stream.folder, 'base'))).filter((name) => momentName.test(name)).sort()
  const bases: Base[] = []
  for (const name of names) {
    const base = await readJson<Base>(join(baseFolder(stream, name), 'parlance.json'))
    if (base) bases.push(base)
  }
  return bases
}

/** Those that have to be joined for one: the full one first. @throws Error where one of them is not there */
export function chainOf(bases: readonly Base[], base: Base): Base[] {
  if (base.kind === 'full') return [base]
  const parent = bases.find(({ name }) => name === base.parent)
  if (!parent) throw new Error(`the base backup ${base.name} continues ${base.parent}, which is not there`)
  return [...chainOf(bases, parent), base]
}

/** Removes what a base backup that was killed has left. */
export async function removeBaseDrafts(stream: Stream): Promise<void> {
  for (const name of await entries(join(stream.folder, 'base')))
    if (draftName.test(name)) await rm(join(stream.folder, 'base', name), { recursive: true, force: true })
}

/**
 * Lets go of what no moment since `cutoff` needs: streams that ended before it, bases before the newest full one that is
 * older, and the log before that.
 */
export async function pruneStreams(folder: string, cutoff: Date): Promise<void> {
  const [newest, ...older] = await listStreams(folder)
  for (const stream of older)
    if ((await lastWritten(stream)) < cutoff) await rm(stream.folder, { recursive: true, force: true })
  for (const stream of newest ? [newest, ...older] : []) await pruneStream(stream, cutoff)
}

async function pruneStream(stream: Stream, cutoff: Date): Promise<void> {
  const bases = await listBases(stream)
  const first = bases.findLast(({ kind, endedAt }) => kind === 'full' && new Date(endedAt) <= cutoff)
  if (!first) return
  for (const { name } of bases) {
    if (name >= first.name) break
    // Under a draft's name first: half a base backup is never named as one.
    const draft = join(stream.folder, 'base', `.${name}.part`)
    await rename(baseFolder(stream, name), draft)
    await rm(draft, { recursive: true, force: true })
  }
  for (const name of await entries(walFolder(stream)))
    if (segmentName.test(name) && name.slice(8, 24) < first.startWal.slice(8))
      await rm(join(walFolder(stream), name))
}

/** When something was last written to a stream's log; 1970 = never. */
export async function lastWritten(stream: Stream): Promise<Date> {
  let last = new Date(0)
  for (const name of await entries(walFolder(stream))) {
    const { mtime } = await stat(join(walFolder(stream), name))
    if (mtime > last) last = mtime
  }
  return last
}

/** Bytes of everything that is kept for point-in-time recovery. */
export async function pointInTimeBytes(folder: string): Promise<number> {
  let bytes = 0
  for (const stream of await listStreams(folder)) {
    bytes += (await listBases(stream)).reduce((sum, base) => sum + base.bytes, 0)
    bytes += await folderBytes(walFolder(stream))
  }
  return bytes
}

/** Bytes of the files of a folder and all below it. What goes away meanwhile counts nothing. */
export async function folderBytes(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      bytes += (await stat(join(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))).size
  return bytes
}

async function entries(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

async function readJson<Document>(file: string): Promise<Document | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Document
  } catch {
    return undefined
  }
}
