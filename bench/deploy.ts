/**
 * Releases of a site in use, beside the two ways by hand: `docker compose up -d`, which makes anew what has changed, and
 * scaling to two, waiting for health and stopping the old one; and beside the same visitors where nobody releases. Each change is made by each, in one run, while 200 requests a
 * second, 200 readers of a room, an event stream and a request whose body takes ten seconds are there.
 */

import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, waitUntil } from '@parlance/testing'
import {
  cleanCopy,
  dockerSays,
  freePorts,
  manageOf,
  run,
  sweep,
  writeSecrets,
} from '../manage/test/support/docker-ring.ts'
import { type Figure, report } from './support/figures.ts'
import { type Seen, Visitors } from './support/visitors.ts'

type Method = 'no release' | 'prod:deploy' | 'compose up -d' | 'scale and stop'

/** What a release changes: a line of an env file, or a line of source, which makes another image. */
interface Change {
  readonly name: string
  readonly parts: readonly string[]
  /** Paths in the checkout, and what is appended to each. */
  readonly files: readonly { readonly path: string; readonly line: string }[]
}

interface Outcome {
  readonly change: string
  readonly method: Method
  readonly seconds: number
  readonly seen: Seen
  /** Seconds from being asked to stop until each old container had ended; the longest. */
  readonly endedAfter: number
}

const said = (what: string) =>
  console.error(`${(performance.now() / 1_000).toFixed(0).padStart(5)} s  ${what}`)

const root = cleanCopy()
const port = await freePort()
const manage = manageOf(root, 'bench-deploy', {
  ...(await freePorts()),
  PARLANCE_BIND: '127.0.0.1',
  PARLANCE_HTTP_PORT: String(port),
})
const envFile = (service: string) => join('.parlance', manage.instance, `.env.${service}`)
const variable = (service: string) => ({ path: envFile(service), line: 'LOG_LEVEL=warn\n' })

const nothing: Change = { name: 'nothing', parts: [], files: [] }
const changes: readonly Change[] = [
  { name: 'one variable of the backend', parts: ['backend'], files: [variable('backend')] },
  {
    name: 'a new backend',
    parts: ['backend'],
    files: [{ path: 'services/backend/src/main.ts', line: "process.stdout.write('')\n" }],
  },
  {
    name: 'a new frontend',
    parts: ['frontend'],
    files: [
      {
        path: 'services/frontend/app/api/health/live/route.ts',
        line: "export const HEAD = () => new Response(null, { headers: { 'x-bench': '1' } })\n",
      },
    ],
  },
  {
    name: 'everything',
    parts: ['translation', 'backend', 'frontend'],
    files: ['translation', 'backend', 'frontend'].map(variable),
  },
].filter(({ name }) => name.includes(process.env.PARLANCE_BENCH_CHANGE ?? ''))

/** Makes a change, and gives how to take it back. */
function make({ files }: Change): () => void {
  const before = files.map(({ path }) => readFileSync(join(root, path), 'utf8'))
  files.forEach(({ path, line }, index) => {
    writeFileSync(join(root, path), `${before[index]}${line}`)
  })
  return () => {
    files.forEach(({ path }, index) => {
      writeFileSync(join(root, path), before[index] ?? '')
    })
  }
}

/** `docker compose …` as the release would call it, up to the verb. */
async function composeCommand(): Promise<{ args: string[]; env: Record<string, string> }> {
  const { steps } = await manage.json<{
    steps: { command?: { args: string[]; env: Record<string, string> } }[]
  }>('prod:deploy', '--dry-run')
  const up = steps.map(({ command }) => command).find((command) => command?.args.includes('up'))
  if (!up) throw new Error('the release would start nothing')
  return { args: up.args.slice(0, up.args.indexOf('up')), env: up.env }
}

const compose = async (command: Awaited<ReturnType<typeof composeCommand>>, ...args: string[]) => {
  const { code, stderr } = await run('docker', [...command.args, ...args], { cwd: root, env: command.env })
  if (code !== 0) throw new Error(stderr)
}

const containersOf = async (part: string) =>
  (
    await dockerSays(
      ...['ps', '--filter', `label=dev.parlance.production=${manage.instance}`],
      ...['--filter', `label=com.docker.compose.service=${part}`, '--format', '{{.Names}}'],
    )
  )
    .split('\n')
    .filter(Boolean)

const methods: Readonly<Record<Method, (change: Change) => Promise<void>>> = {
  // The limit: what visitors meet on this machine anyhow.
  'no release': () => sleep(20_000),
  'prod:deploy': async () => {
    // Its own report is of fewer visitors; the exit code says whether any request failed.
    const { phases } = await manage.json<{ phases: Record<string, number> }>('prod:deploy')
    said(`seconds a phase: ${JSON.stringify(phases)}`)
  },
  'compose up -d': async ({ parts }) => {
    const command = await composeCommand()
    await compose(command, 'up', '--detach', '--wait', ...parts)
  },
  'scale and stop': async ({ parts }) => {
    const command = await composeCommand()
    const old = await Promise.all(parts.map(containersOf))
    const scale = parts.flatMap((part) => ['--scale', `${part}=2`])
    await compose(command, 'up', '--detach', '--wait', '--no-deps', '--no-recreate', ...scale, ...parts)
    for (const name of old.flat()) {
      await dockerSays('stop', name)
      await dockerSays('rm', name)
    }
  },
}

/** Seconds from a container's SIGTERM to its end, of all that ended meanwhile; the longest. */
function watchEnds(): { longest(): number } {
  const events = spawn('docker', [
    ...['events', '--filter', `label=dev.parlance.production=${manage.instance}`],
    ...['--filter', 'event=kill', '--filter', 'event=die', '--format', '{{json .}}'],
  ])
  const asked = new Map<string, number>()
  let longest = 0
  createInterface({ input: events.stdout }).on('line', (line) => {
    const { id, Action, timeNano, Actor } = JSON.parse(line) as {
      id: string
      Action: string
      timeNano: number
      Actor: { Attributes: Record<string, string> }
    }
    if (Action === 'kill' && Actor.Attributes.signal === '15') asked.set(id, timeNano)
    const since = asked.get(id)
    if (Action === 'die' && since !== undefined) longest = Math.max(longest, (timeNano - since) / 1e9)
  })
  return {
    longest: () => {
      events.kill()
      return longest
    },
  }
}

async function release(
  change: Change,
  method: Method,
  site: ConstructorParameters<typeof Visitors>[0],
): Promise<Outcome> {
  const takeBack = make(change)
  // What has to be built is built before: the images are there for each.
  await manage.json('prod:build')
  const visitors = new Visitors(site)
  await visitors.arrive()
  visitors.sendSlowly()
  await sleep(2_000)
  const ends = watchEnds()
  const began = performance.now()
  await methods[method](change).catch((error: Error) => said(`${method}: ${error.message.slice(0, 400)}`))
  const seconds = (performance.now() - began) / 1_000
  await sleep(3_000)
  const seen = await visitors.leave()
  const outcome = { change: change.name, method, seconds, seen, endedAfter: ends.longest() }
  takeBack()
  await manage.json('prod:up')
  await healthy()
  return outcome
}

const healthy = () =>
  waitUntil('the site is healthy', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined)
    return answer?.ok === true ? true : undefined
  })

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

function figuresOf({ change, method, seconds, seen, endedAfter }: Outcome): Figure[] {
  const judged = (limit: number) => (method === 'prod:deploy' ? { limit } : {})
  const name = `${change}, ${method}`
  const { sockets } = seen
  const lost = seen.failed + (seen.slow === 'HTTP 200' ? 0 : 1)
  return [
    {
      name: `${name}: failed`,
      value: lost,
      unit: '',
      ...judged(0),
      beside: `of ${seen.requests}${seen.failures.length > 0 ? ` (${seen.failures.join('; ')})` : ''}; slow body: ${seen.slow}; ${seconds.toFixed(1)} s in all`,
    },
    {
      name: '  longest gap',
      value: seen.longestGapMs,
      unit: 'ms',
      ...judged(250),
      beside: 'between two good answers of one part',
    },
    {
      name: '  messages missed',
      value: seen.missed,
      unit: '',
      ...judged(0),
      beside: `${seen.messages} acknowledged, by 200 readers`,
    },
    {
      name: '  readers back, p99',
      value: at(sockets.away, 0.99),
      unit: 'ms',
      ...judged(1_000),
      beside: `${sockets.moved} moved, ${sockets.cut} cut; most within one tenth of a second: ${(sockets.burst * 100).toFixed(0)} %${sockets.refused.length > 0 ? `; not let in at once: ${sockets.refused.join('; ')}` : ''}`,
    },
    {
      name: '  event stream',
      value: seen.streamOpen ? 0 : 1,
      unit: '',
      ...judged(0),
      beside: `opened ${seen.streamOpened} times, open in the end: ${seen.streamOpen}`,
    },
    {
      name: '  old container ended',
      value: endedAfter,
      unit: 's',
      ...judged(5),
      beside: 'after it was asked to',
    },
  ]
}

try {
  writeSecrets(manage, `http://localhost:${port}`, { '.env.backend': 'SUBMISSIONS=open\n' })
  said('prod:up')
  await manage.json('prod:up', '--tier', 'core', '--seed')
  await healthy()
  const psql = async (statement: string) =>
    dockerSays(
      ...[
        'exec',
        (await containersOf('postgres'))[0] ?? '',
        'psql',
        '-U',
        'parlance',
        '-d',
        'parlance',
        '-Atqc',
      ],
      statement,
    )
  const site = {
    port,
    room: await psql(`SELECT slug FROM "Room" ORDER BY "createdAt" LIMIT 1`),
    submission: await psql(
      `INSERT INTO "Submission" (id, url, "canonicalUrl", "updatedAt") VALUES (gen_random_uuid(), 'http://waits.example/', 'http://waits.example/', now()) RETURNING id`,
    ),
  }
  const outcomes: Outcome[] = []
  said('no release')
  outcomes.push(await release(nothing, 'no release', site))
  for (const change of changes) {
    for (const method of ['prod:deploy', 'compose up -d', 'scale and stop'] as const) {
      if (!method.includes(process.env.PARLANCE_BENCH_METHOD ?? '')) continue
      said(`${change.name}: ${method}`)
      outcomes.push(await release(change, method, site))
    }
  }
  report(`Releases in Docker on ${process.arch} ${process.platform}`, outcomes.flatMap(figuresOf))
} finally {
  await sweep(manage)
  rmSync(root, { recursive: true, force: true })
}
