import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identify } from '../../../src/machine/process-table.ts'
import { takeLock } from '../../../src/production/rollout/deploy-lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const now = new Date('2026-11-28T10:00:00Z')
const file = () => join(folder, 'production.lock')
const take = (command = 'prod:deploy') => takeLock({ folder, name: 'shop' }, command, now)
const written = (process: unknown, host = hostname()) =>
  writeFileSync(
    file(),
    JSON.stringify({
      who: 'ada@there',
      host,
      command: 'prod:deploy',
      since: '2026-11-28T09:00:00Z',
      process,
    }),
  )

test('whoever comes second is told who is at work, at what and since when', () => {
  take()
  expect(() => take('prod:up')).toThrow(/ runs prod:deploy on instance shop since 2026-11-28T10:00:00.000Z$/)
})

test('given back, it can be taken again', () => {
  take().release()
  expect(take().takenFrom).toBeUndefined()
})

test('of an owner who is dead it is taken over, and said from whom', async () => {
  const child = spawn('sleep', ['60'])
  const dead = identify(child.pid ?? 0)
  child.kill('SIGKILL')
  await once(child, 'exit')
  written(dead)
  expect(take().takenFrom).toMatchObject({ who: 'ada@there', since: '2026-11-28T09:00:00Z' })
  expect(JSON.parse(readFileSync(file(), 'utf8')).process.pid).toBe(process.pid)
})

test('another process that has the number of a dead one is not its owner', () => {
  written({ pid: process.pid, startTime: 'another boot' })
  expect(take().takenFrom).toMatchObject({ who: 'ada@there' })
})

test('whether an owner on another machine lives cannot be seen from here: nothing is taken', () => {
  written({ pid: 1, startTime: 'x' }, 'elsewhere')
  expect(() => take()).toThrow(/^ada@there runs/)
})

test('what a process that died half-way wrote stops nobody', () => {
  writeFileSync(file(), '{"who":"ad')
  expect(take().takenFrom).toBeUndefined()
})
