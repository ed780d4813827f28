import { defineCommand } from '../core/command.ts'
import { ManageError, usageError } from '../core/errors.ts'
import { inspectProject } from '../docker/containers.ts'
import { explainAlerts, explainedLines } from '../production/alert-lines.ts'
import { sendStep, unexplained, webhookOf } from '../production/alert-message.ts'
import { readAlerts } from '../production/firing-alerts.ts'
import { openRunning } from '../production/running-production.ts'

export const command = defineCommand({
  flags: {
    send: { type: 'boolean', summary: 'send those that are new to the webhook, with the last lines' },
    webhook: {
      type: 'string',
      placeholder: 'address',
      summary: 'where to, in place of ALERT_WEBHOOK_URL',
    },
  },
  examples: ['prod:alerts', 'prod:alerts --send', 'prod:alerts --send --webhook https://hooks.example/lines'],
  async plan(context, { flags }) {
    if (flags.webhook !== undefined && !/^https?:\/\/./.test(flags.webhook)) {
      throw usageError('--webhook must be an address such as https://hooks.example/parlance')
    }
    const { project } = await openRunning(context)
    const containers = await inspectProject(context, project)
    if (!containers.some((one) => one.service === 'alertmanager' && one.running)) {
      throw new ManageError('failed', 'no Alertmanager runs, and nobody watches', {
        hint: 'It is in the tier full: pnpm manage prod:up --tier full',
      })
    }
    const alerts = await readAlerts(context, project)
    if (!alerts) throw new ManageError('failed', 'Alertmanager does not say what fires')
    const explained = await explainAlerts(context, containers, alerts)
    const due = flags.send ? unexplained(context.instance, explained) : []
    const url = flags.send ? (flags.webhook ?? (await webhookOf(context, project))) : ''
    return {
      steps: due.length === 0 ? [] : [sendStep(context.instance, url, due, explained)],
      result: () => ({
        instance: context.instance.name,
        alerts: explained,
        sent: due.map(({ name }) => name),
      }),
    }
  },
  text: ({ alerts, sent }, style) =>
    [
      ...(alerts.length === 0 ? ['nothing fires'] : explainedLines(alerts, style)),
      ...(sent.length > 0 ? [`sent, with the last lines: ${sent.join(', ')}`] : []),
    ].join('\n'),
})
