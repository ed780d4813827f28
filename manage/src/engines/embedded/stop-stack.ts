import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '../../machine/process-table.ts'
import { signalProcess } from '../../machine/terminate.ts'
import { clearLeftovers } from './leftovers.ts'
import { runningSupervisor } from './run-state.ts'

const supervisorGraceMs = 30_000

/** Ends the stack of a state folder, whoever started it. @returns names of the programs that were running. */
export async function stopStack(folder: string): Promise<string[]> {
  const state = runningSupervisor(folder)
  if (!state) return clearLeftovers(folder)
  const running = Object.entries(state.programs).flatMap(([name, { process }]) =>
    process && isAlive(process) ? [name] : [],
  )
  signalProcess(state.supervisor.pid, 'SIGTERM')
  const deadline = Date.now() + supervisorGraceMs
  while (isAlive(state.supervisor)) {
    if (Date.now() > deadline) signalProcess(state.supervisor.pid, 'SIGKILL')
    await sleep(15)
  }
  await clearLeftovers(folder) // Nothing, unless the supervisor had to be killed.
  return running
}
