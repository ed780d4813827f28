import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parser } from '@prometheus-io/lezer-promql'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { registry } from '../manage/src/cli/registry.ts'
import { serviceNames, services, watcherNames } from '../manage/src/core/topology.ts'
import { prodParts } from '../manage/src/docker/production-project.ts'

interface Rule {
  alert?: string
  record?: string
  expr: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
}
interface RuleTest {
  alert_rule_test: { alertname: string; exp_alerts: unknown[] }[]
}
interface Scrape {
  job_name: string
  metrics_path?: string
  dns_sd_configs?: { names: string[]; port: number }[]
  static_configs?: { targets: string[] }[]
}
interface Dashboard {
  uid: string
  panels: { title: string; targets: { expr: string; datasource: { uid: string } }[] }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const yaml = <Document>(path: string) => parse(read(path), { merge: true }) as Document
const filesIn = (folder: string, ending: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path))

const rules = filesIn('deploy/prometheus/rules', '.yml')
  .flatMap((path) => yaml<{ groups: { rules: Rule[] }[] }>(path).groups)
  .flatMap((group) => group.rules)
const alerts = rules.flatMap(({ alert, ...rule }) => (alert === undefined ? [] : [{ ...rule, alert }]))
const recorded = rules.flatMap(({ record }) => (record === undefined ? [] : [record]))
const dashboards = filesIn('deploy/grafana/dashboards', '.json').map(
  (path) => JSON.parse(read(path)) as Dashboard,
)
const panels = dashboards.flatMap(({ uid, panels: all }) =>
  all.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ where: `${uid}, ${title}`, expr }))),
)
const queries = [
  ...rules.map(({ alert, record, expr }) => ({ where: alert ?? record ?? '', expr })),
  ...panels,
]

/** Names that a query selects by, by the grammar of Prometheus's own editor. @throws Error where it is no query */
function namesIn(query: string): string[] {
  const names: string[] = []
  parser.parse(query).iterate({
    enter: ({ name, type, from, to, node }) => {
      if (type.isError) throw new Error(`no query from sign ${from} on: ${query}`)
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') names.push(query.slice(from, to))
    },
  })
  return names
}

const made =
  /(?:\.(counter|gauge|histogram)\(\s*|new (Counter|Gauge|Histogram)\(\{(?:[^}'"`]|"[^"]*")*?name: )(['"])([a-zA-Z_:]+)\3/g

/** What our code makes, by its base name: read from the sources, as every metric is named where it is made. */
const own = new Map(
  [...filesIn('services', '.ts'), ...filesIn('packages', '.ts')]
    .filter((path) => /^(services|packages)\/[^/]+\/src\//.test(path))
    .flatMap((path) => [...read(path).matchAll(made)])
    .map(([, method, constructed, , name = '']) => [name, (method ?? constructed ?? '').toLowerCase()]),
)
const seriesOf = (name: string, kind: string | undefined) =>
  kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]

/** What programs of others give, as they printed it: of each its names. */
const exporters = new Set(
  filesIn('scripts/fixtures/exporters', '.txt').flatMap((path) => read(path).split('\n')),
)
/** Prometheus makes these itself: https://prometheus.io/docs/concepts/jobs_instances/, and of alerting rules. */
const builtIn = ['up', 'ALERTS']

async function processMetrics(): Promise<string[]> {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const all = await register.getMetricsAsJSON()
  return all.flatMap(({ name, type }) => seriesOf(name, String(type)))
}

describe('the metrics that rules and panels name', () => {
  it('are found in the sources', () => {
    expect([...own.keys()]).toEqual(
      expect.arrayContaining([
        'http_requests_total',
        'parlance_http_request_duration_seconds',
        'parlance_jobs_oldest_seconds',
        'parlance_translation_segments_total',
        'parlance_backups',
      ]),
    )
    expect(own.get('parlance_rpc_duration_seconds')).toBe('histogram')
  })

  it('are each given by somebody', async () => {
    const known = new Set([
      ...builtIn,
      ...recorded,
      ...exporters,
      ...(await processMetrics()),
      ...[...own].flatMap(([name, kind]) => seriesOf(name, kind)),
    ])
    const unknown = queries.flatMap(({ where, expr }) =>
      namesIn(expr).flatMap((name) => (known.has(name) ? [] : [`${where}: ${name}`])),
    )
    expect(queries.length).toBeGreaterThan(100)
    expect(unknown).toEqual([])
  })

  it('and whatever we give is named by one of them', () => {
    const used = new Set(queries.flatMap(({ expr }) => namesIn(expr)))
    const unused = [...own].flatMap(([name, kind]) =>
      seriesOf(name, kind).some((series) => used.has(series)) ? [] : [name],
    )
    expect(unused).toEqual([])
    expect(recorded.filter((name) => !used.has(name))).toEqual([])
  })

  it('are kept by the scraper of each exporter', () => {
    const scrapes = yaml<{
      scrape_configs: (Scrape & { metric_relabel_configs?: { action: string; regex: string }[] })[]
    }>('deploy/prometheus/prometheus.yml').scrape_configs
    const kept = scrapes.flatMap(({ metric_relabel_configs: all = [] }) =>
      all.flatMap(({ action, regex }) => (action === 'keep' ? [new RegExp(`^(?:${regex})$`)] : [])),
    )
    const theirs = queries
      .flatMap(({ expr }) => namesIn(expr))
      .filter((name) => /^(pg|prometheus|alertmanager)_/.test(name))
    expect(theirs.length).toBeGreaterThan(10)
    expect(theirs.filter((name) => !kept.some((pattern) => pattern.test(name)))).toEqual([])
  })
})

describe('an alert', () => {
  const verbs = Object.keys(registry)
  const tests = filesIn('deploy/prometheus/tests', '.yml')
    .flatMap((path) => yaml<{ tests: RuleTest[] }>(path).tests)
    .flatMap(({ alert_rule_test: all }) => all)

  it.each(alerts.map((alert) => [alert.alert, alert] as const))(
    '%s says what is wrong and what to type, and was seen firing and ceasing',
    (name, { labels = {}, annotations = {} }) => {
      expect(['warning', 'critical']).toContain(labels.severity)
      expect(Object.keys(annotations)).toEqual(['summary', 'description', 'command'])
      const [, verb = '', part] =
        /^pnpm manage (\S+?)(?:\{\{|\s|$)(?: ?([^-\s]\S*|\{\{ \$labels\.job \}\}))?/.exec(
          annotations.command ?? '',
        ) ?? []
      expect(verbs).toContain(verb)
      const logs = verb === 'prod:logs'
      expect(logs ? [...prodParts, '{{'] : [undefined, 'with']).toContain(part)
      expect(annotations.command).toContain('{{ . }}')
      const seen = tests
        .filter(({ alertname }) => alertname === name)
        .map(({ exp_alerts: all }) => all.length > 0)
      expect(seen).toEqual(expect.arrayContaining([true, false]))
    },
  )

  it('stands in the guide, and no other does', () => {
    const inGuide = [...read('docs/monitoring.md').matchAll(/^\| `([A-Z][a-z]\w+)` \|/gm)].map(
      ([, name]) => name,
    )
    expect(inGuide.sort()).toEqual(alerts.map(({ alert }) => alert).sort())
  })
})

describe('who is asked', () => {
  const scrapes = yaml<{ scrape_configs: Scrape[] }>('deploy/prometheus/prometheus.yml').scrape_configs

  it('is every service, where it shows its metrics, and everything that watches', () => {
    const places = Object.fromEntries(
      scrapes.map(
        ({ job_name: job, metrics_path: path = '/metrics', dns_sd_configs: dns, static_configs: fixed }) => [
          job,
          dns
            ? dns.map(({ names, port }) => `${names}:${port}${path}`)
            : fixed?.flatMap(({ targets }) => targets),
        ],
      ),
    )
    const ours = serviceNames.map((name) => {
      const { health, ports } = services[name]
      const port = health.protocol === 'grpc' ? 9464 : ports.production
      return [name, [`${name}:${port}${name === 'frontend' ? '/api/metrics' : '/metrics'}`]]
    })
    expect(places).toEqual({
      ...Object.fromEntries(ours),
      'node-exporter': ['node-exporter:9100'],
      'postgres-exporter': ['postgres-exporter:9187'],
      prometheus: ['localhost:9090'],
      alertmanager: ['alertmanager:9093'],
    })
    // Grafana is not everywhere, and whoever looks at it sees that it is there.
    const others = watcherNames.filter((name) => name !== 'grafana')
    expect(Object.keys(places)).toEqual(expect.arrayContaining(others))
  })

  it('is missed where it is away, but for who would have to tell', () => {
    const down = alerts.find(({ alert }) => alert === 'ServiceDown')?.expr ?? ''
    const missed = [...down.matchAll(/absent\(up\{job="([^"]+)"\}\)/g)].map(([, job]) => job)
    expect(missed.sort()).toEqual(
      scrapes
        .map(({ job_name: job }) => job)
        .filter((job) => job !== 'prometheus')
        .sort(),
    )
  })
})
