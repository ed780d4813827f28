import { expect, test } from 'vitest'
import { createStyle } from '../../src/cli/output.ts'
import { alertLines, parseAlerts } from '../../src/production/firing-alerts.ts'

// Printed by amtool 0.28.1.
const printed = JSON.stringify([
  {
    annotations: {
      command: 'pnpm manage prod:logs scraper --since 10m',
      description: 'For a minute nobody has answered at the metrics of scraper.',
      summary: 'scraper does not answer',
    },
    endsAt: '2026-11-29T03:59:12.021Z',
    fingerprint: '7d6c9a3d6b2d1c9e',
    receivers: [{ name: 'operator' }],
    startsAt: '2026-11-29T03:51:57.021Z',
    status: { inhibitedBy: [], silencedBy: [], state: 'active' },
    updatedAt: '2026-11-29T03:55:12.024Z',
    generatorURL: 'http://prometheus:9090/graph?g0.expr=up',
    labels: { alertname: 'ServiceDown', job: 'scraper', parlance_instance: 'default', severity: 'critical' },
  },
])

test('an alert says since when, what, and what to type', () => {
  const alerts = parseAlerts(printed)
  expect(alerts).toEqual([
    {
      name: 'ServiceDown',
      severity: 'critical',
      summary: 'scraper does not answer',
      command: 'pnpm manage prod:logs scraper --since 10m',
      since: '2026-11-29T03:51:57.021Z',
      fingerprint: '7d6c9a3d6b2d1c9e',
      labels: {
        alertname: 'ServiceDown',
        job: 'scraper',
        parlance_instance: 'default',
        severity: 'critical',
      },
      annotations: {
        command: 'pnpm manage prod:logs scraper --since 10m',
        description: 'For a minute nobody has answered at the metrics of scraper.',
        summary: 'scraper does not answer',
      },
    },
  ])
  expect(alertLines(alerts ?? [], createStyle(false))).toEqual([
    '  ServiceDown  scraper does not answer, since 2026-11-29 03:51 UTC: pnpm manage prod:logs scraper --since 10m',
  ])
})

test.each([
  ['nothing fires', '[]', []],
  ['it says something else', 'Error: connection refused', undefined],
])('where %s', (_, text, wanted) => {
  expect(parseAlerts(text)).toEqual(wanted)
})
