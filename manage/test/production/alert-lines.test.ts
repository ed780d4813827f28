import { expect, test } from 'vitest'
import { createStyle } from '../../src/cli/output.ts'
import type { ContainerFacts } from '../../src/docker/parse/container.ts'
import { explainAlerts, explainedLines } from '../../src/production/alert-lines.ts'
import { scripted } from '../support/scripted-runner.ts'

const alert = (command: string) => ({
  name: 'ServiceDown',
  severity: 'critical',
  summary: 'it does not answer',
  since: '2026-11-29T03:51:57Z',
  fingerprint: '7d6c9a3d6b2d1c9e',
  labels: { alertname: 'ServiceDown' },
  annotations: { summary: 'it does not answer', command },
  command,
})
const container = (service: string, number: number, startedAt: string | undefined) =>
  ({ service, name: `site-${service}-${number}`, startedAt, running: false }) as ContainerFacts
const containers = [
  container('scraper', 3, '2026-11-29T03:00:00Z'),
  container('scraper', 2, '2026-11-28T03:00:00Z'),
  container('scraper', 4, undefined),
]
const said = Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('')

test('an alert has the last lines of the newest container that it is about, also of one that has ended', async () => {
  const script = scripted([
    {
      when: 'logs --tail 20 site-scraper-3',
      stdout: said,
      stderr: 'fatal: redis://:hunter2@redis:6379 does not answer\n',
    },
  ])
  const [one] = await explainAlerts(script.context, containers, [
    alert('pnpm manage prod:logs scraper --since 10m'),
  ])
  expect(one?.service).toBe('scraper')
  expect(one?.lines).toHaveLength(20)
  expect(one?.lines.slice(-2)).toEqual(['line 29', 'fatal: redis://:***@redis:6379 does not answer'])
  expect(explainedLines(one ? [one] : [], createStyle(false)).slice(0, 2)).toEqual([
    '  ServiceDown  it does not answer, since 2026-11-29 03:51 UTC: pnpm manage prod:logs scraper --since 10m',
    '    line 11',
  ])
})

test.each(['pnpm manage prod:status', 'pnpm manage prod:logs keeper --since 10m'])(
  'one that is about no container here has none: %s',
  async (command) => {
    const script = scripted([])
    expect(await explainAlerts(script.context, containers, [alert(command)])).toEqual([
      { ...alert(command), service: null, lines: [] },
    ])
    expect(script.started).toEqual([])
  },
)
