import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { waitUntil } from '@parlance/testing'
import { afterAll, expect, test } from 'vitest'
import { type ProgramLimits, runProgram } from '../../src/program/run-program.ts'

const folder = mkdtempSync(join(tmpdir(), 'parlance-program-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const wide: ProgramLimits = { memoryBytes: 4e9, fileBytes: 1e6, totalMs: 60_000, silentMs: 60_000 }
const never = new AbortController().signal
const node = process.execPath
const shell = (text: string) => ['-c', text]
const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('lines, the end and the last words are told, and the environment is not', async () => {
  const lines: string[] = []
  const ended = await runProgram(
    '/bin/sh',
    shell('env; echo end; echo words >&2; exit 3'),
    wide,
    never,
    (line) => lines.push(line),
  )
  expect(ended).toEqual({ code: 3, signal: null, words: 'words', over: undefined })
  expect(lines.at(-1)).toBe('end')
  expect(lines.map((line) => line.split('=')[0])).not.toContain('NODE_COMPILE_CACHE')
})

test('what runs in the background leaves the processor to others', async () => {
  const niceness = async (background: boolean) => {
    const lines: string[] = []
    await runProgram('/bin/sh', shell('nice'), { ...wide, background }, never, (line) => lines.push(line))
    return Number(lines.join())
  }
  expect((await niceness(true)) - (await niceness(false))).toBe(10)
})

test('a file cannot grow beyond its limit', async () => {
  const path = join(folder, 'large')
  const ended = await runProgram(
    '/bin/sh',
    shell(`exec dd if=/dev/zero of=${path} bs=65536 count=64 2>&1`),
    wide,
    never,
  )
  expect(ended.over).toBe('file')
  expect(statSync(path).size).toBeLessThanOrEqual(1_000_448)
})

test('memory beyond its limit is not had', async () => {
  const small = await runProgram(
    node,
    ['-e', 'const b = Buffer.alloc(4e9, 1); console.log(b.length)'],
    { ...wide, memoryBytes: 3e9 },
    never,
  )
  expect(small.code === 0 && small.signal === null).toBe(false)
})

test('time is kept, silence is noticed, and children of the program go with it', async () => {
  const path = join(folder, 'pid')
  const started = runProgram(
    '/bin/sh',
    shell(`sleep 600 & echo $! > ${path}; wait`),
    { ...wide, silentMs: 1_000 },
    never,
  )
  expect((await started).over).toBe('silent')
  const child = Number(readFileSync(path, 'utf8'))
  await waitUntil('the child is gone', () => !alive(child))
  expect(
    (await runProgram('/bin/sh', shell('while echo x; do :; done'), { ...wide, totalMs: 500 }, never)).over,
  ).toBe('total')
})

test('who gives up is told why, and what a reader of lines throws is thrown', async () => {
  const abort = new AbortController()
  const going = runProgram('/bin/sh', shell('echo begun; sleep 600'), wide, abort.signal, () =>
    abort.abort(new Error('enough')),
  )
  await expect(going).rejects.toThrow('enough')
  const reading = runProgram('/bin/sh', shell('echo begun; sleep 600'), wide, never, () => {
    throw new Error('not this')
  })
  await expect(reading).rejects.toThrow('not this')
})
