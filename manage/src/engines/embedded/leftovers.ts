import { rmSync } from 'node:fs'
import { groupMembers, isAlive } from '../../machine/process-table.ts'
import { sweep, terminateGroup } from '../../machine/terminate.ts'
import { readState, removeState, runMark, runningSupervisor } from './run-state.ts'

/**
 * Ends what a supervisor left that is not there any more (killed, or the machine was restarted), and forgets it.
 * A recorded pid is signalled only if start time and boot are those recorded; everything else must carry the run's mark.
 * @returns names of the programs that were still running.
 */
export async function clearLeftovers(folder: string): Promise<string[]> {
  const state = readState(folder)
  if (!state || runningSupervisor(folder)) return []
  const ended: string[] = []
  await Promise.all(
    Object.entries(state.programs).map(async ([name, { process }]) => {
      if (!process || !isAlive(process) || !groupMembers(process.pid).includes(process.pid)) return
      ended.push(name)
      const signal = name === 'postgres' ? 'SIGINT' : 'SIGTERM'
      await terminateGroup(process.pid, { signal, graceMs: 8_000, reloader: false })
    }),
  )
  if ((await sweep(runMark(state.runId))) > 0 && ended.length === 0) ended.push('strays')
  rmSync(state.control, { force: true })
  removeState(folder)
  return ended
}
