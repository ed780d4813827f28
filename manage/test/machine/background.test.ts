import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { capLog } from '../../src/machine/background.ts'

let folder: string
let log: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-background-'))
  log = join(folder, 'program.log')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a log within its bounds stays as it is', () => {
  appendFileSync(log, 'a word\n')
  capLog(log, 7)
  expect(readFileSync(log, 'utf8')).toBe('a word\n')
  expect(existsSync(`${log}.1`)).toBe(false)
  capLog(join(folder, 'none.log'), 7)
})

test('one beyond is moved aside, twice as much is kept at most, and what is said next comes first', () => {
  appendFileSync(log, 'a first word\n')
  capLog(log, 7)
  appendFileSync(log, 'a second word\n')
  expect([readFileSync(`${log}.1`, 'utf8'), readFileSync(log, 'utf8')]).toEqual([
    'a first word\n',
    'a second word\n',
  ])
  capLog(log, 7)
  expect([readFileSync(`${log}.1`, 'utf8'), readFileSync(log, 'utf8')]).toEqual(['a second word\n', ''])
})
