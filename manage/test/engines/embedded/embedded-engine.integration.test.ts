import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { waitUntil } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readState, runMark, runningSupervisor } from '../../../src/engines/embedded/run-state.ts'
import type { StackStatus, UpReport } from '../../../src/engines/engine.ts'
import { isAlive, processesWithEnvironment } from '../../../src/machine/process-table.ts'
import { findOnPath } from '../../../src/machine/system-tools.ts'
import { fetchJson } from '../../fixtures/stack.ts'
import { attach } from '../../support/inspector-client.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const instance = `stack-test-${process.pid}`
const folder = join(root, '.parlance', instance)
const startMs = 240_000
/** What runs here: the video service where there is an ffmpeg, as the start says. */
const video = findOnPath('ffmpeg', process.env.PATH) ? ['video'] : []
const parts = ['backend', 'frontend', 'postgres', 'scraper', 'translation', ...video]

/** The tool on the real services, in an instance of its own. */
function manage(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(root, 'manage', 'launch.cjs'), ...args, '--json'],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, PARLANCE_INSTANCE: instance, PARLANCE_ENGINE: 'embedded', ...env },
      timeout: startMs,
    },
  )
  const document = stdout.trim() === '' ? undefined : JSON.parse(stdout)
  return { status, document }
}

const programOf = (name: 'backend' | 'scraper') => readState(folder)?.programs[name]

afterAll(() => {
  manage(['dev:clean', '--yes'])
}, startMs)

test(
  'a service that cannot start fails the start with its name and its last lines, and what was started stays',
  () => {
    const { status, document } = manage(['dev:up', '-d'], { JWT_SECRET: 'short' })
    expect(status).toBe(1)
    expect(document.error).toMatchObject({
      service: 'backend',
      message: 'backend ended before it was healthy',
    })
    expect(document.error.lastLines.join('\n')).toContain('JWT_SECRET')
    expect(document.error.hint).toContain('dev:up again mends it')
    expect(runningSupervisor(folder)?.failed).toBe('backend ended before it was healthy')
    expect(manage(['dev:status']).document).toMatchObject({
      running: true,
      services: expect.arrayContaining([expect.objectContaining({ name: 'postgres', state: 'running' })]),
    })
  },
  startMs,
)

describe('the real stack', () => {
  let report: UpReport
  let mark: string

  /** Of the dry run: the process of each step. */
  let printed: ReadonlyMap<string, { file: string; args: string[] }>

  beforeAll(() => {
    const { steps } = manage(['dev:up', '-d', '--inspect=backend', '--dry-run']).document
    printed = new Map(steps.map((step: { summary: string; command: never }) => [step.summary, step.command]))
    const { status, document } = manage(['dev:up', '-d', '--inspect=backend'])
    expect({ status, error: document?.error }).toEqual({ status: 0, error: undefined })
    report = document
    mark = runMark(readState(folder)?.runId ?? '')
  }, startMs)

  const status = () => manage(['dev:status']).document as StackStatus
  const backend = (path: string) =>
    fetchJson(`${report.addresses.backend}${path}`.replace('localhost', '127.0.0.1'))

  test.runIf(process.platform === 'linux').each(['postgres', 'backend', 'translation', 'scraper'] as const)(
    'what the dry run printed for %s is what runs (skipped without /proc)',
    (name) => {
      const pid = readState(folder)?.programs[name]?.process?.pid
      const [file, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
      expect({ file, args }).toEqual({
        file: printed.get(`start ${name}`)?.file,
        args: printed.get(`start ${name}`)?.args,
      })
    },
  )

  test('reports addresses, times and the critical chain', () => {
    expect(Object.keys(report.addresses).sort()).toEqual(parts)
    expect(report.timings.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...parts, 'database', 'home page']),
    )
    expect(report.notes.filter((note) => note.startsWith('no ffmpeg')).length).toBe(1 - video.length)
    expect(report.criticalChain.at(-1)?.name).toBe('home page')
  })

  test('every part is healthy, holds memory, and has its own process', () => {
    const { services } = status()
    expect(services.map(({ health }) => health?.status)).toEqual(services.map(() => 'healthy'))
    expect(Math.min(...services.map(({ memoryBytes = 0 }) => memoryBytes))).toBeGreaterThan(1_000_000)
    expect(new Set(services.map(({ pid }) => pid)).size).toBe(parts.length)
  })

  test('a breakpoint in the TypeScript of the service that is inspected is reached, and no other is inspected', async () => {
    const { inspectors = {} } = report
    expect(Object.keys(inspectors)).toEqual(['backend'])
    expect(status().services.filter(({ inspector }) => inspector)).toMatchObject([
      { name: 'backend', inspector: inspectors.backend },
    ])
    const path = join(root, 'services/backend/src/routes/health-routes.ts')
    const line = readFileSync(path, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('health.report()'))
    const debug = await attach(inspectors.backend ?? '')
    await debug.ask('Debugger.enable')
    const place = { url: pathToFileURL(path).href, lineNumber: line }
    const { locations } = await debug.ask('Debugger.setBreakpointByUrl', place)
    expect(locations).toMatchObject([{ lineNumber: line }])
    const answered = backend('/health')
    const { callFrames } = await debug.paused
    expect(callFrames[0]?.location).toEqual(locations[0])
    await debug.ask('Debugger.resume')
    debug.close()
    expect(await answered).toMatchObject({ status: 'healthy' })
  })

  test('a stack that runs is not inspected without a word: the start says what to do', () => {
    const { status: code, document } = manage(['dev:up', '-d', '--inspect=scraper'])
    expect({ code, error: document.error }).toMatchObject({
      code: 1,
      error: { message: `instance ${instance} runs without an inspector of scraper` },
    })
  })

  test('a second start says that it runs, and changes nothing', () => {
    const before = readState(folder)?.supervisor
    expect(manage(['dev:up', '-d']).document).toMatchObject({ alreadyRunning: true, instance })
    expect(readState(folder)?.supervisor).toEqual(before)
  })

  test('a service killed with SIGKILL is started again, and health recovers', async () => {
    const nodemon = programOf('backend')?.process
    const { pid } = nodemon ?? { pid: 0 }
    const [service] = processesWithEnvironment(mark).filter((candidate) => parentOf(candidate) === pid)
    process.kill(service ?? 0, 'SIGKILL')
    await waitUntil('the restart', () => programOf('backend')?.restarts === 1)
    await waitUntil('health', async () => (await backend('/health'))?.status === 'healthy')
  })

  test('a restart by hand waits until the service is healthy', () => {
    const { status: code, document } = manage(['dev:restart', 'scraper'])
    expect(code).toBe(0)
    expect(document.restarted).toMatchObject([{ name: 'scraper' }])
    expect(programOf('scraper')?.state).toBe('running')
  })

  test('the database is reset under the running stack, which goes on', async () => {
    const { status: code, document } = manage(['db:reset', '--yes'])
    expect({ code, document }).toMatchObject({
      code: 0,
      document: { ok: true, adminPassword: expect.any(String) },
    })
    await waitUntil('tools', async () => Array.isArray((await backend('/api/v1/tools?lang=fr'))?.items))
    expect(manage(['db:status']).document).toMatchObject({
      drift: '',
      migrations: { pending: [], failed: [] },
    })
  })

  test('logs can be asked for by level, time and words, as records', () => {
    const { stdout } = spawnSync(
      process.execPath,
      [
        join(root, 'manage', 'launch.cjs'),
        'dev:logs',
        'backend',
        '--level',
        'warn',
        '--since',
        '10m',
        '--grep',
        'healthy again',
        '--json',
      ],
      { encoding: 'utf8', env: { ...process.env, PARLANCE_INSTANCE: instance, PARLANCE_ENGINE: 'embedded' } },
    )
    const records = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(records).toMatchObject([
      { service: 'backend', level: 40, message: expect.stringMatching(/^backend is healthy again/) },
    ])
  })

  test('following logs shows what comes, and an interruption is exit code 130', async () => {
    const follower = spawn(
      process.execPath,
      [join(root, 'manage', 'launch.cjs'), 'dev:logs', '-f', '--tail', '0', '--json'],
      {
        env: { ...process.env, PARLANCE_INSTANCE: instance, PARLANCE_ENGINE: 'embedded' },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
    let seen = ''
    follower.stdout.setEncoding('utf8')
    follower.stdout.on('data', (chunk: string) => {
      seen += chunk
    })
    await waitUntil('a line', async () => {
      await backend('/api/v1/tools?lang=de')
      return seen.includes('"service":"backend"')
    })
    const ended = new Promise((resolve) => follower.on('exit', resolve))
    follower.kill('SIGINT')
    expect(await ended).toBe(130)
  })

  test('down ends everything that was started, and nothing else', () => {
    const before = Object.values(readState(folder)?.programs ?? {}).flatMap(({ process }) => process ?? [])
    const { status: code, document } = manage(['dev:down'])
    expect(code).toBe(0)
    expect(document.stopped.sort()).toEqual(parts)
    expect(before.filter(isAlive)).toEqual([])
    expect(processesWithEnvironment(mark)).toEqual([])
    expect(existsSync(join(folder, 'run.json'))).toBe(false)
    expect(status()).toMatchObject({ running: false })
  })
})

function parentOf(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' })
  return Number(stdout.trim())
}
