/**
 * Previews beside the same stack by Compose alone (`docker compose -p NAME up --wait` with `CREATE DATABASE … TEMPLATE`), in one run:
 * from `preview:up` to the first page, the clone, one changed service, a wake, what the gateway adds to a warm request, what stopped ones
 * hold, and how long until everything is gone. Images, the ready database and the gateway are there before.
 *
 * node bench/previews.ts [--size 16765] [--wakes 20] [--stopped 10]
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, rmSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { waitUntil } from '@parlance/testing'
import { checkoutKey } from '../manage/src/core/instance.ts'
import { previewName } from '../manage/src/core/preview-name.ts'
import { cloneScript } from '../manage/src/previews/clone-database.ts'
import type { PreviewReport } from '../manage/src/previews/preview-request.ts'
import { cleanCopy, docker, dockerSays, manageOf } from '../manage/test/support/docker-ring.ts'
import { type Figure, median, quantile, report, timed } from './support/figures.ts'
import { plainStack } from './support/preview-peer.ts'

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '16765' },
    wakes: { type: 'string', default: '20' },
    stopped: { type: 'string', default: '10' },
  },
})
const [size, wakes, stopped] = [values.size, values.wakes, values.stopped].map(Number) as [
  number,
  number,
  number,
]
const requests = 400
/** Milliseconds between two questions whether the page is there. */
const askEveryMs = 100

const root = cleanCopy()
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=B', '-c', 'user.email=b@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
  }).trim()
git('init', '--quiet', '--initial-branch', 'main')
git('add', '--all')
git('commit', '--quiet', '-m', 'bench')
const own = `bench${randomBytes(2).toString('hex')}`
const manage = manageOf(root, 'unused', { PREVIEW_MOST: '50' })

interface Answer {
  status: number
  ms: number
}

/** @param port of the gateway, or of an edge's own */
const ask = (
  host: string,
  port: number,
  path: string,
  { accept = 'text/html', agent = false }: { accept?: string; agent?: Agent | false } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    get({ host: '127.0.0.1', port, path, headers: { host, accept }, agent }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, ms: performance.now() - began }))
    }).on('error', reject)
  })
const firstPage = async (host: string, port: number) => {
  for (;;) {
    const { status } = await ask(host, port, '/en').catch(() => ({ status: 0 }))
    if (status === 200) return
    await sleep(askEveryMs)
  }
}

const say = (text: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`)
const up = async (branch: string) => {
  const made = await manage.json<PreviewReport>(
    ...['preview:up', branch, '--size', String(size), '--most', '50'],
  )
  const phases = Object.entries(made.phases).map(([phase, seconds]) => `${phase} ${seconds}`)
  say(`  ${made.name} in ${made.seconds.toFixed(1)} s: ${phases.join(', ')}`)
  return made
}
const containersOf = async (name: string, ...more: string[]) =>
  (
    await dockerSays(
      ...['container', 'ls', '--quiet', '--filter', `label=dev.parlance.production=preview-${name}`],
      ...more,
    )
  )
    .split('\n')
    .filter(Boolean)

const figures: Figure[] = []
let plain: Awaited<ReturnType<typeof plainStack>> | undefined
try {
  // One that is there before, asleep: with it images, the ready database and the gateway.
  const before = `${own}-before`
  for (const branch of [own, before]) git('branch', branch)
  say('images, the ready database, and the gateway')
  const made = await up(before)
  const secrets = join(root, '.parlance', `preview-${made.name}`)
  // Other checkouts of this machine may have some, too.
  const ready = await dockerSays(
    ...['volume', 'ls', '--format', '{{.Name}}'],
    ...['--filter', `label=dev.parlance.previews.ready=${checkoutKey(root)}`],
  )
  await docker('stop', ...(await containersOf(made.name)))
  say('the same by Compose alone')
  plain = await plainStack(root, secrets, await containersOf(made.name, '--all'))
  const { port: plainPort } = plain
  await plain.prepare(ready, cloneScript)
  const stack = plain
  const plainCloneMs = await timed(() => stack.clone())
  const plainMs = await timed(async () => {
    await stack.up()
    await firstPage(new URL(made.origin).host, plainPort)
  })
  await stack.down()
  plain = undefined

  say('up, to the first page')
  const { port: gatewayText } = new URL(made.origin)
  const gateway = Number(gatewayText)
  const host = new URL(made.origin).host.replace(made.name, previewName(own))
  let upMs = Number.NaN
  const began = performance.now()
  const whole = up(own)
  const page = firstPage(host, gateway).then(() => {
    upMs = performance.now() - began
  })
  // Whoever does not come up is asked no further.
  await Promise.race([page, whole.then(() => page)])
  const preview = await whole
  const edge = Number(
    (await dockerSays('port', `parlance-preview-${preview.name}-edge-1`, '80/tcp')).split(':').at(-1),
  )

  say('warm requests')
  const kept = new Agent({ keepAlive: true })
  const warm = {
    gateway: [] as number[],
    edge: [] as number[],
    keptGateway: [] as number[],
    keptEdge: [] as number[],
  }
  // One and the other by turns: what the machine does meanwhile meets both.
  for (let n = 0; n < requests; n++) {
    const path = '/health/live'
    warm.gateway.push((await ask(host, gateway, path, { accept: '*/*' })).ms)
    warm.edge.push((await ask(host, edge, path, { accept: '*/*' })).ms)
    warm.keptGateway.push((await ask(host, gateway, path, { accept: '*/*', agent: kept })).ms)
    warm.keptEdge.push((await ask(host, edge, path, { accept: '*/*', agent: kept })).ms)
  }
  kept.destroy()

  say('wakes')
  const ids = await containersOf(preview.name)
  const stop = async () => {
    await docker('stop', ...ids)
    // The gateway looks once a second.
    await sleep(2_500)
  }
  const pageMs: number[] = []
  const realMs: number[] = []
  const byHandMs: number[] = []
  for (let n = 0; n < wakes; n++) {
    await stop()
    const began = performance.now()
    pageMs.push((await ask(host, gateway, '/en')).ms)
    await firstPage(host, gateway)
    realMs.push(performance.now() - began)
    await stop()
    byHandMs.push(
      await timed(async () => {
        await docker('start', ...ids)
        await firstPage(host, edge)
      }),
    )
  }

  say('one changed service')
  git('checkout', '--quiet', own)
  appendFileSync(join(root, 'services/backend/src/main.ts'), '\n// another version\n')
  git('commit', '--quiet', '--all', '-m', 'changed')
  git('checkout', '--quiet', 'main')
  let changed = preview
  const changedMs = await timed(async () => {
    changed = await up(own)
  })
  const buildMs = (changed.phases.images ?? 0) * 1_000

  say('those that are stopped')
  const others = Array.from({ length: stopped - 1 }, (_, index) => `${own}-${index}`)
  for (const branch of others) {
    git('branch', branch, 'main')
    await up(branch)
  }
  const names = [preview.name, ...others]
  const branches = [own, before, ...others]
  const all = (await Promise.all(names.map((name) => containersOf(name)))).flat()
  const held = async () =>
    (await dockerSays('stats', '--no-stream', '--format', '{{.ID}} {{.MemUsage}}'))
      .split('\n')
      .filter((line) => all.some((id) => line.startsWith(id)))
      .reduce((sum, line) => sum + megabytes(line.split(' ')[1] ?? ''), 0)
  const whileTheyRun = await held()
  await docker('stop', ...all)
  const whileTheySleep = await held()

  say('the branches are deleted')
  git('branch', '--quiet', '-D', ...branches)
  const goneMs = await timed(() => manage.json('preview:clean', '--yes'))
  await waitUntil('nothing is left', async () => (await containersOf(preview.name, '--all')).length === 0)

  const by = (samples: readonly number[]) =>
    samples
      .slice(0, 5)
      .map((ms) => ms.toFixed(0))
      .join(', ')
  const phases = Object.entries(preview.phases).map(([phase, seconds]) => `${phase} ${seconds} s`)
  const adds = (a: readonly number[], b: readonly number[]) => median(a) - median(b)
  figures.push(
    {
      name: 'up to the first page',
      value: upMs / 1_000,
      unit: 's',
      limit: 15,
      beside: `the command ${preview.seconds.toFixed(1)} s: ${phases.join(', ')}`,
    },
    {
      name: '… beside Compose alone',
      value: upMs / (plainMs + plainCloneMs),
      unit: '×',
      beside: `CREATE DATABASE … TEMPLATE and up --wait to the first page: ${((plainMs + plainCloneMs) / 1_000).toFixed(1)} s; its server ran already, and a preview has one of its own`,
    },
    {
      name: 'the clone',
      value: preview.phases.clone ?? Number.NaN,
      unit: 's',
      limit: 3,
      beside: `${size} listings; CREATE DATABASE … TEMPLATE … FILE_COPY: ${(plainCloneMs / 1_000).toFixed(2)} s`,
    },
    {
      name: 'one changed service, beside its build',
      value: (changedMs - buildMs) / 1_000,
      unit: 's',
      limit: 10,
      beside: `the build ${(buildMs / 1_000).toFixed(1)} s, in all ${(changedMs / 1_000).toFixed(1)} s`,
    },
    { name: 'waking page, p50', value: median(pageMs), unit: 'ms', limit: 50, beside: by(pageMs) },
    { name: 'waking page, p99', value: quantile(pageMs, 0.99), unit: 'ms', beside: `${wakes} wakes` },
    {
      name: 'real page after it, p50',
      value: median(realMs) / 1_000,
      unit: 's',
      limit: 5,
      beside: by(realMs),
    },
    {
      name: 'real page after it, p99',
      value: quantile(realMs, 0.99) / 1_000,
      unit: 's',
      beside: `${wakes} wakes`,
    },
    {
      name: '… beside docker start',
      value: median(realMs) / median(byHandMs),
      unit: '×',
      beside: `of the same containers, and asking by hand: ${(median(byHandMs) / 1_000).toFixed(2)} s`,
    },
    {
      name: 'the gateway adds, p50',
      value: adds(warm.keptGateway, warm.keptEdge),
      unit: 'ms',
      limit: 2,
      beside: `kept connections: ${median(warm.keptEdge).toFixed(2)} ms at the edge's own port; ${requests} each, by turns`,
    },
    {
      name: '… with a new connection each',
      value: adds(warm.gateway, warm.edge),
      unit: 'ms',
      limit: 2,
      beside: `${median(warm.edge).toFixed(2)} ms at the edge's own port`,
    },
    {
      name: 'held by those that are stopped',
      value: whileTheySleep,
      unit: 'MB',
      limit: 0,
      beside: `${names.length} previews; ${whileTheyRun.toFixed(0)} MB while they run`,
    },
    {
      name: 'everything is gone',
      value: goneMs / 1_000,
      unit: 's',
      limit: 60,
      beside: `of ${branches.length} whose branches were deleted, by preview:clean`,
    },
  )
  report('previews', figures)
} finally {
  await plain?.down()
  await manage.run('preview:down', '--all', '--yes')
  await manage.run('clean:all', '--yes')
  rmSync(root, { recursive: true, force: true })
}

/** @param text such as `12.3MiB` */
function megabytes(text: string): number {
  const [, number = '0', unit = ''] = /^([\d.]+)(\w+)$/.exec(text) ?? []
  const factors: Readonly<Record<string, number>> = {
    B: 1e-6,
    KiB: 1.024e-3,
    MiB: 1.048576,
    GiB: 1073.741824,
  }
  return Number(number) * (factors[unit] ?? 0)
}
