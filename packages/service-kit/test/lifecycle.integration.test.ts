import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'parlance-lifecycle-'))
afterAll(() => rmSync(folder, { recursive: true }))

let programs = 0

/** Runs a program written around `start`, sends the signals once it prints "up", returns what it printed and its end. */
async function run(start: string, signals: NodeJS.Signals[]) {
  const kit = new URL('../src/lifecycle.ts', import.meta.url).href
  const env = new URL('../src/env.ts', import.meta.url).href
  const file = join(folder, `${++programs}.ts`)
  writeFileSync(
    file,
    `import { runProgram } from '${kit}'\nimport { EnvError } from '${env}'\nvoid EnvError\nsetInterval(() => {}, 1e9)\nrunProgram({ name: 'probe', start: ${start} })`,
  )
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output += data
      for (const signal of String(data).includes('up') ? signals.splice(0, 1) : []) child.kill(signal)
      for (const signal of String(data).includes('closing') ? signals.splice(0, 1) : []) child.kill(signal)
    })
  }
  const [code] = await once(child, 'close')
  return { code, output }
}

test('SIGTERM closes in reverse order and exits with 0', async () => {
  const { code, output } = await run(
    `async (s) => { s.add('a', () => console.log('a')); s.add('b', () => console.log('b')); console.log('up') }`,
    ['SIGTERM'],
  )
  expect({ code, output }).toEqual({ code: 0, output: 'up\nb\na\n' })
})

test('what does not close within its deadline does not keep the rest', async () => {
  const { code, output } = await run(
    `async (s) => { s.add('a', () => console.log('a')); s.add('stuck', () => new Promise(() => {}), 30); console.log('up') }`,
    ['SIGTERM'],
  )
  expect({ code, output }).toEqual({ code: 0, output: 'up\na\n' })
})

test('a second signal ends it at once', async () => {
  const { code } = await run(
    `async (s) => { s.add('stuck', () => { console.log('closing'); return new Promise(() => {}) }, 60_000); console.log('up') }`,
    ['SIGTERM', 'SIGTERM'],
  )
  expect(code).toBe(1)
})

test('a faulty environment is printed as its list, and exits with 1', async () => {
  const { code, output } = await run(`async () => { throw new EnvError(['PORT is missing']) }`, [])
  expect(code).toBe(1)
  expect(output).toBe('probe: The environment is not valid:\n  - PORT is missing\n')
})
