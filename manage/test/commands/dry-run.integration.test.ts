import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@parlance/testing'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseInput } from '../../src/cli/argv.ts'
import { registry } from '../../src/cli/registry.ts'
import { parseConfig } from '../../src/core/config.ts'
import type { Context } from '../../src/core/context.ts'
import { knownInstances } from '../../src/core/instance.ts'
import type { ProcessSpec } from '../../src/core/process-spec.ts'
import { formatCommand } from '../../src/core/shown-process.ts'
import { carryOut, type Plan, printedSteps } from '../../src/core/steps.ts'
import { type PortName, portNames, serviceNames } from '../../src/core/topology.ts'
import { prodParts } from '../../src/docker/production-project.ts'
import { startTimeOf } from '../../src/machine/process-table.ts'
import { secretFileNames } from '../../src/production/secret-files.ts'
import { answeringParts } from '../support/answering-parts.ts'
import { bundling, writeBundle } from '../support/bundles.ts'
import {
  baseImage,
  daemon,
  everyImage,
  labelled,
  madeParts,
  noImageYet,
  replaced,
  running,
} from '../support/docker-script.ts'
import { type Reply, scripted } from '../support/scripted-runner.ts'

// Sources, lockfile and secrets are real files, the parts of a stack speak their protocols; processes are a script.
const checkout = join(import.meta.dirname, '..', '..', '..')

/** What only looks: never printed, and free to be asked at any time. This list knows nothing of how plans are made. */
const questions = [
  /^docker info /,
  /^docker (container|volume|network|image) (ls|inspect|history) /,
  /^docker logs /,
  /^docker exec \S+ psql .*SELECT/,
  /^docker compose .* (logs|config) /,
  /^docker compose .* exec --no-TTY postgres psql .*SELECT/,
  /^docker exec (--env HEALTH_WAIT_MS=\d+ )?\S+ (node --eval|true)/,
  /^docker compose .* exec --no-TTY backend node --eval /,
  /^git (-C ('[^']*'|\S+) )?(ls-files|rev-parse|status|config|merge-base) /,
  /^docker compose .* exec --no-TTY alertmanager amtool .* alert query /,
  /^tar --extract --to-stdout /,
  /^(trivy|grype) --version$/,
  /^sudo -n true$/,
]

const parts = await answeringParts()
/** Whoever serves port 80 of the machine that this runs on has nothing to do with it. */
const edge = { PARLANCE_HTTP_PORT: String(await freePort()), PARLANCE_HTTPS_PORT: String(await freePort()) }
afterAll(parts.close)
/** The gateway of previews, which is asked until it answers. */
const gateway = createHttp((_, response) => response.end('{"previews":[]}'))
await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
const previews = { PREVIEW_PORT: String((gateway.address() as AddressInfo).port) }
afterAll(() => gateway.close())
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-dry-'))
  writeFileSync(join(folder, 'instance.json'), '{"name":"told","offset":0}')
  writeFileSync(
    join(folder, '.env.backend'),
    'POSTGRES_PASSWORD=one\nREDIS_PASSWORD=two\nPUBLIC_URL=https://example.org\n',
  )
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Case {
  words: readonly string[]
  replies?: readonly Reply[]
  engine?: Context['engine']
  /** A checkout of its own, instead of the real one seen through links. */
  root?: () => string
  /** Steps that the printed list marks as conditional and that do not hold here. */
  leftOut?: RegExp
  /** What is in the instance's folder. */
  before?: () => void
  /** Between the dry run and the run: what the first process brings about. */
  onStart?: () => Promise<unknown>
}

const seeded = '{"ok":true,"adminEmail":"admin@example.org","adminPassword":"shown once"}'
const programs: readonly Reply[] = [
  { when: /migrate( --administrator)? --json/, stdout: '{"ok":true,"applied":["20261121_first"]}' },
  {
    when: /(seed|--size 100|reset|prepare-template|admin-password|admin-invite \S+ \w+( \S+)?) --json/,
    stdout: seeded,
  },
  { when: /(catalogue|person)-(im|ex)port .*--json/, stdout: '{"ok":true}' },
  { when: /migrate --database=parlance_restored --json/, stdout: '{"ok":true,"applied":[]}' },
  { when: 'system_identifier', stdout: '7345678901234567890\n' },
  { when: '--eval', stdout: '{"status":"healthy"}' },
  { when: 'docker push', stdout: `latest: digest: sha256:${'a'.repeat(64)} size: 1234\n` },
]
const stack = ['postgres', 'redis', 'backend', 'frontend', 'translation', 'scraper', 'video'] as const

/** Two releases: what runs, and the one before. */
function released(): void {
  const release = (number: number, tag: string) => ({
    number,
    at: '2026-11-20T10:00:00Z',
    who: 'somebody@somewhere',
    outcome: 'done',
    version: '0.1.0',
    tier: 'scraper',
    knows: [],
    tags: { backend: tag, frontend: tag, translation: tag, scraper: tag, video: tag },
  })
  writeFileSync(
    join(folder, 'releases.json'),
    JSON.stringify([release(1, 'fedcba987654'), release(2, '0123456789ab')]),
  )
}

/** A preview of a folder that is gone. */
function previewOf(root: string, engine = 'docker'): string {
  const of = join(folder, 'gone')
  const record = {
    name: 'told',
    of,
    commit: null,
    source: of,
    origin: 'http://told.localhost',
    engine,
    made: '',
  }
  mkdirSync(join(root, '.parlance', 'preview-told'), { recursive: true })
  writeFileSync(join(root, '.parlance', 'preview-told', 'preview.json'), JSON.stringify(record))
  return root
}

/** The files of the services that have no secret of their own. */
function otherSecrets(): void {
  for (const name of secretFileNames.slice(1)) writeFileSync(join(folder, name), '')
}

function withoutSecrets(): string {
  rmSync(join(folder, '.env.backend'))
  return bareCheckout()
}

/** The real sources, seen through links: what is written beside them, as the state of instances is, stays in the scratch folder. */
function linkedCheckout(): string {
  const root = join(folder, 'checkout')
  if (existsSync(root)) return root
  mkdirSync(root)
  for (const name of readdirSync(checkout))
    if (name !== '.parlance') symlinkSync(join(checkout, name), join(root, name))
  return root
}

/** A checkout with nothing generated, whose programs are the real ones. */
function bareCheckout(): string {
  const root = join(folder, 'checkout')
  mkdirSync(join(root, 'services', 'backend', 'src', 'generated'), { recursive: true })
  symlinkSync(join(checkout, 'services/backend/node_modules'), join(root, 'services/backend/node_modules'))
  for (const path of [
    'services/backend/prisma',
    'services/backend/package.json',
    'package.json',
    'pnpm-lock.yaml',
  ])
    cpSync(join(checkout, path), join(root, path), { recursive: true })
  return root
}

/** The same, with an instance that ran without Docker. */
function usedCheckout(): string {
  const root = bareCheckout()
  mkdirSync(join(root, '.parlance', 'told'), { recursive: true })
  writeFileSync(join(root, '.parlance', 'told', 'instance.json'), '{"name":"told","offset":11000}')
  return root
}

/** The same, whose instance runs: this process stands for its supervisor. */
function runningCheckout(): string {
  const root = bareCheckout()
  cpSync(join(checkout, 'services/backend/src/generated'), join(root, 'services/backend/src/generated'), {
    recursive: true,
  })
  const supervisor = { pid: process.pid, startTime: startTimeOf(process.pid) }
  const state = { version: 1, runId: 'told', supervisor, host: '127.0.0.1', control: '', programs: {} }
  writeFileSync(join(folder, 'run.json'), JSON.stringify(state))
  // PostgreSQL's own account, where root runs this, has to be able to enter.
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'postgres'))
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '17')
  return root
}
const kept: readonly Reply[] = [
  { when: /keeper-main\.m?[tj]s verify/, stdout: '{"ok":true,"outcome":"verified"}' },
  { when: /keeper-main\.m?[tj]s/, stdout: '{"ok":true,"name":"parlance-20261128T120000000Z"}' },
]

const bundleFolder = mkdtempSync(join(tmpdir(), 'parlance-bundle-'))
const bundleFile = join(bundleFolder, 'site.bundle')
afterAll(() => rmSync(bundleFolder, { recursive: true, force: true }))

/** What a first start makes. */
const made = madeParts('parlance-told', prodParts)

const cases: readonly Case[] = [
  { words: ['backup:create'], engine: 'embedded', root: runningCheckout, replies: kept },
  { words: ['backup:verify'], engine: 'embedded', root: runningCheckout, replies: kept },
  { words: ['backup:restore', 'latest'], engine: 'embedded', root: runningCheckout, replies: kept },
  { words: ['backup:create'], replies: [everyImage, ...kept, ...labelled, ...running(stack)] },
  { words: ['backup:restore', 'latest'], replies: [everyImage, ...kept, ...labelled] },
  {
    words: ['backup:restore', 'latest', '--from', '/mnt/copies'],
    replies: [everyImage, ...kept, ...labelled],
  },
  {
    words: ['backup:restore', 'latest', '--table', 'Tool'],
    engine: 'embedded',
    root: runningCheckout,
    replies: kept,
  },
  {
    words: ['backup:restore', 'latest', '--assets'],
    engine: 'embedded',
    root: runningCheckout,
    replies: kept,
  },
  {
    words: ['backup:restore', 'latest', '--table', 'Tool', '--exact'],
    replies: [everyImage, ...kept, ...labelled],
  },
  { words: ['backup:restore', 'latest', '--assets'], replies: [everyImage, ...kept, ...labelled] },
  {
    words: ['backup:restore', 'latest', '--table', 'Tool', '--production'],
    replies: [everyImage, ...kept, ...running(stack)],
    before: otherSecrets,
  },
  {
    words: ['backup:restore', 'latest', '--assets', '--production'],
    replies: [everyImage, ...kept, ...running(stack)],
    before: otherSecrets,
  },
  { words: ['backup:drill'], engine: 'embedded', root: runningCheckout, replies: kept },
  { words: ['data:clean-assets'], engine: 'embedded', root: runningCheckout, replies: kept },
  {
    words: ['data:clean-assets', '--production', '--check'],
    replies: [everyImage, ...kept, ...running(stack)],
    before: otherSecrets,
  },
  {
    words: ['backup:create', '--production'],
    replies: [...noImageYet, ...kept, ...running(stack)],
    before: otherSecrets,
  },
  {
    words: ['backup:restore', 'latest', '--production'],
    replies: [everyImage, ...kept, ...running(stack)],
    before: otherSecrets,
  },
  {
    words: ['backup:restore', '--at', '2026-11-24 14:03:07+01', '--production'],
    replies: [everyImage, ...kept, ...running(stack)],
    before: otherSecrets,
  },
  {
    words: ['dev:up', '-d'],
    replies: [...noImageYet, ...running(stack, '$ docker compose')],
    onStart: () => parts.open(),
  },
  { words: ['dev:down'], replies: running(stack) },
  { words: ['dev:down', '--volumes'], replies: [...labelled, ...running(stack)] },
  { words: ['dev:build'], replies: noImageYet },
  { words: ['dev:build', 'backend'], replies: noImageYet },
  { words: ['dev:restart', 'backend', 'scraper'], replies: running(stack) },
  { words: ['dev:clean'], replies: [...labelled, ...running(stack)] },
  { words: ['prod:build'], replies: noImageYet },
  { words: ['prod:build', 'backend', '--push', 'r.example/p'], replies: [everyImage] },
  { words: ['prod:up', '--tier', 'core', '--seed'], replies: [...noImageYet, ...made] },
  { words: ['prod:up', '--registry', 'r.example/p'], replies: [everyImage, ...made] },
  // Images are other ones than those that run: new containers come beside the old, which are there until they are removed.
  { words: ['prod:deploy', '--tier', 'core'], replies: [everyImage, ...replaced] },
  { words: ['prod:rollback'], replies: [everyImage, ...replaced], before: released },
  { words: ['prod:down'], replies: running(stack) },
  { words: ['prod:down', '--volumes'], replies: [...labelled, ...running(stack)] },
  { words: ['prod:restart', 'backend'], replies: replaced },
  { words: ['prod:restart', 'edge', '--interrupt'], replies: running([...stack, 'edge']) },
  {
    words: ['prod:alerts', '--send', '--webhook', 'http://127.0.0.1:9/'],
    replies: [...running([...stack, 'alertmanager']), { when: 'amtool', stdout: '[]' }],
  },
  { words: ['prod:maintenance', 'on'], replies: running(stack) },
  { words: ['prod:maintenance', 'off'], replies: running(stack) },
  {
    words: ['prod:check', '--fix'],
    replies: [{ when: /image inspect/, code: 1, stdout: '[]' }],
    before: () => chmodSync(join(folder, '.env.backend'), 0o644),
  },
  { words: ['prod:clean', '--volumes'], replies: [...labelled, everyImage] },
  {
    words: ['prod:sbom', 'keeper', '--folder', join(bundleFolder, 'sbom')],
    replies: [
      everyImage,
      { when: 'trivy --version', stdout: 'Version: 0.60.0' },
      { when: 'trivy sbom', stdout: '{"Results":[]}' },
      { when: ' sbom --sbom-format', stdout: '{"metadata":{},"components":[]}' },
      { when: 'dpkg-query', stdout: 'system debian-13\nnode v24.1.0\npackage libc6 2.41 amd64 glibc\n' },
    ],
  },
  {
    words: ['prod:bundle', 'export', bundleFile, '--tier', 'core'],
    replies: [everyImage, ...bundling, ...kept, ...running(stack)],
    before: otherSecrets,
  },
  {
    words: ['prod:bundle', 'import', bundleFile],
    replies: [everyImage, ...bundling, ...kept, ...labelled, ...replaced],
    before: () => {
      otherSecrets()
      writeBundle(bundleFile, { root: linkedCheckout(), base: 'sha256:1' })
    },
  },
  { words: ['db:migrate'], replies: running(stack) },
  { words: ['db:seed'], replies: [...running(['postgres']), everyImage] },
  { words: ['db:seed', '--size', '100'], replies: running(stack) },
  { words: ['data:import', 'README.md', '--check'], replies: running(stack), leftOut: /if lines failed/ },
  { words: ['data:import', 'README.md', '--save-map', 'map.json'], replies: running(stack) },
  { words: ['data:export', 'tools.ndjson'], replies: running(stack) },
  { words: ['data:import', 'README.md', '--production'], replies: running(stack) },
  { words: ['data:export', '/srv/tools.csv', '--production'], replies: running(stack) },
  { words: ['data:export', '/srv/ada.tar', '--person', 'ada@example.org'], replies: running(stack) },
  {
    words: ['data:export', '--all', '/srv/site.tar'],
    replies: [everyImage, ...kept, ...labelled, ...running(stack)],
  },
  { words: ['data:import', '--all', 'README.md'], replies: [everyImage, ...kept, ...labelled] },
  { words: ['db:reset'], replies: noImageYet },
  { words: ['admin:invite', 'mia@example.org'], replies: running(stack) },
  { words: ['admin:invite', 'ada@example.org', '--role', 'admin', '--production'], replies: running(stack) },
  { words: ['admin:password'], replies: running(stack) },
  { words: ['admin:password', '--production'], replies: running(stack) },
  { words: ['models:pull', 't5-small', '--dtype', 'q4'] },
  { words: ['models:pull', 'bergamot', '--production'], replies: running(stack) },
  { words: ['models:rm', 't5-small'] },
  { words: ['dev:build'], engine: 'embedded', root: bareCheckout },
  { words: ['dev:clean'], engine: 'embedded', root: usedCheckout },
  { words: ['doctor', '--fix'], root: bareCheckout, leftOut: /./ },
  { words: ['setup'], root: bareCheckout, leftOut: /\(if that failed\)/ },
  {
    words: ['setup', '--retry'],
    root: bareCheckout,
    replies: [{ when: 'apt-get', code: 100, stderr: 'E: Unable to locate package' }],
  },
  {
    words: ['preview:up', '.', '--tier', 'core'],
    replies: [...noImageYet, ...running(prodParts, 'up --no-start')],
  },
  { words: ['preview:down', 'told'], root: () => previewOf(bareCheckout()), replies: labelled },
  { words: ['preview:down', 'told'], engine: 'embedded', root: () => previewOf(bareCheckout(), 'embedded') },
  { words: ['preview:clean'], root: () => previewOf(bareCheckout()), replies: labelled },
  { words: ['clean:all'], root: () => previewOf(usedCheckout()), replies: labelled },
  { words: ['secrets:init'], root: bareCheckout },
  { words: ['clean:all'], root: usedCheckout, replies: labelled },
]

async function load({ words: [name = '', ...rest] }: Case) {
  const { command } = (await registry[name]?.load()) ?? {}
  if (!command?.plan) throw new Error(`${name} plans nothing`)
  const { plan } = command
  return {
    makePlan: (context: Context) => plan(context, { ...parseInput(name, command, rest), dryRun: true }),
  }
}

function contextOf({ replies = [], engine = 'docker', root }: Case) {
  return scripted([...programs, ...replies, ...daemon], {
    root: (root ?? linkedCheckout)(),
    // No tool is there, so that each is missing wherever this runs.
    env: { PATH: '/nowhere' },
    config: parseConfig({ ...edge, ...previews }),
    engine,
    instance: { name: 'told', folder, offset: 0, ports: parts.ports, project: 'parlance-x-told' },
  })
}

/** Times differ between two plans, and new secrets do: neither is what a person compares. */
const line = (spec: ProcessSpec) => formatCommand(spec).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')

/** Changes among processes; a question is told by its words alone, without its environment. */
const changesAmong = (specs: readonly ProcessSpec[]) =>
  specs
    .filter(
      (spec) =>
        !questions.some((question) => question.test(formatCommand({ file: spec.file, args: spec.args }))),
    )
    .map(line)

const printed = (plan: Plan<unknown>) =>
  printedSteps(plan).flatMap(({ process }) => (process ? [line(process)] : []))
/** Whatever this test does, it is no instance of the checkout that somebody works in. */
const instancesOfCheckout = () => knownInstances(checkout).filter((name) => name === 'told')
/** Paths below a folder; links are not followed: dependencies and the checkout's sources are links. */
const files = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => {
      const child = join(path, entry.name)
      return entry.isDirectory() ? [child, ...files(child)] : [child]
    })
    .sort()

describe('what is printed is what is done, argument by argument', () => {
  test.each(cases.map((one) => [`${one.words.join(' ')} (${one.engine ?? 'docker'})`, one] as const))(
    '%s',
    async (_, one) => {
      const { makePlan } = await load(one)
      one.before?.()
      const script = contextOf(one)
      const before = files(folder)
      const stateOfCheckout = instancesOfCheckout()
      const dry = await makePlan(script.context)
      const shown = printed(dry)
      const conditional = printedSteps(dry).flatMap(({ summary, process }) =>
        process && one.leftOut?.test(summary) ? [line(process)] : [],
      )
      // A dry run only asks, and writes nothing.
      expect(changesAmong(script.started)).toEqual([])
      expect(files(folder)).toEqual(before)
      const asked = script.started.length
      await one.onStart?.()
      await carryOut(dry, script.context)
      const done = changesAmong(script.started.slice(asked))
      expect(instancesOfCheckout()).toEqual(stateOfCheckout)
      const wanted = shown.filter((text) => !conditional.includes(text) || done.includes(text))
      // What is decided on the way is not printed yet.
      expect(dry.rest ? done.slice(0, wanted.length) : done).toEqual(wanted)
    },
  )

  test('every command that changes anything is in the table', async () => {
    const changing = await Promise.all(
      Object.entries(registry).map(async ([name, { load }]) => ((await load()).command.plan ? [name] : [])),
    )
    expect([...new Set(cases.map(({ words: [name] }) => name))].sort()).toEqual(changing.flat().sort())
  })
})

test('a release takes the old container of every service away, of whichever there will be', async () => {
  const one: Case = { words: ['prod:deploy', '--tier', 'full'], replies: [everyImage, ...replaced] }
  const { makePlan } = await load(one)
  const summaries = printedSteps(await makePlan(contextOf(one).context)).map(({ summary }) => summary)
  for (const name of serviceNames) {
    expect(summaries, name).toContain(`wait until parlance-told-${name}-2 is healthy`)
    expect(summaries, name).toContain(`let parlance-told-${name}-1 finish what it has`)
  }
})

describe('where the run would refuse, so does the dry run', () => {
  test.each<[string, Case, RegExp]>([
    [
      'backup:create of a site whose secrets are of an older version',
      { words: ['backup:create', '--production'], replies: [everyImage, ...running(stack)] },
      /\.env\.\w+ is not there/,
    ],
    [
      'preview:up elsewhere than where the others are',
      { words: ['preview:up', '.'], engine: 'docker', root: () => previewOf(linkedCheckout(), 'embedded') },
      /previews of this checkout run on the engine embedded: told/,
    ],
    [
      'preview:up of processes with the data of a site',
      { words: ['preview:up', '.', '--data', 'site'], engine: 'embedded' },
      /a preview of processes cannot copy it/,
    ],
    [
      'dev:up on Docker without its pages',
      { words: ['dev:up', '--without-frontend'], replies: [everyImage] },
      /frontend cannot be left out/,
    ],
    [
      'dev:up of what runs without its pages',
      { words: ['dev:up'], engine: 'embedded', root: runningCheckout },
      /runs without its pages/,
    ],
    ['dev:restart with nothing running', { words: ['dev:restart'] }, /instance told does not run/],
    [
      'dev:restart without Docker',
      { words: ['dev:restart'], engine: 'embedded' },
      /instance told does not run/,
    ],
    [
      'data:export --production into a folder that containers have, too',
      { words: ['data:export', '/tmp/tools.csv', '--production'], replies: running(stack) },
      /a container has a \/tmp of its own/,
    ],
    ['data:import with nothing running', { words: ['data:import', 'README.md'] }, /no backend runs/],
    [
      'data:import of a file that is not there',
      { words: ['data:import', 'x.csv'], replies: running(stack) },
      /there is no file .*x\.csv/,
    ],
    ['prod:restart with nothing running', { words: ['prod:restart', 'backend'] }, /nothing runs/],
    [
      'prod:clean of the data that something uses',
      { words: ['prod:clean', '--volumes'], replies: [...labelled, ...running(stack)] },
      /production runs/,
    ],
    ['prod:up without secrets', { words: ['prod:up'], root: withoutSecrets }, /no secrets/],
  ])('%s', async (_, one, message) => {
    const { makePlan } = await load(one)
    await expect(makePlan(contextOf(one).context)).rejects.toThrow(message)
  })

  test.each(['docker', 'embedded'] as const)('dev:up on %s, whose port is taken', async (engine) => {
    const ports = Object.fromEntries(
      await Promise.all(portNames.map(async (name) => [name, await freePort()] as const)),
    ) as Record<PortName, number>
    const server = createServer().listen(ports.scraper, '127.0.0.1')
    await once(server, 'listening')
    const { makePlan } = await load({ words: ['dev:up'] })
    const { context } = contextOf({ words: ['dev:up'], engine, replies: [everyImage] })
    const refused = makePlan({ ...context, instance: { ...context.instance, ports } })
    await expect(refused).rejects.toThrow(`port ${ports.scraper}`)
    server.close()
  })
})

describe('prod:up whose port is taken', () => {
  const refused = async (origin: string, env: Record<string, string>) => {
    const one: Case = { words: ['prod:up', '--publish', '--registry', 'r.example/p'], replies: [everyImage] }
    const { makePlan } = await load(one)
    const stdout = JSON.stringify({ services: { backend: { environment: { PUBLIC_URL: origin } } } })
    const script = scripted(
      [{ when: / config --format json$/, stdout }, ...daemon, everyImage],
      contextOf(one).context,
    )
    const { runner } = scripted([{ when: / config --format json$/, stdout }, everyImage, ...daemon]).context
    return makePlan({ ...script.context, runner, config: parseConfig(env) })
  }
  const held = async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    return { port, close: () => server.close() }
  }
  const free = async (...names: string[]) =>
    Object.fromEntries(
      await Promise.all(names.map(async (name) => [`PARLANCE_${name}_PORT`, String(await freePort())])),
    ) as Record<string, string>
  const rest = ['FRONTEND', 'BACKEND', 'TRANSLATION', 'POSTGRES', 'REDIS']

  test('the edge: the port of the origin, its variable and its holder', async () => {
    const { port, close } = await held()
    await expect(refused(`http://localhost:${port}`, await free(...rest))).rejects.toMatchObject({
      kind: 'missing',
      message: expect.stringMatching(
        new RegExp(`port ${port} \\(edge, HTTP\\) is held by .*\\(pid ${process.pid}\\)`),
      ),
      details: { variable: 'PARLANCE_HTTP_PORT' },
    })
    close()
  })

  test('a published service, before anything starts', async () => {
    const { port, close } = await held()
    const env = { ...(await free('HTTP', 'HTTPS', ...rest)), PARLANCE_REDIS_PORT: String(port) }
    await expect(refused('https://example.org', env)).rejects.toThrow(`port ${port} (redis)`)
    close()
  })

  test("443 is nobody's business where the site has no HTTPS", async () => {
    const { port, close } = await held()
    const env = { ...(await free('HTTP', ...rest)), PARLANCE_HTTPS_PORT: String(port) }
    const plan = await refused('http://localhost', env)
    const processes = plan.steps.flat().flatMap(({ process: spec }) => spec?.args.join(' ') ?? [])
    expect(processes.filter((line) => line.includes('https.yml'))).toEqual([])
    close()
  })
})

test('a base image that is not here: pulling it is what can be printed, and what is done first', async () => {
  const { makePlan } = await load({ words: ['prod:build', 'backend'] })
  const script = scripted(
    [
      ...programs,
      ...noImageYet,
      { when: 'inspect node:24-trixie-slim', after: '$ docker pull', stdout: baseImage },
      { when: 'inspect node:24-trixie-slim', code: 1, stdout: '[]', stderr: 'Error: No such image' },
      ...daemon,
    ],
    {},
  )
  const context = { ...contextOf({ words: [] }).context, runner: script.context.runner }
  const plan = await makePlan(context)
  expect(printed(plan)).toEqual(['docker pull --quiet node:24-trixie-slim'])
  await carryOut(plan, context)
  const changes = changesAmong(script.started)
  expect(changes).toEqual([
    'docker pull --quiet node:24-trixie-slim',
    expect.stringContaining('docker build'),
  ])
})
