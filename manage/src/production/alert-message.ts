import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from '../core/context.ts'
import { ManageError } from '../core/errors.ts'
import type { Instance } from '../core/instance.ts'
import type { Step } from '../core/steps.ts'
import { composeConfig, type Project } from '../docker/compose-commands.ts'
import { runDocker } from '../docker/daemon.ts'
import type { ExplainedAlert } from './alert-lines.ts'

const sendTimeoutMs = 15_000

/** Alertmanager's own message of alerts that fire, with one annotation more: `lines`, what the container said last. */
export const alertMessage = (alerts: readonly ExplainedAlert[]) => ({
  version: '4',
  groupKey: '{}:{}',
  status: 'firing',
  receiver: 'last-lines',
  truncatedAlerts: 0,
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: '',
  alerts: alerts.map(({ labels, annotations, fingerprint, since, lines }) => ({
    status: 'firing',
    labels,
    annotations: { ...annotations, lines: lines.join('\n') },
    startsAt: since,
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: '',
    fingerprint,
  })),
})

/** An alert from when it began: one that ceased and began again is another. */
const keyOf = ({ fingerprint, since }: ExplainedAlert) => `${fingerprint} ${since}`

const fileOf = ({ folder }: Pick<Instance, 'folder'>) => join(folder, 'explained-alerts.json')

/** Alerts whose lines nobody was sent yet. */
export function unexplained(
  instance: Pick<Instance, 'folder'>,
  alerts: readonly ExplainedAlert[],
): ExplainedAlert[] {
  const file = fileOf(instance)
  const sent = new Set(existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : [])
  return alerts.filter((alert) => alert.lines.length > 0 && !sent.has(keyOf(alert)))
}

/** Remembers that the lines of these were sent; of what fires no more nothing. */
function remember(
  instance: Pick<Instance, 'folder'>,
  sent: readonly ExplainedAlert[],
  firing: readonly ExplainedAlert[],
): void {
  const fresh = new Set(unexplained(instance, firing).map(keyOf))
  const keys = [...firing.filter((alert) => alert.lines.length > 0 && !fresh.has(keyOf(alert))), ...sent].map(
    keyOf,
  )
  mkdirSync(instance.folder, { recursive: true })
  writeFileSync(`${fileOf(instance)}.new`, JSON.stringify([...new Set(keys)]))
  renameSync(`${fileOf(instance)}.new`, fileOf(instance))
}

/** Where Alertmanager tells, as its container has it. @throws ManageError (missing) where nothing is set, or only in there */
export async function webhookOf({ runner }: Context, project: Project): Promise<string> {
  const { services = {} } = JSON.parse((await runDocker(runner, composeConfig(project))).stdout) as {
    services?: Record<string, { environment?: Record<string, string | null> }>
  }
  const { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_URL_FILE: file } = services.alertmanager?.environment ?? {}
  // A dollar is doubled in what Compose prints.
  if (url) return url.replaceAll('$$', '$')
  throw new ManageError(
    'missing',
    file
      ? 'ALERT_WEBHOOK_URL is in a file that only containers see'
      : 'ALERT_WEBHOOK_URL is not set in .env.keeper',
    { hint: 'Say where to: --webhook https://hooks.example/parlance' },
  )
}

/** Sends alerts with their lines to a webhook, each once; what was not taken is sent the next time. */
export const sendStep = (
  instance: Pick<Instance, 'folder'>,
  url: string,
  alerts: readonly ExplainedAlert[],
  firing: readonly ExplainedAlert[],
): Step => ({
  // What stands behind the host is often a secret.
  summary: `tell ${new URL(url).host} of ${alerts.map(({ name }) => name).join(', ')}, with the last lines`,
  async act() {
    const told = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alertMessage(alerts)),
      signal: AbortSignal.timeout(sendTimeoutMs),
    }).catch((error: unknown) => {
      throw new ManageError('failed', `${new URL(url).host} cannot be reached`, { cause: error })
    })
    if (!told.ok) throw new ManageError('failed', `${new URL(url).host} answers ${told.status}`)
    remember(instance, alerts, firing)
  },
})
