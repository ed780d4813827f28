import { fileURLToPath } from 'node:url'
import { waitUntil } from '@parlance/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { ChildPool } from '../../src/child/child-pool.ts'
import type { FixtureJob } from '../fixtures/job-child.ts'

const pools: ChildPool<FixtureJob, unknown>[] = []

function open(options: { size?: number; deadlineMs?: number; idleMs?: number; maxJobs?: number } = {}) {
  const pool = new ChildPool<FixtureJob, unknown>({
    entry: fileURLToPath(new URL('../fixtures/job-child.ts', import.meta.url)),
    size: 1,
    heapMb: 32,
    deadlineMs: 20_000,
    idleMs: 60_000,
    nativeCode: false,
    maxJobs: 100,
    ...options,
  })
  pools.push(pool)
  return pool
}

afterEach(() => {
  for (const pool of pools.splice(0)) pool.close()
})

const echo = (byte: number): FixtureJob => ({ do: 'echo', value: Uint8Array.of(byte) })

describe('ChildPool', () => {
  it('passes bytes there and back, in one child', async () => {
    const pool = open()
    const answers = await Promise.all([1, 2, 3].map((byte) => pool.run(echo(byte))))
    expect(answers.map((answer) => [...(answer as Uint8Array)])).toEqual([[1], [2], [3]])
    expect(pool.pids).toHaveLength(1)
  })

  it('uses as many children as it may', async () => {
    const pool = open({ size: 2 })
    await Promise.all([pool.run(echo(1)), pool.run(echo(2)), pool.run(echo(3))])
    expect(pool.pids).toHaveLength(2)
  })

  it.each([
    ['fail', 'refused', 'not to my taste'],
    ['crash', 'crashed', 'ended'],
    ['grow', 'out-of-memory', 'ended'],
  ] as const)('a job that does %s is a fault, and the next job is done', async (job, kind, message) => {
    const pool = open()
    await expect(pool.run({ do: job })).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(message),
    })
    expect(await pool.run(echo(7))).toEqual(Uint8Array.of(7))
  })

  it('has a new child take over after so many jobs, and keeps whoever waits', async () => {
    const pool = open({ maxJobs: 2 })
    await pool.run(echo(1))
    const [first] = pool.pids
    const [second, third] = await Promise.all([pool.run(echo(2)), pool.run(echo(3))])
    expect([second, third]).toEqual([Uint8Array.of(2), Uint8Array.of(3)])
    expect(pool.pids).toHaveLength(1)
    expect(pool.pids).not.toContain(first)
  })

  it('kills a child that hangs', async () => {
    const pool = open({ deadlineMs: 300 })
    await expect(pool.run({ do: 'hang' })).rejects.toMatchObject({ kind: 'timed-out' })
    expect(pool.pids).toEqual([])
  })

  it('kills a child whose job is given up', async () => {
    const pool = open()
    await pool.run(echo(1))
    const [pid] = pool.pids
    const abort = new AbortController()
    const hanging = pool.run({ do: 'hang' }, abort.signal)
    // The child is loaded already, so one turn of the event loop sees the job off to it.
    await new Promise(setImmediate)
    abort.abort(new Error('given up'))
    await expect(hanging).rejects.toThrow('given up')
    await waitUntil('the child has ended', () => !isAlive(pid ?? 0))
    expect(await pool.run(echo(2))).toEqual(Uint8Array.of(2))
  })

  it('lets who waits give up', async () => {
    const pool = open({ deadlineMs: 1_000 })
    const hanging = pool.run({ do: 'hang' })
    const abort = new AbortController()
    const waiting = pool.run(echo(1), abort.signal)
    abort.abort(new Error('given up'))
    await expect(waiting).rejects.toThrow('given up')
    await expect(hanging).rejects.toMatchObject({ kind: 'timed-out' })
  })

  it('gives memory back when there is nothing to do', async () => {
    const pool = open({ idleMs: 50 })
    await pool.run(echo(1))
    const [pid] = pool.pids
    await waitUntil('the child has ended', () => !isAlive(pid ?? 0))
    expect(pool.pids).toEqual([])
    pool.warm()
    expect(pool.pids).toHaveLength(1)
  })

  it('shows a child nothing of our environment, and lets it neither write nor start anything', async () => {
    const pool = open()
    const environment = (await pool.run({ do: 'environment' })) as Record<string, string>
    expect(
      Object.keys(environment).filter((name) => !/^MALLOC_ARENA_MAX$|^NODE_(ENV|CHANNEL)/.test(name)),
    ).toEqual([])
    await expect(pool.run({ do: 'write' })).rejects.toThrow(/access|permission/i)
    await expect(pool.run({ do: 'spawn' })).rejects.toThrow(/access|permission/i)
  })

  it('takes no work once it is closed', async () => {
    const pool = open()
    pool.close()
    await expect(pool.run(echo(1))).rejects.toMatchObject({ kind: 'closed' })
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
