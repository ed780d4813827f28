import type { Instance } from '../../core/instance.ts'
import type { PortName } from '../../core/topology.ts'
import {
  isAlive,
  processesWithEnvironment,
  processTrees,
  residentBytes,
} from '../../machine/process-table.ts'
import type { ServiceStatus, StackStatus } from '../engine.ts'
import type { HealthAnswer } from '../probe/health-answer.ts'
import { partProbe } from '../probe/service-probe.ts'
import { type ProgramRecord, type RunState, readState, runMark, runningSupervisor } from './run-state.ts'

/** In development a frontend makes a page when it is first asked for, and a busy machine takes its time. */
const probeTimeoutMs = 10_000

/** What the supervisor wrote down, checked against the processes. @param ask adds each program's own answer. */
export async function embeddedStatus(instance: Instance, ask: boolean): Promise<StackStatus> {
  const state = runningSupervisor(instance.folder)
  if (!state) {
    return { instance: instance.name, engine: 'embedded', ...orphans(readState(instance.folder)) }
  }
  const names = Object.keys(state.programs) as PortName[]
  // The questions go out first: the answers come while the process table is read.
  const asked = names.map((name) =>
    serviceStatus(name, state.programs[name], ask ? { host: state.host, instance } : undefined),
  )
  const trees = processTrees(names.flatMap((name) => state.programs[name]?.process?.pid ?? []))
  const answered = await Promise.all(asked)
  const services = answered.map((service) =>
    service.pid === undefined
      ? service
      : { ...service, memoryBytes: residentBytes(trees.get(service.pid) ?? []) },
  )
  const note =
    state.failed === undefined
      ? {}
      : { note: `its start failed: ${state.failed}. dev:up mends it, dev:down stops it.` }
  return { instance: instance.name, engine: 'embedded', running: true, services, ...note }
}

/** What a supervisor left that is not there any more. */
function orphans(left: RunState | undefined): Pick<StackStatus, 'running' | 'services' | 'note'> {
  if (!left) return { running: false, services: [] }
  const services = (Object.keys(left.programs) as PortName[]).map((name): ServiceStatus => {
    const { process, address = '' } = left.programs[name] ?? {}
    const pid = process && isAlive(process) ? process.pid : undefined
    return { name, address, ...(pid === undefined ? { state: 'stopped' } : { state: 'orphaned', pid }) }
  })
  const strays = processesWithEnvironment(runMark(left.runId)).length
  const alive = services.some(({ state }) => state === 'orphaned') || strays > 0
  if (!alive) return { running: false, services }
  return {
    running: true,
    services,
    note: 'its supervisor was killed and nobody looks after these: dev:up begins anew, dev:down ends them.',
  }
}

async function serviceStatus(
  name: PortName,
  record: ProgramRecord | undefined,
  ask: { host: string; instance: Instance } | undefined,
): Promise<ServiceStatus> {
  const pid = record?.process && isAlive(record.process) ? record.process.pid : undefined
  const state = record?.state === 'waiting' || !record ? 'stopped' : record.state
  const answer = ask && pid !== undefined ? await answerOf(name, record, ask) : undefined
  return {
    name,
    state: pid === undefined && state === 'running' ? 'restarting' : state,
    address: record?.address ?? '',
    ...(record?.inspector ? { inspector: record.inspector } : {}),
    restarts: record?.restarts ?? 0,
    ...(answer ? { health: answer } : {}),
    ...(pid === undefined ? {} : { pid }),
    ...(record?.startedAt ? { startedAt: record.startedAt } : {}),
  }
}

async function answerOf(
  name: PortName,
  record: ProgramRecord | undefined,
  { host, instance }: { host: string; instance: Instance },
): Promise<HealthAnswer> {
  const { askHealth } = await import('../probe/health-probe.ts')
  const port = Number(/:(\d+)$/.exec(record?.address ?? '')?.[1] ?? instance.ports[name])
  return askHealth(partProbe(name, host, port), probeTimeoutMs)
}
