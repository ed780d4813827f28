import type { Style } from '../core/output.ts'
import { formatTable } from '../core/table.ts'
import type { ServiceStatus, StackStatus, StartTiming, UpReport } from './engine.ts'

/** Addresses, times and the critical chain of a start. */
export function upReportText(report: UpReport, style: Style): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`
  const times = new Map(report.timings.map((timing) => [timing.name, timing]))
  const rows = Object.entries(report.addresses).map(([name, address]) => {
    const timing = times.get(name)
    return [`  ${name}`, address, timing ? style.dim(`healthy after ${seconds(timing.healthyMs)}`) : '']
  })
  const chain = report.criticalChain.map(
    ({ name, startedMs, healthyMs }) => `${name} ${seconds(healthyMs - startedMs)}`,
  )
  const { administrator } = report
  return [
    report.alreadyRunning
      ? style.green('Parlance is already running.')
      : style.green(`Parlance is up in ${report.seconds.toFixed(1)} s.`),
    formatTable(rows),
    ...Object.entries(report.inspectors ?? {}).map(
      ([name, address]) => `inspector of ${name}: ${address}  (attach a debugger there)`,
    ),
    chain.length > 0 ? style.dim(`critical chain: ${chain.join(' → ')}`) : '',
    administrator
      ? `administrator: ${administrator.email}  password: ${style.bold(administrator.password)}  (shown this once)`
      : '',
    ...report.notes,
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** Follows `after` back from what was healthy last. */
export function criticalChain(timings: readonly StartTiming[]): StartTiming[] {
  const chain: StartTiming[] = []
  let next = timings.reduce<StartTiming | undefined>(
    (last, timing) => (last && last.healthyMs >= timing.healthyMs ? last : timing),
    undefined,
  )
  while (next && !chain.includes(next)) {
    chain.unshift(next)
    const { after } = next
    next = timings.find(({ name }) => name === after)
  }
  return chain
}

export function statusText(status: StackStatus, style: Style): string {
  const head = `${style.bold(status.instance)}  ${status.running ? style.green('running') : style.dim('stopped')}  engine: ${status.engine}`
  if (!status.running && !status.note) return head
  const rows = status.services.map((service) => [
    `  ${service.name}`,
    stateText(service, style),
    service.address,
    service.pid ? `pid ${service.pid}` : (service.container ?? ''),
    service.memoryBytes === undefined ? '' : `${Math.round(service.memoryBytes / 1024 / 1024)} MB`,
    service.restarts ? style.yellow(`restarts: ${service.restarts}`) : '',
    service.inspector ? `inspector ${service.inspector}` : '',
  ])
  const table = rows.length > 0 ? [formatTable(rows)] : []
  return [head, ...table, ...(status.note ? [style.yellow(`  ${status.note}`)] : [])].join('\n')
}

export function stateText({ state, health }: ServiceStatus, style: Style): string {
  if (state !== 'running') return state === 'stopped' ? style.red(state) : style.yellow(state)
  if (!health) return style.green(state)
  const paint =
    health.status === 'healthy' ? style.green : health.status === 'degraded' ? style.yellow : style.red
  return paint(health.status)
}

/** Every part runs and answers that it works; `degraded` works. */
export const isHealthy = (status: StackStatus) =>
  status.running &&
  status.services.every(
    ({ state, health }) =>
      state === 'running' && (!health || health.status === 'healthy' || health.status === 'degraded'),
  )
