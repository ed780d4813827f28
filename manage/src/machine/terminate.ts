import { setTimeout as sleep } from 'node:timers/promises'
import { childrenOf, groupMembers, processesWithEnvironment } from './process-table.ts'

const pollMs = 15
/** After its leader is gone, a group gets this long to follow by itself. */
const followMs = 1_000
/** And a reloader, which has no work of its own, this long. */
const buryMs = 60

/**
 * Ends a process group that we started: asks its leader (or, behind a reloader, the service) once, waits, then kills
 * whatever is left. Resolves when no member lives.
 */
export async function terminateGroup(
  group: number,
  options: { signal: NodeJS.Signals; graceMs: number; reloader: boolean },
): Promise<void> {
  const started = Date.now()
  const asked = options.reloader ? childrenOf(group) : [group]
  for (const pid of asked) signalProcess(pid, options.signal)
  let gone = 0
  while (groupExists(group)) {
    const members = groupMembers(group)
    if (members.length === 0) return
    if (!members.some((pid) => asked.includes(pid))) gone ||= Date.now()
    // What was asked to go has gone. Stragglers get a moment; a reloader needs it to bury the service.
    const patience = options.reloader ? buryMs : followMs
    if ((gone > 0 && Date.now() - gone > patience) || Date.now() - started > options.graceMs)
      return killGroup(group)
    await sleep(pollMs)
  }
}

async function killGroup(group: number): Promise<void> {
  signalProcess(-group, 'SIGKILL')
  while (groupExists(group) && groupMembers(group).length > 0) await sleep(pollMs)
}

/** Kills whatever still carries the mark of a run, such as a browser that left its group. @returns how many there were. */
export async function sweep(mark: string): Promise<number> {
  const found = new Set<number>()
  for (;;) {
    const left = processesWithEnvironment(mark).filter((pid) => pid !== process.pid)
    if (left.length === 0) return found.size
    for (const pid of left) {
      found.add(pid)
      signalProcess(pid, 'SIGKILL')
    }
    await sleep(pollMs)
  }
}

/** Sends a signal; that the process has already ended is no fault. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function groupExists(group: number): boolean {
  try {
    process.kill(-group, 0)
    return true
  } catch {
    return false
  }
}
