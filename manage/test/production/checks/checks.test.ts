import { describe, expect, test } from 'vitest'
import type { Finding } from '../../../src/core/findings.ts'
import { hostChecks } from '../../../src/production/checks/host-checks.ts'
import { imageChecks } from '../../../src/production/checks/image-checks.ts'
import { networkChecks } from '../../../src/production/checks/network-checks.ts'
import type {
  ProductionState,
  ResolvedService,
  RunningSite,
  UsedImage,
} from '../../../src/production/checks/production-state.ts'
import { secretChecks } from '../../../src/production/checks/secret-checks.ts'
import { siteChecks } from '../../../src/production/checks/site-checks.ts'

const now = Date.parse('2026-11-29T12:00:00Z')
const gigabyte = 1024 ** 3
const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000).toISOString()

const service = (
  environment: Record<string, string> = {},
  more: Partial<ResolvedService> = {},
): ResolvedService => ({
  image: 'parlance/backend:0123456789ab',
  user: undefined,
  environment,
  ports: [],
  ...more,
})

const strong = [
  'c1f0a97be35d48269d0e7b6a41f8c35e',
  '7QmXv2Lr9TzKdW4sHn8BpYcE',
  'b93e60d7a12c4f58e90b7d3c61a5f284',
] as const

const running: RunningSite = {
  health: 'healthy',
  faults: [],
  restarts: { backend: 0 },
  migrations: { pending: [], failed: [] },
  upcoming: [],
  administrators: { all: 2, withSecondFactor: 2 },
}

/** An installation with nothing to say against it. */
/** As the lint of migrations finds it. */
const dropped = {
  line: 3,
  rule: 'drop-column',
  trouble: 'contract',
  what: 'a column goes',
  instead: 'a migration named …_contract',
} as const

const good: ProductionState = {
  services: {
    edge: service({}, { image: 'caddy:2', ports: [{ host: '0.0.0.0', published: 443 }] }),
    backend: service({
      JWT_SECRET: strong[0],
      PUBLIC_URL: 'https://words.example.org',
      CORS_ORIGIN: 'https://words.example.org',
      SUBMISSIONS: 'review',
    }),
    postgres: service({ POSTGRES_PASSWORD: strong[1] }, { image: 'postgres:17', user: 'postgres' }),
    redis: service({ REDISCLI_AUTH: strong[2] }, { image: 'redis:8', user: 'redis' }),
  },
  images: [
    { name: 'parlance/backend:0123456789ab', user: 'node', created: hoursAgo(24) },
    { name: 'postgres:17', user: '', created: hoursAgo(240) },
    { name: 'redis:8', user: '', created: hoursAgo(240) },
    { name: 'caddy:2', user: '', created: hoursAgo(240) },
  ],
  docker: {
    server: '28.2.2',
    compose: '2.37.1',
    clockAheadMs: 0,
    freeBytes: 60 * gigabyte,
    memoryBytes: 8 * gigabyte,
  },
  logBytes: gigabyte,
  site: running,
  keeper: { automatic: true, newestVerified: hoursAgo(9), newestOffsite: hoursAgo(9), problems: [] },
}

const check = (state: ProductionState): Finding[] => [
  ...secretChecks(state),
  ...networkChecks(state),
  ...imageChecks(state, now),
  ...hostChecks(state),
  ...siteChecks(state, now),
]
const named = (findings: readonly Finding[]) =>
  findings
    .filter(({ status }) => status !== 'ok')
    .map(({ status, category, name }) => `${status} ${category} ${name}`)

/** The good installation, one of its services changed; an image that it names anew is here too. */
const withService = (name: string, change: Partial<ResolvedService>): Partial<ProductionState> => ({
  services: { ...good.services, [name]: { ...(good.services[name] ?? service()), ...change } },
  images: [
    ...good.images,
    ...(change.image === undefined ? [] : [{ name: change.image, user: 'node', created: hoursAgo(24) }]),
  ],
})
/** The good installation, an image of it changed. */
const withImage = (name: string, change: Partial<UsedImage>): Partial<ProductionState> => ({
  images: good.images.map((image) => (image.name === name ? { ...image, ...change } : image)),
})
const ours = 'parlance/backend:0123456789ab'
const withBackend = (environment: Record<string, string>) =>
  withService('backend', { environment: { ...good.services.backend?.environment, ...environment } })
const withSite = (change: Partial<RunningSite>): Partial<ProductionState> => ({
  site: { ...running, ...change },
})
const withDocker = (change: Partial<ProductionState['docker']>): Partial<ProductionState> => ({
  docker: { ...good.docker, ...change },
})

test('a good installation passes, and every check says what it saw', () => {
  const findings = check(good)
  expect(named(findings)).toEqual([])
  expect(findings.length).toBeGreaterThanOrEqual(16)
  for (const { message } of findings) expect(message).not.toBe('')
})

describe('a bad one is found, and told what to do', () => {
  test.each<[string, Partial<ProductionState>, string[]]>([
    ['no room for logs', { logBytes: 4e6 }, ['failure machine logs']],
    [
      'the secret of the example',
      withBackend({ JWT_SECRET: 'change-me-to-at-least-32-characters-of-noise' }),
      ['failure secrets strength'],
    ],
    [
      'a short secret',
      withService('redis', { environment: { REDISCLI_AUTH: 'k3v9x2' } }),
      ['failure secrets strength'],
    ],
    [
      'a Grafana whose password everybody tries',
      withService('grafana', {
        image: 'grafana/grafana:12.0.2',
        environment: { GF_SECURITY_ADMIN_PASSWORD: 'admin' },
      }),
      ['failure secrets strength'],
    ],
    [
      'alerts that reach nobody',
      withService('alertmanager', {
        image: 'prom/alertmanager:v0.28.1',
        environment: { ALERT_WEBHOOK_URL: '', SMTP_URL: 'smtp://mail.example.org' },
      }),
      ['warning site alerts'],
    ],
    ['a secret of one sign', withBackend({ JWT_SECRET: 'k'.repeat(40) }), ['failure secrets strength']],
    [
      'one secret for two',
      withService('redis', { environment: { REDISCLI_AUTH: strong[1] } }),
      ['failure secrets strength'],
    ],
    [
      'a database that everybody reaches',
      withService('postgres', { ports: [{ host: '0.0.0.0', published: 5432 }] }),
      ['failure network published ports'],
    ],
    [
      'the same without an address',
      withService('redis', { ports: [{ host: '', published: 6379 }] }),
      ['failure network published ports'],
    ],
    ['no HTTPS', withBackend({ PUBLIC_URL: 'http://words.example.org' }), ['failure network HTTPS']],
    ['every origin', withBackend({ CORS_ORIGIN: '*' }), ['failure network CORS_ORIGIN']],
    [
      'every subdomain',
      withBackend({ CORS_ORIGIN: 'https://*.example.org' }),
      ['failure network CORS_ORIGIN'],
    ],
    [
      'the origin of files and frames',
      withBackend({ CORS_ORIGIN: 'https://words.example.org, null' }),
      ['failure network CORS_ORIGIN'],
    ],
    [
      'an origin without HTTPS',
      withBackend({ CORS_ORIGIN: 'http://words.example.org' }),
      ['warning network CORS_ORIGIN'],
    ],
    ['submissions that nobody reads', withBackend({ SUBMISSIONS: 'open' }), ['warning site submissions']],
    ['an image that is root', withImage(ours, { user: '' }), ['failure images user']],
    ['the same by number', withImage(ours, { user: '0:0' }), ['failure images user']],
    ['an old image', withImage('postgres:17', { created: hoursAgo(24 * 120) }), ['warning images age']],
    [
      'an image of no version',
      withService('redis', { image: 'redis', environment: { REDISCLI_AUTH: strong[2] } }),
      ['warning images pinned'],
    ],
    [
      'the latest image',
      withService('edge', { image: 'r.example:5000/caddy:latest' }),
      ['warning images pinned'],
    ],
    ['a user that Compose makes root', withService('redis', { user: 'root' }), ['failure images user']],
    ['an image that is not here', { images: good.images.slice(1) }, ['warning images here']],
    ['no image at all', { images: [] }, ['warning images here']],
    [
      'a secret that nobody sees',
      withService('backend', { environment: { PUBLIC_URL: 'https://words.example.org' } }),
      ['warning secrets strength'],
    ],
    ['a clock that is not told', withDocker({ clockAheadMs: undefined }), ['warning machine clock']],
    ['migrations that nobody tells', withSite({ migrations: undefined }), ['warning data migrations']],
    ['a keeper that does not answer', { keeper: 'silent' }, ['failure data backups']],
    ['an engine without fixes', withDocker({ server: '20.10.24+dfsg1' }), ['warning machine Docker']],
    ['an engine that is too old', withDocker({ server: '19.03.1' }), ['failure machine Docker']],
    ['a clock that runs ahead', withDocker({ clockAheadMs: 90_000 }), ['failure machine clock']],
    ['a clock that lags', withDocker({ clockAheadMs: -6_000 }), ['failure machine clock']],
    ['a full disk', withDocker({ freeBytes: gigabyte }), ['failure machine disk']],
    ['a disk that fills', withDocker({ freeBytes: 5 * gigabyte }), ['warning machine disk']],
    ['a disk that nobody sees', withDocker({ freeBytes: undefined }), ['warning machine disk']],
    ['little memory', withDocker({ memoryBytes: gigabyte }), ['warning machine memory']],
    [
      'a site that is unwell',
      withSite({ health: 'degraded', faults: ['scraper: does not answer'] }),
      ['warning site health'],
    ],
    ['a site that is down', withSite({ health: 'unreachable' }), ['failure site health']],
    ['a container that keeps ending', withSite({ restarts: { translation: 12 } }), ['warning site restarts']],
    [
      'a failed migration',
      withSite({ migrations: { pending: [], failed: ['2027_x'] } }),
      ['failure data migrations'],
    ],
    [
      'a pending one',
      withSite({ migrations: { pending: ['2027_x', '2027_y_contract'], failed: [] } }),
      ['failure data migrations'],
    ],
    [
      'a migration of the next release that would take away what serves',
      withSite({
        upcoming: [{ name: '2027_z', contract: false, findings: [dropped] }],
      }),
      ['failure data next migrations'],
    ],
    [
      'migrations that nobody could judge',
      withSite({ upcoming: undefined }),
      ['warning data next migrations'],
    ],
    [
      'administrators without a second factor',
      withSite({ administrators: { all: 3, withSecondFactor: 1 } }),
      ['warning accounts second factor'],
    ],
    [
      'a database that does not say',
      withSite({ administrators: undefined }),
      ['warning accounts second factor'],
    ],
    ['no backup', { keeper: undefined }, ['failure data backups']],
    [
      'none that was proven',
      { keeper: { automatic: true, newestVerified: null, problems: [] } },
      ['failure data backups'],
    ],
    [
      'an old one',
      { keeper: { automatic: true, newestVerified: hoursAgo(27), problems: [] } },
      ['failure data backups'],
    ],
    [
      'no place for copies',
      { keeper: { automatic: true, newestVerified: hoursAgo(2), problems: [] } },
      ['warning data backups'],
    ],
    [
      'backups that nobody makes',
      { keeper: { automatic: false, newestVerified: hoursAgo(2), problems: [] } },
      ['warning data backups'],
    ],
    ['nothing that runs', { site: undefined, keeper: undefined }, ['warning site health']],
  ])('%s', (_what, change, expected) => {
    const findings = check({ ...good, ...change })
    expect(named(findings)).toEqual(expected)
    for (const { status, fix } of findings) expect(status === 'ok' || fix !== undefined).toBe(true)
  })
})

test('a trouble of the next release is told with its place, and what to write instead', () => {
  const many = Array.from({ length: 7 }, (_, index) => ({ ...dropped, line: index + 1 }))
  const site = withSite({ upcoming: [{ name: '2027_z', contract: false, findings: many }] })
  const told = check({ ...good, ...site }).find(({ name }) => name === 'next migrations')
  expect(told?.message).toMatch(/^2027_z, line 1: a column goes; .*line 5: a column goes; 2 more$/)
  expect(told?.fix).toBe('Write instead: a migration named …_contract')
})

describe('what is right all the same', () => {
  test.each<[string, Partial<ProductionState>]>([
    [
      'a contract migration that waits for the next release',
      withSite({ migrations: { pending: ['2027_y_contract'], failed: [] } }),
    ],
    [
      'a site for this machine alone',
      withBackend({ PUBLIC_URL: 'http://localhost:8080', CORS_ORIGIN: 'http://localhost:8080' }),
    ],
    [
      'ports on loopback',
      withService('backend', {
        environment: good.services.backend?.environment ?? {},
        ports: [{ host: '127.0.0.1', published: 3001 }],
      }),
    ],
    [
      'alerts that a webhook of a Docker secret gets',
      withService('alertmanager', {
        image: 'prom/alertmanager:v0.28.1',
        environment: { ALERT_WEBHOOK_URL_FILE: '/run/secrets/hook' },
      }),
    ],
    ['a digest without a tag', withService('edge', { image: `caddy@sha256:${'0'.repeat(64)}` })],
  ])('%s', (_what, change) => {
    expect(named(check({ ...good, ...change }))).toEqual([])
  })
})
