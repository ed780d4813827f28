import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** A process beyond doubt: a pid is given to another process some day, its start time is not. */
export interface ProcessIdentity {
  pid: number
  /** Opaque: the machine's boot and the tick in which the process started. */
  startTime: string
}

interface ProcessRow {
  pid: number
  parent: number
  group: number
  zombie: boolean
}

const linux = process.platform === 'linux'
let boot: string | undefined

/** When the process started, in a form that only this process on this boot has; undefined when it is gone. */
export function startTimeOf(pid: number): string | undefined {
  if (!linux) return psField(pid, 'lstart=')
  const stat = readStat(pid)
  if (!stat || stat[0] === 'Z' || stat[0] === 'X') return undefined
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return `${boot}/${stat[19]}`
}

/** @returns undefined when the process has already ended. */
export function identify(pid: number): ProcessIdentity | undefined {
  const startTime = startTimeOf(pid)
  return startTime === undefined ? undefined : { pid, startTime }
}

/** Whether that very process still runs. */
export const isAlive = (identity: ProcessIdentity): boolean =>
  startTimeOf(identity.pid) === identity.startTime

/** Living members of a process group; zombies do not count. */
export const groupMembers = (group: number): number[] =>
  processRows()
    .filter((row) => row.group === group && !row.zombie)
    .map((row) => row.pid)

/** Processes whose environment holds `NAME=value`, which only what we started has. Linux alone can tell. */
export function processesWithEnvironment(entry: string): number[] {
  if (!linux) return []
  const wanted = `\0${entry}\0`
  return pids().filter((pid) => {
    try {
      return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(wanted)
    } catch {
      return false
    }
  })
}

/** Processes that this one started itself. */
export const childrenOf = (parent: number): number[] =>
  processRows()
    .filter((row) => row.parent === parent)
    .map((row) => row.pid)

/** The processes below each of the given ones, and these themselves, out of one look at the table. */
export function processTrees(roots: readonly number[]): Map<number, number[]> {
  const children = new Map<number, number[]>()
  for (const { pid, parent } of processRows()) children.set(parent, [...(children.get(parent) ?? []), pid])
  return new Map(
    roots.map((root) => {
      const found = [root]
      for (const pid of found) found.push(...(children.get(pid) ?? []))
      return [root, found]
    }),
  )
}

/** Resident memory in bytes, together. What processes share (the program itself) is taken once, as the largest has it. */
export function residentBytes(processes: readonly number[]): number {
  if (!linux) return processes.reduce((total, pid) => total + 1024 * Number(psField(pid, 'rss=') ?? 0), 0)
  const pages = processes.map(residentPages)
  const own = pages.reduce((total, { resident, shared }) => total + resident - shared, 0)
  return (own + Math.max(0, ...pages.map(({ shared }) => shared))) * pageBytes
}

const pageBytes = 4_096

/** The second and third field of /proc/<pid>/statm (proc(5)). */
function residentPages(pid: number): { resident: number; shared: number } {
  try {
    const [, resident, shared] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')
    return { resident: Number(resident), shared: Number(shared) }
  } catch {
    return { resident: 0, shared: 0 }
  }
}

/** What the process is, for people: its command line, cut. */
export function describeProcess(pid: number): string {
  try {
    const words = linux
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      : psField(pid, 'command=')
    return `${(words || 'unknown').slice(0, 120)} (pid ${pid})`
  } catch {
    return `pid ${pid}`
  }
}

function processRows(): ProcessRow[] {
  if (linux) {
    return pids().flatMap((pid) => {
      const stat = readStat(pid)
      return stat ? [{ pid, parent: Number(stat[1]), group: Number(stat[2]), zombie: stat[0] === 'Z' }] : []
    })
  }
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat='], { encoding: 'utf8' })
    .trim()
    .split('\n')
  return lines.map((line) => {
    const [pid, parent, group, stat = ''] = line.trim().split(/\s+/)
    return { pid: Number(pid), parent: Number(parent), group: Number(group), zombie: stat.startsWith('Z') }
  })
}

const pids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** Fields of /proc/<pid>/stat from `state` on (proc(5)); the name before it may hold blanks and brackets. */
function readStat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

function psField(pid: number, field: string): string | undefined {
  try {
    return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}
