import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { freePort, waitUntil } from '@parlance/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { carryOut } from '../../../src/core/steps.ts'
import { instanceSecrets } from '../../../src/engines/development-secrets.ts'
import { findPostgres } from '../../../src/engines/embedded/postgres-home.ts'
import {
  postgresProgram,
  postgresUrl,
  preparePostgres,
} from '../../../src/engines/embedded/postgres-server.ts'
import { Program } from '../../../src/engines/embedded/program.ts'
import type { PostgresPlan } from '../../../src/engines/embedded/stack-types.ts'
import { askHealth } from '../../../src/engines/probe/health-probe.ts'
import { untilDeadline } from '../../../src/engines/start-progress.ts'
import { identify, isAlive } from '../../../src/machine/process-table.ts'

const mark = 'PARLANCE_RUN=postgres-test'
let folder: string
let programs: Program[] = []
let strays: { kill(signal: NodeJS.Signals): unknown }[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance postgres '))
  chmodSync(folder, 0o755)
})

afterEach(async () => {
  for (const program of programs) await program.stop()
  for (const stray of strays) stray.kill('SIGKILL')
  programs = []
  strays = []
  rmSync(folder, { recursive: true, force: true })
})

/** Its steps are changes in this process. */
const noRunner = {
  run: () => Promise.reject(new Error('no process')),
  attach: () => Promise.reject(new Error('no process')),
}
const never = new AbortController().signal

async function planIn(state: string): Promise<PostgresPlan> {
  const { home, prepare } = findPostgres(state, `test-${process.pid}`)
  const { secrets, keep } = instanceSecrets(state)
  await carryOut({ steps: [...keep, ...prepare], result: () => {} }, { runner: noRunner, signal: never })
  return {
    ...home,
    host: '127.0.0.1',
    port: await freePort(),
    user: 'parlance',
    password: secrets.postgresPassword,
    database: 'postgres',
  }
}

async function start(plan: PostgresPlan): Promise<Program> {
  const program = new Program(postgresProgram(plan), {
    mark,
    env: {},
    onLine: () => {},
    onChange: () => {},
    onNote: () => {},
  })
  programs.push(program)
  await program.start(untilDeadline(Date.now() + 20_000))
  return program
}

async function query(plan: PostgresPlan, text: string): Promise<unknown[]> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: postgresUrl(plan) })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

describe('the embedded server', () => {
  test('is made once, keeps its data, and lets nobody in without the password', async () => {
    const plan = await planIn(folder)
    expect(await preparePostgres(plan, mark)).toBe(true)
    const first = await start(plan)
    await query(plan, 'CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)')
    await expect(query({ ...plan, password: 'guess' }, 'SELECT 1')).rejects.toThrow(
      'password authentication failed',
    )
    await first.stop()
    expect(await preparePostgres(plan, mark)).toBe(false)
    await start(plan)
    expect(await query(plan, 'SELECT id FROM kept')).toEqual([{ id: 7 }])
    expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0)
  })

  test('that a killed supervisor left is ended, whoever is parent to it now', async () => {
    const plan = await planIn(folder)
    await preparePostgres(plan, mark)
    const { command, owner } = postgresProgram(plan)
    const left = spawn(command.file, command.args, { env: {}, detached: true, stdio: 'ignore', ...owner })
    strays.push(left)
    const probe = { protocol: 'postgres', host: plan.host, port: plan.port } as const
    await waitUntil('the server', async () => (await askHealth(probe, 1_000)).status === 'healthy')
    const identity = identify(left.pid ?? 0)
    await preparePostgres(plan, mark)
    expect(identity && isAlive(identity)).toBe(false)
    await start(plan)
  })

  test('starts after a reboot that gave its number to another process, which is left alone', async () => {
    const plan = await planIn(folder)
    await preparePostgres(plan, mark)
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    strays.push(stranger)
    writeFileSync(join(plan.data, 'postmaster.pid'), `${stranger.pid}\n${plan.data}\n1\n`)
    await preparePostgres(plan, mark)
    expect(existsSync(join(plan.data, 'postmaster.pid'))).toBe(false)
    await start(plan)
    expect(identify(stranger.pid ?? 0)).toBeDefined()
  })

  test('a first start that was cut short is begun anew', async () => {
    const plan = await planIn(folder)
    mkdirSync(`${plan.data}.new`, { recursive: true })
    writeFileSync(join(`${plan.data}.new`, 'PG_VERSION'), '17')
    expect(await preparePostgres(plan, mark)).toBe(true)
    expect(existsSync(`${plan.data}.new`)).toBe(false)
    expect(existsSync(`${plan.data}.new.password`)).toBe(false)
  })
})

describe.skipIf(process.getuid?.() !== 0)(
  'started by root (skipped for others: only root can change account)',
  () => {
    test('runs as an account of its own', async () => {
      const plan = await planIn(folder)
      await preparePostgres(plan, mark)
      const program = await start(plan)
      const status = readFileSync(`/proc/${program.record.process?.pid}/status`, 'utf8')
      expect(status).toMatch(new RegExp(`^Uid:\\s+${plan.owner?.uid}\\s`, 'm'))
      expect(plan.owner?.uid).not.toBe(0)
    })

    test('in a folder that only root can enter, its data and programs are where its account can reach them', async () => {
      chmodSync(folder, 0o700)
      const plan = await planIn(join(folder, '.parlance', 'default'))
      expect(plan.data.startsWith(folder)).toBe(false)
      try {
        await preparePostgres(plan, mark)
        const program = await start(plan)
        expect(await query(plan, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
        await program.stop()
      } finally {
        rmSync(dirname(plan.data), { recursive: true, force: true })
      }
    })
  },
)
