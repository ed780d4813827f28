import { expect, test } from 'vitest'
import { createStyle } from '../../../src/cli/output.ts'
import type { SiteReading } from '../../../src/production/monitor/read-site.ts'
import { siteText } from '../../../src/production/monitor/site-text.ts'

const now = new Date('2026-11-29T08:00:00Z')
const reading: SiteReading = {
  instance: 'default',
  at: '2026-11-29T08:00:00.000Z',
  tier: 'full',
  health: 'degraded',
  faults: ['scraper: does not answer'],
  closed: true,
  services: [
    {
      name: 'backend',
      container: 'parlance-backend-2',
      state: 'healthy',
      restarts: 0,
      use: { cpuPercent: 42.4, memory: 400e6, memoryLimit: 800e6, received: 2e6, sent: 3.5e9 },
    },
    { name: 'scraper', container: 'parlance-scraper-1', state: 'ended with 137', restarts: 3, use: null },
  ],
  machine: { load: 1.5, memory: 8e9, memoryFree: 2e9, disk: 100e9, diskFree: 5e9 },
  volumes: [
    { name: 'parlance_caddy-data', bytes: 0 },
    { name: 'parlance_assets', bytes: 0 },
    { name: 'parlance_postgres', bytes: 124e6 },
  ],
  rates: { requestsPerSecond: 12.34, errorsPerSecond: 0.2, p95Ms: 250 },
  connections: 17,
  queues: [
    { queue: 'submission', queued: 3, active: 1, failed: 2, oldestSeconds: 700 },
    { queue: 'account-mail', queued: 0, active: 0, failed: 0, oldestSeconds: 0 },
  ],
  certificateEnds: '2026-12-03T08:00:00.000Z',
  backup: { newestVerified: '2026-11-28T02:00:00.000Z', backups: 7, bytes: 1.25e9 },
  alerts: [
    {
      name: 'ServiceDown',
      severity: 'critical',
      summary: 'scraper is down',
      command: 'pnpm manage prod:logs scraper',
      since: '2026-11-29T07:50:00Z',
      fingerprint: '',
      labels: {},
      annotations: {},
    },
  ],
}

test('a reading says what goes on, what is not well, and what to type', () => {
  const text = siteText(reading, createStyle(false), now)
  for (const said of [
    'default  degraded  tier: full  08:00:00 UTC  closed to visitors: prod:maintenance off',
    '2.0 GB free of 8.0 GB',
    'load 1.50',
    '5.0 GB free of 100 GB',
    '42 %',
    '█████░░░░░  400 MB of 800 MB  ↓ 2.0 MB  ↑ 3.5 GB',
    'ended with 137',
    'restarts: 3',
    'requests: 12.3/s, 0.2/s failed, 95 of 100 within 250 ms, 17 WebSocket connections',
    '3 wait  1 run  2 failed  oldest 11 min',
    'volumes: postgres 124 MB, assets 0 B, caddy-data 0 B',
    'backups: 7, 1.3 GB, the newest verified one is 1 d 6 h old',
    'certificate: for 4 d more',
    'scraper: does not answer',
    'scraper is down, since 2026-11-29 07:50 UTC: pnpm manage prod:logs scraper',
  ]) {
    expect(text).toContain(said)
  }
  expect(text).not.toContain('account-mail')
})

test('what nobody could say is left out, or said to be unknown', () => {
  const text = siteText(
    {
      ...reading,
      tier: 'core',
      machine: null,
      volumes: null,
      rates: null,
      connections: null,
      queues: [],
      certificateEnds: null,
      backup: null,
      alerts: null,
      faults: [],
    },
    createStyle(false),
    now,
  )
  expect(text).toContain('requests: no figures yet\n')
  expect(text).toContain('no job waits')
  expect(text).toContain('backups: by hand in this tier')
  expect(text).not.toMatch(/certificate|volumes|load|undefined|NaN/)
})
