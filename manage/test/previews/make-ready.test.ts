import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseConfig } from '../../src/core/config.ts'
import { carryOut } from '../../src/core/steps.ts'
import { makeSteps } from '../../src/previews/make-ready.ts'
import { type ReadyDatabase, readReady, writeReady } from '../../src/previews/ready-database.ts'
import { scripted } from '../support/scripted-runner.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parlance-make-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const ready: ReadyDatabase = {
  image: 'postgres:17',
  seed: 'x',
  size: 0,
  migrations: [],
  volume: 'v',
  used: '',
}
const now = '2026-11-30T12:00:00.000Z'

/** Whether one is made. @param volumes that Docker has. @param made when the one was made that is written down */
async function isMade(volumes: string, made?: string, since?: string): Promise<boolean> {
  const script = scripted([{ when: 'volume ls', stdout: volumes }], { root, config: parseConfig({}) })
  if (made !== undefined) writeReady(script.context, { ...ready, made })
  await carryOut({ steps: makeSteps(script.context, ready, [], since), result: () => {} }, script.context)
  expect(readReady(script.context).map(({ volume }) => volume)).toEqual(['v'])
  return script.transcript().includes('volume create')
}

test('a ready database that nobody has made is made', async () => expect(await isMade('')).toBe(true))

test('one that somebody made meanwhile is not made again', async () => {
  expect(await isMade('v\n', now)).toBe(false)
})

test('one whose volume was taken away is made anew', async () => {
  expect(await isMade('other\n', now)).toBe(true)
})

test('a copy that is older than it may be is made anew, and one that is not is taken', async () => {
  expect(await isMade('v\n', now, '2026-11-30T12:00:00.001Z')).toBe(true)
  expect(await isMade('v\n', now, now)).toBe(false)
})
