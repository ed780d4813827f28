/**
 * The development stack in Docker, warm: start beside `docker compose up --wait` of the same file and its first page,
 * `dev:status` beside `docker compose ps`, `dev:down` beside `docker compose down`, `db:reset`, from saving a file to its
 * code being live beside loading the same modules and nothing else, and the end of every container.
 */

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { maskSecret } from '../manage/src/core/shown-process.ts'
import type { StackStatus, UpReport } from '../manage/src/engines/engine.ts'
import {
  cleanCopy,
  docker,
  dockerSays,
  freePorts,
  manageOf,
  run,
  sweep,
} from '../manage/test/support/docker-ring.ts'
import { type Figure, median, report, timed } from './support/figures.ts'

const starts = 3
const edits = 5
const resets = 5
const looks = 9

const root = cleanCopy()
const manage = manageOf(root, 'bench', await freePorts())
const seconds = (samples: readonly number[]) => samples.map((ms) => (ms / 1_000).toFixed(2)).join(', ')

/** `docker compose up --wait` exactly as manage calls it but for the waiting: its dry run names the files and the values. */
async function composeUpWait(): Promise<void> {
  const { steps } = await manage.json<{
    steps: { command?: { file: string; args: string[]; env: Record<string, string> } }[]
  }>('dev:up', '--detach', '--dry-run')
  const up = steps.find(({ command }) => command?.args.includes('up'))?.command
  if (!up) throw new Error('the dry run has no compose up')
  // Passwords are masked there; the data volume is new for neither, so any value does.
  const env = Object.fromEntries(
    Object.entries(up.env).filter(([name, value]) => maskSecret(name, value) !== '***'),
  )
  const secrets = JSON.parse(
    readFileSync(join(root, '.parlance', manage.instance, 'secrets.json'), 'utf8'),
  ) as {
    postgresPassword: string
    jwtSecret: string
  }
  const whole = {
    ...env,
    // By hand one waits for Docker's own checks, as often as the file has them.
    PARLANCE_HEALTH_INTERVAL: '1s',
    PARLANCE_POSTGRES_PASSWORD: secrets.postgresPassword,
    PARLANCE_JWT_SECRET: secrets.jwtSecret,
  }
  composeMs.push(
    await timed(async () => {
      const { code, stderr } = await run('docker', [...up.args, '--wait'], { cwd: root, env: whole })
      if (code !== 0) throw new Error(stderr)
      await firstPage()
    }),
  )
}

/** The home page, asked for by hand until it is there. */
async function firstPage(): Promise<void> {
  await waitUntil('the home page', async () => (await fetch(`${addresses.frontend}/en`)).ok)
}

let addresses: UpReport['addresses'] = {}
const composeMs: number[] = []
const manageMs: number[] = []
const downMs: number[] = []
const composeDownMs: number[] = []

/** What Compose calls the stack of this instance, which has to run. */
const projectName = () =>
  dockerSays(
    'ps',
    ...['--last', '1', '--filter', `label=dev.parlance.instance=${manage.instance}`],
    ...['--format', '{{.Label "com.docker.compose.project"}}'],
  )

async function editToLive(
  path: string,
  edit: (text: string, mark: string) => string,
  live: (mark: string) => Promise<boolean>,
): Promise<number[]> {
  const file = join(root, path)
  const before = readFileSync(file, 'utf8')
  const samples: number[] = []
  for (let round = 0; round < edits; round++) {
    const mark = `mark-${round}-${Date.now()}`
    const began = performance.now()
    writeFileSync(file, edit(before, mark))
    await waitUntil(`${path} is live`, async () => ((await live(mark)) ? true : undefined), 60_000)
    samples.push(performance.now() - began)
  }
  writeFileSync(file, before)
  return samples
}

try {
  ;({ addresses } = await manage.json<UpReport>('dev:up', '--detach', '--wait-timeout', '600'))
  for (let round = 0; round < starts; round++) {
    downMs.push(await timed(() => manage.json('dev:down')))
    await composeUpWait()
    const { code, stderr, ms } = await docker('compose', '--project-name', await projectName(), 'down')
    if (code !== 0) throw new Error(stderr)
    composeDownMs.push(ms)
    manageMs.push(
      await timed(async () => {
        ;({ addresses } = await manage.json<UpReport>('dev:up', '--detach'))
        await firstPage()
      }),
    )
  }
  const statusMs: number[] = []
  const psMs: number[] = []
  const project = await projectName()
  for (let round = 0; round < looks; round++) {
    statusMs.push(await timed(() => manage.run('dev:status')))
    psMs.push((await docker('compose', '--project-name', project, 'ps')).ms)
  }
  const reset: number[] = []
  for (let round = 0; round < resets; round++) reset.push(await timed(() => manage.json('db:reset', '--yes')))

  const versionOf = async (url: string) => {
    const answer = await fetch(url)
    return ((await answer.json()) as { version?: string }).version ?? ''
  }
  const mainWithVersion = (text: string, mark: string) => `process.env.APP_VERSION = '${mark}'\n${text}`
  const backend = await editToLive(
    'services/backend/src/main.ts',
    mainWithVersion,
    async (mark) => (await versionOf(`${addresses.backend}/health`)) === mark,
  )
  const { services } = await manage.json<StackStatus>('dev:status')
  const containerOf = (name: string) => services.find((one) => one.name === name)?.container ?? ''
  /** The limit of an edit: Node loads the modules of a service in its container, warm, and does nothing with them. */
  const loadModules = async (service: string, module: string) => {
    const samples: number[] = []
    for (let round = 0; round < edits; round++) {
      const loaded = `import('./src/${module}').then(() => process.exit())`
      const { code, stderr, ms } = await docker('exec', containerOf(service), 'node', '-e', loaded)
      if (code !== 0) throw new Error(stderr)
      samples.push(ms)
    }
    return seconds(samples)
  }
  const backendLoads = await loadModules('backend', 'backend.ts')
  const translation = await editToLive(
    'services/translation/src/main.ts',
    (text, mark) => `process.stdout.write('${mark}\\n')\n${text}`,
    async (mark) => {
      const { stdout } = await docker('logs', '--tail', '20', containerOf('translation'))
      const after = stdout.slice(stdout.lastIndexOf(mark))
      return stdout.includes(mark) && after.includes('"msg":"listening"')
    },
  )
  const frontend = await editToLive(
    'services/frontend/app/api/health/live/route.ts',
    (text, mark) =>
      `${text}\nexport const HEAD = () => new Response(null, { headers: { 'x-mark': '${mark}' } })\n`,
    async (mark) =>
      (await fetch(`${addresses.frontend}/api/health/live`, { method: 'HEAD' })).headers.get('x-mark') ===
      mark,
  )
  const stops: Figure[] = []
  for (const name of ['frontend', 'backend', 'translation', 'scraper']) {
    const { ms } = await docker('stop', containerOf(name))
    stops.push({
      name: `docker stop, ${name}`,
      value: ms / 1_000,
      unit: 's',
      limit: 2,
      beside: 'under its reloader',
    })
  }
  report(`Development in Docker on ${process.arch} ${process.platform}`, [
    {
      name: 'dev:up, warm, beside docker compose up --wait',
      value: median(manageMs) / median(composeMs),
      unit: '×',
      limit: 1,
      beside: `${seconds(manageMs)} s beside ${seconds(composeMs)} s; both until the home page is there`,
    },
    {
      name: 'dev:down',
      value: median(downMs) / 1_000,
      unit: 's',
      limit: 1,
      beside: `${seconds(downMs)} s; docker compose down: ${seconds(composeDownMs)} s`,
    },
    {
      name: 'dev:status, beside docker compose ps',
      value: median(statusMs) / median(psMs),
      unit: '×',
      limit: 2,
      beside: `${median(statusMs).toFixed(0)} ms beside ${median(psMs).toFixed(0)} ms, ${looks} turns`,
    },
    { name: 'db:reset --yes', value: median(reset) / 1_000, unit: 's', limit: 2, beside: seconds(reset) },
    {
      name: 'edit to live, backend',
      value: median(backend) / 1_000,
      unit: 's',
      limit: 1.5,
      beside: `${seconds(backend)} s; its modules alone, loaded: ${backendLoads} s`,
    },
    {
      name: 'edit to live, translation',
      value: median(translation) / 1_000,
      unit: 's',
      limit: 2,
      beside: seconds(translation),
    },
    {
      name: 'edit to live, frontend',
      value: median(frontend) / 1_000,
      unit: 's',
      limit: 2,
      beside: seconds(frontend),
    },
    ...stops,
  ])
} finally {
  await sweep(manage)
  rmSync(root, { recursive: true, force: true })
}
