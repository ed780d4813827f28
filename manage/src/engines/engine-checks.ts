import type { Context } from '../core/context.ts'
import type { Finding } from '../core/findings.ts'
import { developmentServices, type PortName, portVariable } from '../core/topology.ts'
import type { Check } from '../machine/checks.ts'

/** What `doctor` looks at on behalf of the two engines. */
export const engineChecks: readonly Check[] = [checkPostgres, checkState, checkPorts, checkDocker]

async function checkPostgres({ instance }: Context): Promise<Finding> {
  const { planPostgres } = await import('./embedded/stack-plan.ts')
  const { loopbackHost } = await import('../machine/ports.ts')
  const { binaries, data, owner } = planPostgres({ instance }, await loopbackHost(), '').postgres
  const account = owner ? `, run by the account with uid ${owner.uid}` : ''
  return {
    category: 'machine',
    name: 'embedded postgres',
    status: 'ok',
    message: `${binaries}, data in ${data}${account}`,
  }
}

async function checkState({ instance }: Context): Promise<Finding> {
  const { readState, runningSupervisor } = await import('./embedded/run-state.ts')
  const stale = readState(instance.folder) !== undefined && !runningSupervisor(instance.folder)
  const { clearLeftovers } = await import('./embedded/leftovers.ts')
  return {
    category: 'stack',
    name: 'state',
    status: stale ? 'warning' : 'ok',
    message: stale ? 'a run was cut off: its supervisor is gone' : 'what is written down is so',
    ...(stale
      ? {
          fix: 'pnpm manage dev:down',
          repair: [{ summary: 'end what it left', act: () => clearLeftovers(instance.folder) }],
        }
      : {}),
  }
}

async function checkPorts({ instance }: Context): Promise<Finding[]> {
  const { runningSupervisor } = await import('./embedded/run-state.ts')
  if (runningSupervisor(instance.folder)) {
    return [{ category: 'stack', name: 'ports', status: 'ok', message: 'held by this instance, which runs' }]
  }
  const { loopbackHost, portFault, portHolder } = await import('../machine/ports.ts')
  const host = await loopbackHost()
  const names: readonly PortName[] = [...developmentServices, 'postgres']
  const faults = await Promise.all(
    names.map(async (name) => [name, await portFault(host, instance.ports[name])] as const),
  )
  const taken = faults.filter(([, fault]) => fault !== undefined)
  if (taken.length === 0) {
    const list = names.map((name) => `${name} ${instance.ports[name]}`).join(', ')
    return [{ category: 'stack', name: 'ports', status: 'ok', message: `free: ${list}` }]
  }
  return taken.map(([name]) => ({
    category: 'stack',
    name: 'ports',
    status: 'failure',
    message: `port ${instance.ports[name]} (${name}) is held by ${portHolder(instance.ports[name]) ?? 'a process of another user'}`,
    fix: `Stop it, or move the port with ${portVariable(name)}.`,
  }))
}

async function checkDocker(context: Context): Promise<Finding> {
  const docker = await import('../docker/daemon.ts')
  const answer = await docker.checkDocker(context)
  return {
    category: 'machine',
    name: 'docker',
    status: answer.available ? 'ok' : 'warning',
    message: answer.available ? answer.detail : answer.reason,
    ...(answer.available ? {} : { fix: answer.fix }),
  }
}
