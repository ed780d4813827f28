import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { freePort, waitUntil } from '@parlance/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ManageError } from '../../../src/core/errors.ts'
import { createRunner } from '../../../src/core/runner.ts'
import { startDetached } from '../../../src/engines/embedded/detached.ts'
import { embeddedStatus } from '../../../src/engines/embedded/embedded-status.ts'
import { clearLeftovers } from '../../../src/engines/embedded/leftovers.ts'
import { readState, runMark, runningSupervisor, writeState } from '../../../src/engines/embedded/run-state.ts'
import type { StackPlan } from '../../../src/engines/embedded/stack-types.ts'
import { stopStack } from '../../../src/engines/embedded/stop-stack.ts'
import { Supervisor } from '../../../src/engines/embedded/supervisor.ts'
import { logFile } from '../../../src/engines/logs/log-file.ts'
import { untilDeadline } from '../../../src/engines/start-progress.ts'
import { identify, isAlive, processesWithEnvironment } from '../../../src/machine/process-table.ts'
import { fetchJson, fixtureProgram, stackPlan, stateFolder } from '../../fixtures/stack.ts'

let folder: ReturnType<typeof stateFolder>
const supervisors: Supervisor[] = []
const never = new AbortController().signal

beforeEach(() => {
  folder = stateFolder()
})

afterEach(async () => {
  for (const supervisor of supervisors.splice(0)) await supervisor.stop()
  await stopStack(folder.path)
  folder.remove()
})

function supervise(plan: StackPlan, notes: string[] = []): Supervisor {
  const supervisor = new Supervisor({
    plan,
    env: process.env,
    runner: createRunner({ cwd: plan.folder, env: process.env, signal: never }),
    onNote: (note) => notes.push(note),
  })
  supervisors.push(supervisor)
  return supervisor
}

const failureOf = (promise: Promise<unknown>): Promise<ManageError> =>
  promise.then(
    () => {
      throw new Error('it came up')
    },
    (error) => error,
  )

const recordOf = (name: 'backend' | 'scraper') => readState(folder.path)?.programs[name]

describe('a stack that comes up', () => {
  test('is written down, healthy, and gone after stop', async () => {
    const [one, two] = [await freePort(), await freePort()]
    const supervisor = supervise(
      stackPlan(folder.path, [
        fixtureProgram('scraper', one),
        { ...fixtureProgram('backend', two), after: ['scraper'] },
      ]),
    )
    const { timings, leftovers } = await supervisor.start(never)
    expect(leftovers).toEqual([])
    expect(timings.map(({ name }) => name).sort()).toEqual(['backend', 'scraper'])
    expect(timings.find(({ name }) => name === 'backend')?.after).toBe('scraper')
    const processes = ['backend', 'scraper'].map((name) => recordOf(name as 'backend')?.process)
    expect(processes.map((process) => process && isAlive(process))).toEqual([true, true])
    expect(runningSupervisor(folder.path)?.supervisor.pid).toBe(process.pid)
    await supervisor.stop()
    expect(processes.map((process) => process && isAlive(process))).toEqual([false, false])
    expect(readState(folder.path)).toBeUndefined()
    expect(await fetchJson(`http://127.0.0.1:${two}/health`)).toBeUndefined()
  })

  test('a service that ignores SIGTERM is killed after its grace, with what left its process group', async () => {
    const port = await freePort()
    const supervisor = supervise(
      stackPlan(folder.path, [fixtureProgram('scraper', port, ['stubborn', 'child'])]),
    )
    await supervisor.start(never)
    const mark = runMark(readState(folder.path)?.runId ?? '')
    expect(processesWithEnvironment(mark)).toHaveLength(2)
    await supervisor.stop()
    expect(processesWithEnvironment(mark)).toEqual([])
  })
})

describe('a service that dies', () => {
  test('is started again after SIGKILL and becomes healthy', async () => {
    const port = await freePort()
    const supervisor = supervise(stackPlan(folder.path, [fixtureProgram('backend', port)]))
    await supervisor.start(never)
    const first = recordOf('backend')?.process?.pid ?? 0
    process.kill(first, 'SIGKILL')
    const answer = await waitUntil('another process', async () => {
      const answer = await fetchJson(`http://127.0.0.1:${port}/health`)
      return answer && answer.pid !== first ? answer : undefined
    })
    await waitUntil('state running', () => recordOf('backend')?.state === 'running')
    expect(recordOf('backend')).toMatchObject({ restarts: 1, process: { pid: answer.pid } })
    expect(readFileSync(logFile(folder.path, 'backend'), 'utf8')).toContain(
      'was killed by SIGKILL; restarting',
    )
  })

  test('again and again is called flapping, and a restart by hand forgives it', async () => {
    const port = await freePort()
    const supervisor = supervise(stackPlan(folder.path, [fixtureProgram('backend', port)]))
    await supervisor.start(never)
    for (let death = 1; death <= 5; death++) {
      const running = await waitUntil(`start ${death}`, () => {
        const record = recordOf('backend')
        return record?.state === 'running' && record.restarts === death - 1 ? record.process : undefined
      })
      process.kill(running.pid, 'SIGKILL')
      await waitUntil(`death ${death}`, () => recordOf('backend')?.restarts === death)
    }
    expect(recordOf('backend')?.state).toBe('flapping')
    const state = runningSupervisor(folder.path)
    const { askSupervisor } = await import('../../../src/engines/embedded/control.ts')
    const { restarted } = await askSupervisor(state?.control ?? '', { restart: ['backend'] }, 10_000)
    expect(restarted.map(({ name }) => name)).toEqual(['backend'])
    expect(recordOf('backend')?.state).toBe('running')
  })

  test('a changed file ends the wait of a flapping service', async () => {
    const port = await freePort()
    const source = join(folder.path, 'src')
    mkdirSync(source)
    const { Program } = await import('../../../src/engines/embedded/program.ts')
    const { Backoff } = await import('../../../src/engines/embedded/backoff.ts')
    const program = new Program(
      { ...fixtureProgram('backend', port), watch: [source] },
      { mark: runMark('watch'), env: process.env, onLine: () => {}, onChange: () => {}, onNote: () => {} },
      new Backoff({ delays: [3_600_000], flapCount: 1 }),
    )
    await program.start(untilDeadline(Date.now() + 10_000))
    process.kill(program.record.process?.pid ?? 0, 'SIGKILL')
    await waitUntil('flapping', () => program.record.state === 'flapping')
    writeFileSync(join(source, 'fixed.ts'), '')
    await waitUntil('running', () => program.record.state === 'running')
    await program.stop()
    expect(program.record).toMatchObject({ state: 'stopped', restarts: 1 })
  })
})

describe('a service that cannot start', () => {
  test('fails the start with its name and last lines, and stops the others', async () => {
    const [good, bad] = [await freePort(), await freePort()]
    const supervisor = supervise(
      stackPlan(folder.path, [
        fixtureProgram('backend', good),
        { ...fixtureProgram('scraper', bad, ['crash']), after: ['backend'] },
      ]),
    )
    const failure = await failureOf(supervisor.start(never))
    expect(failure).toMatchObject({
      kind: 'failed',
      message: 'scraper ended before it was healthy',
      details: { service: 'scraper', lastLines: ['Error: JWT_SECRET is missing'] },
    })
    expect(await fetchJson(`http://127.0.0.1:${good}/health`)).toBeUndefined()
    expect(readState(folder.path)).toBeUndefined()
  })

  test('that answers but is unhealthy shows its last health answer', async () => {
    const port = await freePort()
    const failure = await failureOf(
      supervise(stackPlan(folder.path, [fixtureProgram('backend', port, ['unhealthy'])], 6_000)).start(never),
    )
    expect(failure).toMatchObject({
      kind: 'unhealthy',
      exitCode: 4,
      details: { service: 'backend', lastHealth: { status: 'unhealthy', detail: { status: 'unhealthy' } } },
    })
  })

  test('that never answers is a timeout', async () => {
    const port = await freePort()
    const failure = await failureOf(
      supervise(stackPlan(folder.path, [fixtureProgram('backend', port, ['mute'])], 1_000)).start(never),
    )
    expect(failure).toMatchObject({ kind: 'timedOut', exitCode: 5 })
  })

  test('a port in use is named, with its variable and its holder, before anything starts', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const address = holder.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const failure = await failureOf(
      supervise(stackPlan(folder.path, [fixtureProgram('backend', port)])).start(never),
    )
    holder.close()
    expect(failure.exitCode).toBe(3)
    expect(failure.message).toMatch(
      new RegExp(`^port ${port} \\(backend\\) is held by .*\\(pid ${process.pid}\\)$`),
    )
    expect(failure.hint).toContain('PARLANCE_BACKEND_PORT')
    expect(existsSync(logFile(folder.path, 'backend'))).toBe(false)
  })

  test('an interrupted start stops what it had started', async () => {
    const [good, mute] = [await freePort(), await freePort()]
    const interruption = new AbortController()
    const supervisor = supervise(
      stackPlan(folder.path, [fixtureProgram('backend', good), fixtureProgram('scraper', mute, ['mute'])]),
    )
    const failing = failureOf(supervisor.start(interruption.signal))
    const started = await waitUntil(
      'backend',
      () => recordOf('backend')?.state === 'running' && recordOf('backend')?.process,
    )
    interruption.abort()
    expect((await failing).kind).toBe('interrupted')
    expect(isAlive(started)).toBe(false)
  })
})

describe('state that an earlier run left', () => {
  test('of a killed supervisor: its services are ended, and the new start works', async () => {
    const port = await freePort()
    const plan = stackPlan(folder.path, [fixtureProgram('backend', port, ['child'])])
    await startDetached({ plan, root: folder.path, env: process.env, signal: never, onNote: () => {} })
    const state = runningSupervisor(folder.path)
    const left = recordOf('backend')?.process
    process.kill(state?.supervisor.pid ?? 0, 'SIGKILL')
    await waitUntil('death of the supervisor', () => !runningSupervisor(folder.path))
    expect(left && isAlive(left)).toBe(true)
    const instance = { name: 'test', folder: folder.path } as Parameters<typeof embeddedStatus>[0]
    expect(await embeddedStatus(instance, false)).toMatchObject({
      running: true,
      services: [{ name: 'backend', state: 'orphaned', pid: left?.pid }],
      note: expect.stringContaining('nobody looks after these'),
    })
    const { leftovers } = await supervise(plan).start(never)
    expect(leftovers).toEqual(['backend'])
    expect(left && isAlive(left)).toBe(false)
    expect(processesWithEnvironment(runMark(state?.runId ?? ''))).toEqual([])
  })

  test('after a reboot: a process that only has the same number is never signalled', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
    })
    const identity = identify(stranger.pid ?? 0)
    writeState(folder.path, {
      version: 1,
      runId: 'of another boot',
      supervisor: { pid: stranger.pid ?? 0, startTime: 'another boot/1' },
      startedAt: new Date(0).toISOString(),
      host: '127.0.0.1',
      control: join(folder.path, 'control.sock'),
      programs: {
        backend: {
          state: 'running',
          restarts: 0,
          address: '',
          process: { pid: stranger.pid ?? 0, startTime: 'another boot/2' },
        },
      },
    })
    expect(runningSupervisor(folder.path)).toBeUndefined()
    expect(await clearLeftovers(folder.path)).toEqual([])
    expect(identity && isAlive(identity)).toBe(true)
    expect(readState(folder.path)).toBeUndefined()
    stranger.kill('SIGKILL')
  })
})

describe('a detached start', () => {
  test('leaves a supervisor of its own, which dev:down ends', async () => {
    const port = await freePort()
    const plan = stackPlan(folder.path, [fixtureProgram('backend', port)])
    const { timings } = await startDetached({
      plan,
      root: folder.path,
      env: process.env,
      signal: never,
      onNote: () => {},
    })
    expect(timings.map(({ name }) => name)).toEqual(['backend'])
    const state = runningSupervisor(folder.path)
    expect(state?.supervisor.pid).not.toBe(process.pid)
    expect(await stopStack(folder.path)).toEqual(['backend'])
    expect(state && isAlive(state.supervisor)).toBe(false)
    expect(await fetchJson(`http://127.0.0.1:${port}/health`)).toBeUndefined()
  })

  test('that fails tells why, and leaves what was started to be looked at, until somebody stops it', async () => {
    const good = await freePort()
    const plan = stackPlan(folder.path, [
      fixtureProgram('scraper', good),
      { ...fixtureProgram('backend', await freePort(), ['crash']), after: ['scraper'] },
    ])
    const failure = await failureOf(
      startDetached({ plan, root: folder.path, env: process.env, signal: never, onNote: () => {} }),
    )
    expect(failure).toMatchObject({
      kind: 'failed',
      details: { service: 'backend', lastLines: ['Error: JWT_SECRET is missing'] },
      hint: expect.stringContaining('dev:logs backend'),
    })
    expect(runningSupervisor(folder.path)?.failed).toBe('backend ended before it was healthy')
    expect(await fetchJson(`http://127.0.0.1:${good}/health`)).toMatchObject({ status: 'healthy' })
    expect(await stopStack(folder.path)).toEqual(['scraper'])
    expect(await fetchJson(`http://127.0.0.1:${good}/health`)).toBeUndefined()
  })

  test('whose home page is no page: the stack stays, with the last lines of who should have answered', async () => {
    const port = await freePort()
    const plan = {
      ...stackPlan(folder.path, [fixtureProgram('frontend', port)], 2_000),
      home: { service: 'frontend' as const, url: `http://127.0.0.1:${port}/broken` },
    }
    const failure = await failureOf(
      startDetached({ plan, root: folder.path, env: process.env, signal: never, onNote: () => {} }),
    )
    expect(failure).toMatchObject({
      kind: 'unhealthy',
      message: 'the home page answered 500',
      details: { service: 'frontend', lastLines: [expect.stringContaining('listening')] },
    })
    expect(await fetchJson(`http://127.0.0.1:${port}/health`)).toMatchObject({ status: 'healthy' })
  })

  test('that is interrupted stops', async () => {
    const interruption = new AbortController()
    const plan = stackPlan(folder.path, [fixtureProgram('backend', await freePort(), ['mute'])])
    const failing = failureOf(
      startDetached({
        plan,
        root: folder.path,
        env: process.env,
        signal: interruption.signal,
        onNote: () => {},
      }),
    )
    const started = await waitUntil('start', () => recordOf('backend')?.process)
    interruption.abort()
    expect((await failing).kind).toBe('interrupted')
    expect(isAlive(started)).toBe(false)
  })
})

describe('behind the reloader', () => {
  test('an edit is live, SIGKILL and a clean exit are both followed by a new start', async () => {
    const port = await freePort()
    const source = join(folder.path, 'src')
    mkdirSync(source)
    const write = (version: number) =>
      writeFileSync(
        join(source, 'main.mjs'),
        `import { createServer } from 'node:http'
process.on('SIGTERM', () => process.exit(0))
createServer((_, response) => response.end(JSON.stringify({ status: 'healthy', version: ${version}, pid: process.pid })))
  .listen(${port}, '127.0.0.1')
`,
      )
    write(1)
    const nodemon = createRequire(
      join(import.meta.dirname, '../../../../services/backend/package.json'),
    ).resolve('nodemon/bin/nodemon.js')
    const how = [
      '--watch',
      'src',
      '--ext',
      'mjs',
      '--signal',
      'SIGTERM',
      '--delay',
      '60ms',
      '--exitcrash',
      '--no-stdin',
      '--no-colours',
    ]
    const supervisor = supervise(
      stackPlan(folder.path, [
        {
          ...fixtureProgram('backend', port),
          command: {
            file: process.execPath,
            args: [nodemon, ...how, '--exec', 'node', 'src/main.mjs'],
            cwd: folder.path,
          },
          reloader: true,
        },
      ]),
    )
    await supervisor.start(never)
    const url = `http://127.0.0.1:${port}/health`
    write(2)
    const edited = await waitUntil('the edit', async () => {
      const answer = await fetchJson(url)
      return answer?.version === 2 ? answer : undefined
    })
    process.kill(Number(edited.pid), 'SIGKILL')
    const second = await waitUntil('a start after SIGKILL', async () => {
      const answer = await fetchJson(url)
      return answer && answer.pid !== edited.pid ? answer : undefined
    })
    process.kill(Number(second.pid), 'SIGTERM')
    await waitUntil('a start after a clean exit', async () => {
      const answer = await fetchJson(url)
      return answer && answer.pid !== second.pid
    })
    await supervisor.stop()
    expect(await fetchJson(url)).toBeUndefined()
  })
})
