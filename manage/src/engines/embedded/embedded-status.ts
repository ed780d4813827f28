import type { Instance } from '../../core/instance.ts'
import {
  isServiceName,
  type PortName,
  type ServiceName,
  serviceNames,
  services,
  urlHost,
} from '../../core/topology.ts'
import { isAlive, processTrees, residentBytes } from '../../machine/process-table.ts'
import type { ServiceStatus, StackStatus } from '../engine.ts'
import type { HealthAnswer } from '../probe/health-answer.ts'
import type { Probe } from '../probe/health-probe.ts'
import { type ProgramRecord, readState, runningSupervisor } from './run-state.ts'

const probeTimeoutMs = 2_000

/** What the supervisor wrote down, checked against the processes. @param ask adds each program's own answer. */
export async function embeddedStatus(instance: Instance, ask: boolean): Promise<StackStatus> {
  const state = runningSupervisor(instance.folder)
  if (!state) {
    const left = readState(instance.folder)
    return {
      instance: instance.name,
      engine: 'embedded',
      running: false,
      services: left
        ? serviceNames.map((name) => ({
            name,
            state: 'stopped',
            address: left.programs[name]?.address ?? '',
          }))
        : [],
    }
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
  return { instance: instance.name, engine: 'embedded', running: true, services }
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
  return askHealth(probeOf(name, host, port), probeTimeoutMs)
}

/** How a part of the stack is asked for its health. */
function probeOf(name: PortName, host: string, port: number): Probe {
  if (!isServiceName(name)) return { protocol: 'postgres', host, port }
  const { health } = services[name satisfies ServiceName]
  const origin = `http://${urlHost(host)}:${port}`
  return health.protocol === 'http'
    ? { protocol: 'http', url: origin + health.path }
    : { protocol: 'grpc', url: origin }
}
