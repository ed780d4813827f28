import type { Context } from '../core/context.ts'
import type { Style } from '../core/output.ts'
import { composeExec, type Project } from '../docker/compose-commands.ts'
import { runDocker } from '../docker/daemon.ts'

/** An alert that fires, as Alertmanager has it. */
export interface FiringAlert {
  readonly name: string
  /** `warning` or `critical`. */
  readonly severity: string
  readonly summary: string
  /** What to type. */
  readonly command: string
  /** ISO 8601. */
  readonly since: string
  /** The same for all alerts of the same labels. */
  readonly fingerprint: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

const askTimeoutMs = 15_000

/** What fires and is not silenced; undefined where Alertmanager does not say. */
export async function readAlerts(context: Context, project: Project): Promise<FiringAlert[] | undefined> {
  const words = ['amtool', '--alertmanager.url=http://127.0.0.1:9093', 'alert', 'query', '--output=json']
  const { code, stdout } = await runDocker(context.runner, composeExec(project, 'alertmanager', words), {
    allow: 'any',
    timeoutMs: askTimeoutMs,
  })
  return code === 0 ? parseAlerts(stdout) : undefined
}

/** @param text what `amtool alert query --output=json` prints. @returns undefined where that is no list of alerts */
export function parseAlerts(text: string): FiringAlert[] | undefined {
  try {
    const alerts = JSON.parse(text) as {
      annotations?: Record<string, string>
      labels?: Record<string, string>
      startsAt?: string
      fingerprint?: string
    }[]
    return alerts.map(({ annotations = {}, labels = {}, startsAt = '', fingerprint = '' }) => ({
      name: labels.alertname ?? '',
      severity: labels.severity ?? '',
      summary: annotations.summary ?? '',
      command: annotations.command ?? '',
      since: startsAt,
      fingerprint,
      labels,
      annotations,
    }))
  } catch {
    return undefined
  }
}

/** A line an alert. */
export const alertLines = (alerts: readonly FiringAlert[], style: Style): string[] =>
  alerts.map(({ name, severity, summary, command, since }) => {
    const paint = severity === 'critical' ? style.red : style.yellow
    const at = since === '' ? '' : `, since ${since.slice(0, 16).replace('T', ' ')} UTC`
    return `  ${paint(name)}  ${summary}${at}: ${command}`
  })
