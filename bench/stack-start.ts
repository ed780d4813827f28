/**
 * The stack on the embedded engine, warm: `dev:up` until all four services are healthy and the home page answers 200, in
 * turns with `next dev` of the same frontend alone until its first page; `dev:down`, `db:reset`, and the memory that the
 * stack holds when nobody asks for anything.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, waitUntil } from '@parlance/testing'
import { manageJson, root, runManage } from '../e2e/support/manage.ts'
import { type ServiceState, servicesOf, startStack } from '../e2e/support/stack.ts'
import { median, report, timed } from './support/figures.ts'
import { startNextDev } from './support/next-dev.ts'

const frontend = join(root, 'services/frontend')
const aloneDist = '.next/instances/bench-alone'
const starts = 5
const resets = 5
const megabyte = 1_024 * 1_024

// The first start makes the database and fills the caches: it is not the warm one.
const stack = await startStack()
try {
  const here = ['--engine', 'embedded', '--instance', stack.instance]
  const up: number[] = []
  const down: number[] = []
  const alone: number[] = []
  const chains: string[] = []
  // Warm too: what it compiled is kept for the next start.
  await firstPageAlone()
  for (let start = 0; start < starts; start++) {
    down.push(await timed(() => expectSuccess(['dev:down', ...here])))
    alone.push(await firstPageAlone())
    up.push(
      await timed(async () => {
        const { criticalChain } = await manageJson<UpReport>(['dev:up', '--detach', ...here])
        const home = await fetch(stack.site)
        if (home.status !== 200) throw new Error(`the home page answered ${home.status}`)
        chains.push(
          criticalChain.map((part) => `${part.name} ${seconds(part.healthyMs - part.startedMs)}`).join(' → '),
        )
      }),
    )
  }

  const reset: number[] = []
  for (let round = 0; round < resets; round++) {
    reset.push(await timed(() => expectSuccess(['db:reset', '--yes', ...here])))
  }

  const memory = await settledMemory(stack.instance)
  const of = (names: readonly string[]) =>
    memory
      .filter(({ name }) => names.includes(name))
      .reduce((sum, part) => sum + (part.memoryBytes ?? 0), 0) / megabyte
  const own = ['backend', 'translation', 'scraper']
  report(`The stack, warm, on ${process.arch} ${process.platform}`, [
    {
      name: 'dev:up until healthy and the home page is 200',
      value: median(up) / 1_000,
      unit: 's',
      limit: 5,
      beside: `of ${starts}: ${up.map(seconds).join(', ')}; chain: ${chains.at(-1)}`,
    },
    {
      name: 'the same, beside next dev alone until its first page',
      value: median(up) / median(alone),
      unit: '×',
      limit: 1.25,
      beside: `next dev: ${alone.map(seconds).join(', ')}`,
    },
    {
      name: 'dev:down',
      value: median(down) / 1_000,
      unit: 's',
      limit: 1,
      beside: `of ${starts}: ${down.map(seconds).join(', ')}`,
    },
    {
      name: 'db:reset --yes',
      value: median(reset) / 1_000,
      unit: 's',
      limit: 2,
      beside: `of ${resets}: ${reset.map(seconds).join(', ')}`,
    },
    {
      name: 'services, idle, resident',
      value: of(own),
      unit: 'MB',
      limit: 1_024,
      beside: own.map((name) => `${name} ${of([name]).toFixed(0)}`).join(', '),
    },
    {
      name: "Next.js's development server",
      value: of(['frontend']),
      unit: 'MB',
      beside: 'counted apart: production runs the built one',
    },
    {
      name: 'PostgreSQL',
      value: of(['postgres']),
      unit: 'MB',
      beside: 'shared pages counted in each of its processes',
    },
  ])
} finally {
  await stack.close()
  rmSync(join(frontend, aloneDist), { recursive: true, force: true })
}

/** Milliseconds from the start of `next dev` until the home page is there; without a backend it says that it has none. */
async function firstPageAlone(): Promise<number> {
  const port = await freePort()
  let server: Awaited<ReturnType<typeof startNextDev>> | undefined
  const ms = await timed(async () => {
    server = await startNextDev(frontend, { port, distDir: aloneDist, path: '/en' })
  })
  await server?.close()
  return ms
}

interface UpReport {
  readonly criticalChain: readonly { name: string; startedMs: number; healthyMs: number }[]
}

async function expectSuccess(args: readonly string[]): Promise<void> {
  const ran = await runManage(args)
  if (ran.code !== 0)
    throw new Error(`manage ${args.join(' ')} ended with ${ran.code}: ${ran.stdout}${ran.stderr}`)
}

/** The memory of each part once it moves by less than two percent between two looks. */
async function settledMemory(instance: string): Promise<readonly ServiceState[]> {
  const total = (parts: readonly ServiceState[]) =>
    parts.reduce((sum, part) => sum + (part.memoryBytes ?? 0), 0)
  let before = await servicesOf(instance)
  return waitUntil('memory has settled', async () => {
    const now = await servicesOf(instance)
    const settled = Math.abs(total(now) - total(before)) < total(now) * 0.02
    before = now
    return settled ? now : undefined
  })
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`
}
