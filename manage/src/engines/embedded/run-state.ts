import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PortName } from '../../core/topology.ts'
import { isAlive, type ProcessIdentity } from '../../machine/process-table.ts'

export type ProgramState = 'waiting' | 'starting' | 'running' | 'restarting' | 'flapping' | 'stopped'

export interface ProgramRecord {
  state: ProgramState
  /** Leads the process group of the program; absent while it is not started. */
  process?: ProcessIdentity
  restarts: number
  /** ISO 8601, of the last start. */
  startedAt?: string
  address: string
  /** `host:port` of its Node's inspector. */
  inspector?: string
}

/** What a supervisor writes down, so that another call of `manage` (or the one after a crash) knows what runs. */
export interface RunState {
  version: 1
  /** Every process of this run carries `PARLANCE_RUN=<runId>` in its environment. */
  runId: string
  supervisor: ProcessIdentity
  startedAt: string
  host: string
  /** Socket on which the supervisor takes requests. */
  control: string
  programs: Partial<Record<PortName, ProgramRecord>>
  /** Why the start failed whose parts still stand here to be looked at. */
  failed?: string
}

/** The environment entry that every process of a run has, and nothing else. */
export const runMark = (runId: string) => `PARLANCE_RUN=${runId}`

const stateFile = (folder: string) => join(folder, 'run.json')

/** The written state, whether or not it is still true; undefined when there is none or it is not readable. */
export function readState(folder: string): RunState | undefined {
  try {
    const state = JSON.parse(readFileSync(stateFile(folder), 'utf8')) as RunState
    return state.version === 1 ? state : undefined
  } catch {
    return undefined
  }
}

/** Replaces the file as a whole, so that a reader never sees half of it. */
export function writeState(folder: string, state: RunState): void {
  mkdirSync(folder, { recursive: true })
  const draft = `${stateFile(folder)}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`)
  renameSync(draft, stateFile(folder))
}

export const removeState = (folder: string) => rmSync(stateFile(folder), { force: true })

/** The state of a supervisor that is there now; undefined after a crash or a reboot, whatever the file says. */
export function runningSupervisor(folder: string): RunState | undefined {
  const state = readState(folder)
  return state && isAlive(state.supervisor) ? state : undefined
}
