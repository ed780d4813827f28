import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Context } from '../../../src/core/context.ts'
import { ManageError } from '../../../src/core/errors.ts'
import { carryOut, type Step } from '../../../src/core/steps.ts'
import { rolloutPlan } from '../../../src/production/rollout/deploy-production.ts'
import { readReleases } from '../../../src/production/rollout/releases.ts'
import type { RolloutRequest } from '../../../src/production/rollout/rollout-request.ts'
import { FakeDocker, type Fate } from '../../support/fake-docker.ts'

const home = mkdtempSync(join(tmpdir(), 'parlance-broken-off-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const requestOf = (
  docker: FakeDocker,
  folder: string,
  more: Partial<RolloutRequest> = {},
): RolloutRequest => ({
  target: 'compose',
  command: 'prod:deploy',
  tier: 'core',
  project: { name: docker.project, folder, files: [], env: {} },
  release: { tags: {}, version: '0.1.0', knows: [] },
  before: [],
  migrations: undefined,
  seeds: [],
  migrated: () => [],
  waitSeconds: 300,
  allowFailures: 0,
  publish: false,
  interrupt: false,
  probe: undefined,
  ...more,
})

const release = async (docker: FakeDocker, context: Context, more: Partial<RolloutRequest> = {}) =>
  carryOut(await rolloutPlan(context, requestOf(docker, context.instance.folder, more)), context)

let sites = 0
/** A site whose old version serves, and whose files describe a new one. */
async function site(): Promise<{ docker: FakeDocker; folder: string }> {
  const folder = join(home, `site-${++sites}`)
  mkdirSync(folder)
  const docker = new FakeDocker(`told-${sites}`)
  await release(docker, docker.context(folder).context)
  expect(docker.serving()).toEqual({ backend: ['old'], frontend: ['old'] })
  docker.wanted = 'new'
  docker.commands.length = 0
  return { docker, folder }
}

/** A process that was killed gives no lock back; its number is nobody's now. */
function leaveLock(folder: string): void {
  const file = join(folder, 'production.lock')
  const owner = JSON.parse(readFileSync(file, 'utf8')) as { process: { pid: number }; host: string }
  expect(owner).toMatchObject({ host: hostname(), process: { pid: process.pid } })
  writeFileSync(file, JSON.stringify({ ...owner, process: { ...owner.process, startTime: 'another boot' } }))
}

const whole = await site()
await release(whole.docker, whole.docker.context(whole.folder).context)
/** Every command of a release of all that can stand beside itself. */
const commands = [...whole.docker.commands]

test('a release that nobody disturbs: the new version serves, alone, and somebody served all the while', () => {
  expect(commands.length).toBeGreaterThan(15)
  expect(whole.docker.serving()).toEqual({ backend: ['new'], frontend: ['new'] })
  expect(['backend', 'frontend', 'translation'].map((name) => whole.docker.count(name))).toEqual([1, 1, 1])
  expect(whole.docker.outages).toEqual([])
})

/** What is there, and what visitors met, when the release was broken off and then run again. */
async function goneOnWith(fate: Fate) {
  const { docker, folder } = await site()
  const { context, died } = docker.context(folder, fate)
  const broken = release(docker, context).then(
    () => 'was not broken off',
    (error: ManageError) => `exit code ${error.exitCode}`,
  )
  const end = await Promise.race([died.then(() => 'killed'), broken])
  const written = readReleases(context.instance).at(-1)?.fault ?? 'nothing'
  if (fate.how !== 'Ctrl-C') leaveLock(folder)
  await release(docker, docker.context(folder).context)
  return {
    end,
    written,
    serving: docker.serving(),
    containers: ['backend', 'frontend', 'translation'].map((name) => docker.count(name)),
    outages: docker.outages,
  }
}
const well = {
  serving: { backend: ['new'], frontend: ['new'] },
  containers: [1, 1, 1],
  outages: [],
}
// All at once: each waits for what it would wait for with a real Docker.
const points = await Promise.all(
  commands.flatMap((line, at) =>
    (['killed before', 'killed after', 'Ctrl-C'] as const).map(async (how) => ({
      name: `${how}: command ${at}, ${line}`,
      how,
      outcome: await goneOnWith({ at, how }),
    })),
  ),
)

test.each(points.filter(({ how }) => how !== 'Ctrl-C'))('SIGKILL, then again; $name', ({ outcome }) => {
  expect(outcome).toEqual({ ...well, end: 'killed', written: 'nothing' })
})

test.each(points.filter(({ how }) => how === 'Ctrl-C'))('interrupted, then again; $name', ({ outcome }) => {
  expect(outcome).toEqual({ ...well, end: 'exit code 130', written: 'interrupted' })
})

test('Ctrl-C before the first old one was told to go: the old version serves on, alone', async () => {
  const { docker, folder } = await site()
  const at = commands.findIndex((line) => line.includes('exec'))
  await expect(release(docker, docker.context(folder, { at, how: 'Ctrl-C' }).context)).rejects.toThrow()
  expect(docker.serving()).toEqual({ backend: ['old'], frontend: ['old'] })
  expect(['backend', 'frontend', 'translation'].map((name) => docker.count(name))).toEqual([1, 1, 1])
})

describe.concurrent('what goes wrong before anything is replaced: the old version serves on, and no container is made', () => {
  const fails = (message: string): Step => ({
    summary: message,
    act() {
      throw new ManageError('failed', message)
    },
  })
  test.each([
    ['a migration that fails half-way', { migrations: fails('migration 20261121_second failed at line 3') }],
    ['a registry that is away', { before: [fails('the registry https://r.example cannot be reached')] }],
    ['a seed that fails', { seeds: [fails('the seed failed')] }],
  ])('%s', async (_, more) => {
    const { docker, folder } = await site()
    const { context } = docker.context(folder)
    await expect(release(docker, context, more)).rejects.toThrow(/failed|reached/)
    expect(docker.commands).toEqual([])
    expect(docker.serving()).toEqual({ backend: ['old'], frontend: ['old'] })
    expect(readReleases(context.instance).at(-1)).toMatchObject({ outcome: 'failed' })
    // When the cause is gone, the same command goes on.
    await release(docker, docker.context(folder).context)
    expect(docker.serving()).toEqual({ backend: ['new'], frontend: ['new'] })
  })
})

test('a disk that takes no more logs: the release goes on, and the new version serves', async () => {
  const { docker, folder } = await site()
  // Nothing can be written below a file.
  writeFileSync(join(folder, 'production-logs'), '')
  const { outcome } = (await release(docker, docker.context(folder).context).then(() =>
    readReleases({ folder }).at(-1),
  )) ?? { outcome: 'none' }
  expect(outcome).toBe('done')
  expect(docker.serving()).toEqual({ backend: ['new'], frontend: ['new'] })
  expect(docker.outages).toEqual([])
})

test('two releases at once: the second is told who is at work, and touches nothing', async () => {
  const { docker, folder } = await site()
  const first = docker.context(folder).context
  const second = docker.context(folder).context
  const late = await rolloutPlan(second, requestOf(docker, folder))
  const running = release(docker, first)
  // The first has its lock with its first step; the second one's plan was made before.
  await Promise.resolve()
  const outcomes = await Promise.allSettled([running, carryOut(late, second)])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.message)] : []))
  expect(refused[0]).toMatch(/ runs prod:deploy on instance told since /)
  expect(docker.serving()).toEqual({ backend: ['new'], frontend: ['new'] })
  expect(['backend', 'frontend', 'translation'].map((name) => docker.count(name))).toEqual([1, 1, 1])
  expect(docker.outages).toEqual([])
})

test('a version that is never healthy takes no visitor: the old one serves on, and nothing of the new is left', async () => {
  const { docker, folder } = await site()
  docker.broken = 'new'
  await expect(release(docker, docker.context(folder).context, { waitSeconds: 1 })).rejects.toThrow(
    /is not healthy, and nothing moves any more/,
  )
  expect(docker.serving()).toEqual({ backend: ['old'], frontend: ['old'] })
  expect(['backend', 'frontend', 'translation'].map((name) => docker.count(name))).toEqual([1, 1, 1])
  expect(docker.commands.filter((line) => line.includes('network connect'))).toEqual([])
})
