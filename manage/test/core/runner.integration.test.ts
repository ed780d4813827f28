import { tmpdir } from 'node:os'
import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { expect, test } from 'vitest'
import type { ManageError } from '../../src/core/errors.ts'
import { createRunner } from '../../src/core/runner.ts'

const interruption = new AbortController()
const runner = createRunner({
  cwd: tmpdir(),
  env: { ...process.env, GIVEN: 'by base' },
  signal: interruption.signal,
})
const script = (code: string) => ({ file: process.execPath, args: ['-e', code] })
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: ManageError) => error,
  )

test('gives what was printed, with the environment of base and command', async () => {
  const lines: string[] = []
  const completed = await runner.run(
    { ...script('console.log(process.env.GIVEN, process.env.OWN); console.error("e")'), env: { OWN: '2' } },
    { onLine: (line, stream) => lines.push(`${stream} ${line}`) },
  )
  expect(completed).toEqual({ code: 0, stdout: 'by base 2\n', stderr: 'e\n' })
  expect(lines.sort()).toEqual(['stderr e', 'stdout by base 2'])
})

test('hands over lines no faster than they are taken, each whole, and ends with who takes them', async () => {
  const wordy = script(
    'for (let n = 0; n < 200000; n++) console.log("line " + n); console.error("last words")',
  )
  const taken: string[] = []
  let waiting = 0
  const taker = new Writable({
    objectMode: true,
    highWaterMark: 16,
    write(line: string, _, done) {
      taken.push(line)
      waiting = Math.max(waiting, taker.writableLength)
      setImmediate(done)
    },
  })
  let listening = 0
  taker.on('drain', () => {
    listening = Math.max(listening, taker.listenerCount('close') + taker.listenerCount('error'))
  })
  expect(await runner.run(wordy, { linesTo: taker })).toEqual({ code: 0, stdout: '', stderr: '' })
  await finished(taker.end())
  expect(listening).toBeLessThan(10)
  expect(taken.filter((line) => /^line \d+$/.test(line))).toHaveLength(200_000)
  expect(taken).toContain('last words')
  expect(waiting).toBeLessThan(32)

  const endless = script('setInterval(() => console.log("again"), 1)')
  const enough = new Writable({
    objectMode: true,
    write: (_line, _encoding, done) => {
      enough.destroy()
      done()
    },
  })
  await runner.run(endless, { linesTo: enough, allow: 'any' })
  expect(enough.destroyed).toBe(true)
})

test('writes input, and a child that does not read it is no fault', async () => {
  expect(
    await runner.run(script('process.stdin.pipe(process.stdout)'), { input: 'x'.repeat(200_000) }),
  ).toMatchObject({
    stdout: 'x'.repeat(200_000),
  })
  expect(await runner.run(script('process.exit(0)'), { input: 'x'.repeat(2_000_000) })).toMatchObject({
    code: 0,
  })
})

test('another exit code fails with the last lines, unless it is allowed', async () => {
  const failing = script('console.error("no disk"); process.exit(7)')
  expect(await failure(runner.run(failing))).toMatchObject({
    kind: 'failed',
    details: { exit: 7, output: ['no disk'] },
  })
  expect(await runner.run(failing, { allow: [7] })).toMatchObject({ code: 7 })
})

test('a program that is not there is missing', async () => {
  expect(await failure(runner.run({ file: 'no-such-program', args: [] }))).toMatchObject({
    kind: 'missing',
    message: 'no-such-program was not found on this machine',
  })
})

test('a deadline ends it', async () => {
  expect(await failure(runner.run(script('setInterval(() => {}, 1000)'), { timeoutMs: 200 }))).toMatchObject({
    kind: 'timedOut',
  })
})

test('an interruption ends it, and starts nothing more', async () => {
  const running = failure(
    runner.run(script('console.log(1); setInterval(() => {}, 1000)'), { onLine: () => interruption.abort() }),
  )
  expect(await running).toMatchObject({ kind: 'interrupted' })
  expect(await failure(runner.run(script('')))).toMatchObject({ kind: 'interrupted' })
})
