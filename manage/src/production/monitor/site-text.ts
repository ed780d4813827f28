import type { Style } from '../../core/output.ts'
import { formatTable } from '../../core/table.ts'
import { size, span } from '../../core/units.ts'
import { alertLines } from '../firing-alerts.ts'
import type { SiteReading } from './read-site.ts'

/** Seconds after which a job that waits is shown in red, as the alert `JobsWait` has it. */
const longWait = 600
const dayMs = 24 * 3_600_000
/** A backup has to be proven within so many hours. */
const backupHours = 26

/** A reading for the terminal. @param now for how long ago something was */
export function siteText(reading: SiteReading, style: Style, now = new Date()): string {
  const { services, queues, volumes, faults, alerts } = reading
  const parts = services.map(({ name, state, restarts, use }) => [
    `  ${name}`,
    paintState(state, style),
    use ? `${use.cpuPercent.toFixed(0).padStart(4)} %` : '',
    use ? bar(use.memory / use.memoryLimit, style) : '',
    use ? `${size(use.memory)} of ${size(use.memoryLimit)}` : '',
    use ? `↓ ${size(use.received)}  ↑ ${size(use.sent)}` : '',
    restarts > 0 ? style.yellow(`restarts: ${restarts}`) : '',
  ])
  const waiting = queues.filter(({ queued, active, failed }) => queued + active + failed > 0)
  return [
    headLine(reading, style),
    ...machineLines(reading, style),
    '',
    formatTable([['', '', 'processor', 'memory'].map(style.dim), ...parts]),
    '',
    ...trafficLines(reading, style),
    ...(waiting.length > 0
      ? [
          formatTable(
            waiting.map(({ queue, queued, active, failed, oldestSeconds }) => [
              `  ${queue}`,
              `${queued} wait`,
              `${active} run`,
              failed > 0 ? style.red(`${failed} failed`) : '',
              oldestSeconds > 0
                ? (oldestSeconds > longWait ? style.red : style.dim)(`oldest ${span(oldestSeconds * 1_000)}`)
                : '',
            ]),
          ),
        ]
      : ['  no job waits']),
    ...(volumes && volumes.length > 0 ? [`  volumes: ${volumeWords(volumes)}`] : []),
    ...careLines(reading, style, now),
    ...(faults.length > 0 || (alerts ?? []).length > 0 ? [''] : []),
    ...faults.map((fault) => style.red(`  ${fault}`)),
    ...alertLines(alerts ?? [], style),
  ].join('\n')
}

function headLine({ instance, tier, health, closed, at }: SiteReading, style: Style): string {
  const shut = closed ? style.yellow('  closed to visitors: prod:maintenance off') : ''
  return `${style.bold(instance)}  ${paintState(health, style)}  tier: ${tier}  ${style.dim(`${at.slice(11, 19)} UTC`)}${shut}`
}

function machineLines({ machine }: SiteReading, style: Style): string[] {
  if (!machine) return []
  const { load, memory, memoryFree, disk, diskFree } = machine
  return [
    formatTable([
      [
        '  memory',
        bar(1 - memoryFree / memory, style),
        `${size(memoryFree)} free of ${size(memory)}`,
        `load ${load.toFixed(2)}`,
      ],
      ['  disk', bar(1 - diskFree / disk, style), `${size(diskFree)} free of ${size(disk)}`],
    ]),
  ]
}

function trafficLines({ rates, connections }: SiteReading, style: Style): string[] {
  const readers = connections === null ? '' : `, ${connections} WebSocket connections`
  if (!rates) return [`  requests: no figures yet${readers}`]
  const { requestsPerSecond, errorsPerSecond, p95Ms } = rates
  const errors = `${errorsPerSecond.toFixed(1)}/s failed`
  return [
    `  requests: ${requestsPerSecond.toFixed(1)}/s, ${errorsPerSecond > 0 ? style.red(errors) : errors}, ` +
      `${p95Ms === null ? 'none to measure' : `95 of 100 within ${p95Ms} ms`}${readers}`,
  ]
}

/** What has to be renewed or proven in time. */
function careLines({ backup, certificateEnds, tier }: SiteReading, style: Style, now: Date): string[] {
  const lines: string[] = []
  if (backup) {
    const age = backup.newestVerified === null ? undefined : now.getTime() - Date.parse(backup.newestVerified)
    const text = age === undefined ? 'none is verified' : `the newest verified one is ${span(age)} old`
    const paint = age === undefined || age > backupHours * 3_600_000 ? style.red : style.green
    lines.push(`  backups: ${backup.backups}, ${size(backup.bytes)}, ${paint(text)}`)
  } else if (tier !== 'full')
    lines.push(style.dim('  backups: by hand in this tier (backup:list --production)'))
  if (certificateEnds !== null) {
    const left = Date.parse(certificateEnds) - now.getTime()
    const text = left > 0 ? `for ${span(left)} more` : `ended ${span(-left)} ago`
    lines.push(`  certificate: ${left > 7 * dayMs ? text : style.yellow(text)}`)
  }
  return lines
}

const calm = new Set(['healthy', 'running'])
const between = new Set(['starting', 'degraded', 'paused'])
const paintState = (state: string, style: Style) =>
  (calm.has(state) ? style.green : between.has(state) ? style.yellow : style.red)(state)

const barCells = 10
/** @param share 0 to 1 */
function bar(share: number, style: Style): string {
  const full = Math.round(Math.min(1, Math.max(0, share || 0)) * barCells)
  const paint = share > 0.9 ? style.red : share > 0.75 ? style.yellow : style.green
  return paint('█'.repeat(full)) + style.dim('░'.repeat(barCells - full))
}

/** The largest first: a narrow terminal cuts off those that matter least. */
const volumeWords = (volumes: NonNullable<SiteReading['volumes']>) =>
  volumes
    .toSorted((a, b) => b.bytes - a.bytes || (a.name < b.name ? -1 : 1))
    .map(({ name, bytes }) => `${shortVolume(name)} ${size(bytes)}`)
    .join(', ')

/** `parlance-x_postgres` as `postgres`. */
const shortVolume = (name: string) => name.slice(name.indexOf('_') + 1)
