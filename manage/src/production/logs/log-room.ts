import { existsSync, readFileSync, renameSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Instance } from '../../core/instance.ts'
import { size } from '../../core/units.ts'
import { archiveFolder } from './log-archive.ts'

type Of = Pick<Instance, 'folder'>

/** The log of one busy container, compressed; less than that is soon gone. */
const leastBytes = 32e6

/** Free bytes where logs of containers that go are kept; undefined where the system does not say. */
export function archiveRoom(instance: Of): number | undefined {
  let folder = archiveFolder(instance)
  // It is made with the first log.
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return undefined
  }
}

/** What is wrong with the room for logs, in a sentence; undefined where nothing is. */
export function roomFault(free: number | undefined): string | undefined {
  return free !== undefined && free < leastBytes
    ? `${size(free)} are left for logs: what containers said is lost when they go`
    : undefined
}

/** A log that could not be kept. */
export interface LostLog {
  container: string
  /** ISO 8601. */
  at: string
  reason: string
}

/** So many are remembered, and shown for so long. */
const remembered = 20
const shownMs = 24 * 3_600_000

// Beside the folder of the logs, which may be a disk of its own that is full.
const fileOf = ({ folder }: Of) => join(folder, 'lost-logs.json')

/** Logs of the last day that could not be kept, oldest first. */
export function lostLogs(instance: Of, now = Date.now()): LostLog[] {
  return read(instance).filter(({ at }) => now - Date.parse(at) < shownMs)
}

/** Writes down that a log could not be kept. @throws what the disk says where this too has no room */
export function noteLostLog(instance: Of, lost: LostLog): void {
  const file = fileOf(instance)
  writeFileSync(`${file}.new`, `${JSON.stringify([...read(instance), lost].slice(-remembered), null, 2)}\n`)
  renameSync(`${file}.new`, file)
}

function read(instance: Of): LostLog[] {
  try {
    return JSON.parse(readFileSync(fileOf(instance), 'utf8')) as LostLog[]
  } catch {
    return []
  }
}
