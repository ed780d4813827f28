import { type GroupProcess, groupProcesses } from './process-memory.ts'

/** How a browser's memory is watched. */
export interface MemoryWatchOptions {
  /** pid of the leader of the browser's process group. */
  readonly leader: number
  /** Resident bytes of any one process but the leader; a renderer that has more is killed, and its page with it. */
  readonly processBytes: number
  /** Resident bytes of all its processes; over it, the largest renderer is killed. */
  readonly groupBytes: number
  /** Milliseconds between two looks. */
  readonly intervalMs: number
  /** Called for each process that was killed. */
  readonly killed: (process: GroupProcess) => void
}

/**
 * Looks at a browser's processes while pages are visited, and kills the one that grows over its limit: typed arrays and
 * pictures are outside V8's own cap, and a page that fills them would take the machine's memory long before its visit is
 * over.
 *
 * @returns ends the watch
 */
export function watchMemory(options: MemoryWatchOptions): () => void {
  const { leader, processBytes, groupBytes, intervalMs, killed } = options
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const look = async () => {
    const processes = (await groupProcesses(leader)) ?? []
    if (stopped) return
    const helpers = processes.filter(({ pid }) => pid !== leader).sort((a, b) => b.bytes - a.bytes)
    const total = processes.reduce((sum, { bytes }) => sum + bytes, 0)
    const fat = helpers.filter(({ bytes }) => bytes > processBytes)
    const doomed = fat.length > 0 || total <= groupBytes ? fat : helpers.slice(0, 1)
    for (const process of doomed) {
      // Read from /proc a moment ago as one of the browser's own group.
      if (kill(process.pid)) killed(process)
    }
    timer = setTimeout(look, intervalMs)
  }
  void look()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}
