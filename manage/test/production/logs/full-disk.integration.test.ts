import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createOutput } from '../../../src/cli/output.ts'
import { createRunner } from '../../../src/core/runner.ts'
import { keepLog } from '../../../src/production/logs/keep-logs.ts'
import { archivedLogs } from '../../../src/production/logs/log-archive.ts'
import { archiveRoom, lostLogs, roomFault } from '../../../src/production/logs/log-room.ts'

const home = mkdtempSync(join(tmpdir(), 'parlance-full-'))
const bin = join(home, 'bin')
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A disk of a few megabytes can be had where this may mount one. */
const noMount = (() => {
  const probe = join(home, 'probe')
  mkdirSync(probe)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe]).status === 0
  if (mounted) execFileSync('umount', [probe])
  return mounted ? '' : ' (skipped: no file system can be mounted here)'
})()

describe.skipIf(noMount)(`a disk for logs that is full${noMount}`, () => {
  let folder: string
  let said: string
  let archive: string
  beforeEach(() => {
    folder = mkdtempSync(join(home, 'instance-'))
    archive = join(folder, 'production-logs')
    said = ''
    mkdirSync(archive)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', archive])
    // A docker that has 4 MB to say which nothing makes smaller.
    mkdirSync(bin, { recursive: true })
    const lines =
      "const { randomBytes } = require('node:crypto'); for (let n = 0; n < 1000; n++) console.log('2026-11-29T00:00:00Z ' + randomBytes(3000).toString('base64'))"
    writeFileSync(join(bin, 'docker'), `#!${process.execPath}\n${lines}\n`, { mode: 0o755 })
  })
  afterEach(() => execFileSync('umount', [archive]))

  const keep = async (name: string) => {
    const write = (text: string) => {
      said += text
    }
    const runner = createRunner({
      cwd: home,
      env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
      signal: new AbortController().signal,
    })
    const output = createOutput({
      stdout: { write } as never,
      stderr: { write } as never,
      json: false,
      colour: false,
    })
    const container = { name, service: 'backend', number: 1, startedAt: '2026-11-28T00:00:00Z' }
    await keepLog({ instance: { folder } as never, output, runner }, container)
  }

  test('stops nobody, is told and written down, and leaves nothing half', async () => {
    await keep('parlance-backend-1')
    expect(said).toContain('the log of parlance-backend-1 could not be kept: ENOSPC')
    expect(lostLogs({ folder })).toEqual([
      { container: 'parlance-backend-1', at: expect.any(String), reason: expect.stringContaining('ENOSPC') },
    ])
    expect(readdirSync(archive)).toEqual([])
  })

  test('with room again the next log is kept, and what was lost is told for a day', async () => {
    await keep('parlance-backend-1')
    execFileSync('mount', ['-o', 'remount,size=64m', archive])
    await keep('parlance-backend-2')
    expect(archivedLogs(archive)).toHaveLength(1)
    expect(lostLogs({ folder }).map(({ container }) => container)).toEqual(['parlance-backend-1'])
    expect(lostLogs({ folder }, Date.now() + 25 * 3_600_000)).toEqual([])
  })

  test('what is left of it is judged before anything is lost', () => {
    expect(roomFault(archiveRoom({ folder }))).toMatch(/^2\.\d MB are left for logs/)
    execFileSync('mount', ['-o', 'remount,size=64m', archive])
    expect(roomFault(archiveRoom({ folder }))).toBeUndefined()
  })
})
