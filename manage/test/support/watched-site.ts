import { randomUUID } from 'node:crypto'
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { besideImages } from '../../src/core/config.ts'
import { watcherNames } from '../../src/core/topology.ts'
import { docker, dockerSays, type Manage } from './docker-ring.ts'

/** Where the webhook of the tests listens, inside the stack; alerts go there at once. */
export const webhookSecrets =
  'ALERT_WEBHOOK_URL=http://hook:8080/\nALERT_GROUP_WAIT=1s\nALERT_GROUP_INTERVAL=3s\n'

/** A Prometheus that was asked. */
export interface Queried {
  readonly expr: string
  readonly error: string
  /** How many series it gave. */
  readonly series: number
}

/** A site of the full tier with what the tests put beside it: a webhook, and a Prometheus that asks every second. */
export class WatchedSite {
  readonly #manage: Manage
  readonly #rules = mkdtempSync(join(tmpdir(), 'parlance-rules-'))

  constructor(manage: Manage) {
    this.#manage = manage
  }

  get #project(): string {
    return `parlance-${this.#manage.instance}`
  }

  /** Starts both. @param node an image with Node */
  async start(node: string): Promise<void> {
    const { root, instance } = this.#manage
    const listen =
      "require('node:http').createServer((q, r) => { let b = ''; q.on('data', (c) => (b += c)).on('end', () => { console.log(b); r.end() }) }).listen(8080)"
    await dockerSays(
      ...['run', '--detach', '--name', `${instance}-hook`, '--network', `${this.#project}_internal`],
      ...['--network-alias', 'hook', node, 'node', '--eval', listen],
    )
    // The same configuration and the same rules, in a hurry.
    cpSync(join(root, 'deploy/prometheus'), this.#rules, { recursive: true })
    chmodSync(this.#rules, 0o755)
    for (const path of ['prometheus.yml', 'rules/alerts.yml']) {
      const text = readFileSync(join(this.#rules, path), 'utf8')
      const hasty = text
        .replace(/(_interval|\bfor): \d+[smh]\b/g, '$1: 1s')
        // Who is asked has as long to answer.
        .replace('scrape_interval: 1s', 'scrape_interval: 3s')
      writeFileSync(join(this.#rules, path), hasty)
    }
    await dockerSays(
      ...['create', '--name', `${instance}-hasty`, '--network', `${this.#project}_internal`],
      ...['--network-alias', 'hasty'],
      ...['--volume', `${this.#rules}:/etc/prometheus:ro`, '--env', `PARLANCE_INSTANCE=${instance}`],
      ...[besideImages.prometheus, '--config.file=/etc/prometheus/prometheus.yml'],
      ...['--storage.tsdb.path=/prometheus', '--enable-feature=expand-external-labels'],
    )
    await dockerSays('network', 'connect', `${this.#project}_front`, `${instance}-hasty`)
    await dockerSays('start', `${instance}-hasty`)
  }

  /** Takes both away. */
  async stop(): Promise<void> {
    const { instance } = this.#manage
    await docker('rm', '--force', '--volumes', `${instance}-hook`, `${instance}-hasty`)
    rmSync(this.#rules, { recursive: true, force: true })
  }

  /** Asks from inside the stack, all at once. @param script turns an answer's `body` into what is wanted of it */
  async #ask<Answer>(paths: readonly string[], script: string): Promise<Answer[]> {
    const program = `Promise.all(JSON.parse(process.argv[1]).map(async (path) => { const body = await (await fetch(path)).json(); return ${script} })).then((all) => process.stdout.write(JSON.stringify(all)))`
    return JSON.parse(
      await dockerSays(
        ...['exec', `${this.#project}-keeper-1`, 'node', '--eval', program, JSON.stringify(paths)],
      ),
    ) as Answer[]
  }

  /** Each job and whether all its targets answer. @param prometheus the name of one */
  async targets(prometheus: 'prometheus' | 'hasty'): Promise<Record<string, string>> {
    const [found = []] = await this.#ask<[string, string][]>(
      [`http://${prometheus}:9090/api/v1/targets?state=active`],
      'body.data.activeTargets.map(({ labels, health }) => [labels.job, health])',
    )
    const jobs = [...new Set(found.map(([job]) => job))].sort()
    return Object.fromEntries(
      jobs.map((job) => [
        job,
        [...new Set(found.flatMap(([one, health]) => (one === job ? [health] : [])))].join(),
      ]),
    )
  }

  /** Every rule, how it fares and what it asks. */
  async rules(): Promise<
    { name: string; type: string; query: string; health: string; lastError?: string }[]
  > {
    const [rules = []] = await this.#ask<Awaited<ReturnType<WatchedSite['rules']>>>(
      ['http://hasty:9090/api/v1/rules'],
      'body.data.groups.flatMap((group) => group.rules)',
    )
    return rules
  }

  /** Names of all series that are kept. */
  async names(): Promise<string[]> {
    const [names = []] = await this.#ask<string[]>(
      ['http://hasty:9090/api/v1/label/__name__/values'],
      'body.data',
    )
    return names
  }

  /** Asks each query. */
  async query(queries: readonly string[]): Promise<Queried[]> {
    const answers = await this.#ask<{ error: string; series: number }>(
      queries.map((expr) => `http://hasty:9090/api/v1/query?query=${encodeURIComponent(expr)}`),
      "({ error: body.error ?? '', series: body.data?.result.length ?? 0 })",
    )
    return answers.map((answer, index) => ({ expr: queries[index] ?? '', ...answer }))
  }

  /** What the webhook was told of an alert of a job, in order. */
  async told(name: string, job: string): Promise<{ status: string; command: string; instance: string }[]> {
    const lines = (await dockerSays('logs', `${this.#manage.instance}-hook`)).split('\n')
    return lines
      .filter((line) => line.startsWith('{"receiver"'))
      .flatMap((line) => {
        const { alerts } = JSON.parse(line) as {
          alerts: { status: string; labels: Record<string, string>; annotations: Record<string, string> }[]
        }
        return alerts
          .filter(({ labels }) => labels.alertname === name && labels.job === job)
          .map(({ status, labels, annotations }) => ({
            status,
            command: annotations.command ?? '',
            instance: labels.parlance_instance ?? '',
          }))
      })
  }

  /** Bytes that are resident in everything that watches, but Grafana. */
  async memory(): Promise<number> {
    const sizes = await Promise.all(
      watcherNames
        .filter((name) => name !== 'grafana')
        .map((name) => dockerSays('exec', `${this.#project}-${name}-1`, 'cat', '/proc/1/status')),
    )
    return sizes.reduce((sum, text) => sum + Number(/^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1]) * 1_024, 0)
  }
}

/** What visitors do, so that there is something to count. @param site its address @param pages of what they submit */
export async function visit(site: string, pages: readonly string[]): Promise<void> {
  const call = async <Answer>(path: string, body?: object, token?: string): Promise<Answer> => {
    const answer = await fetch(new URL(path, site), {
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  for (const path of ['/fr', '/en/tools']) await (await fetch(new URL(path, site))).text()
  const texts = [`The ${randomUUID()} house has a garden.`]
  await call('/api/v1/translate', { texts, source: 'en', target: 'es' })
  const { token } = await call<{ token: string }>('/api/v1/auth/guest', { name: 'Vera', lang: 'en' })
  const { items } = await call<{ items: { slug: string }[] }>('/api/v1/rooms?lang=en')
  const message = { clientId: randomUUID(), body: 'Good morning.', lang: 'en' }
  const room = `/api/v1/rooms/${items[0]?.slug}/messages`
  await call(room, message, token)
  // Whoever reads it in another language has it translated.
  await call(`${room}?lang=es`)
  for (const url of pages) await call('/api/v1/submissions', { url })
}

/** Queries of every panel of every dashboard. */
export const panelQueries = (root: string): string[] => {
  const folder = join(root, 'deploy/grafana/dashboards')
  return readdirSync(folder).flatMap((file) => {
    const { panels } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      panels: { targets: { expr: string }[] }[]
    }
    return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
  })
}
