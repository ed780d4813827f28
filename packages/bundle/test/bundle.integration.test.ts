import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bundle, bundleService } from '../src/bundle.ts'
import { healthProgram, type Target } from '../src/targets.ts'

// A checkout in small: a service, a package that reads a file beside its code, one with a native part, one left out.
const root = mkdtempSync(join(tmpdir(), 'parlance-bundle-'))
const out = join(root, 'out')
const write = (path: string, text: string) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}
const packageJson = (name: string, more: object = {}) =>
  JSON.stringify({ name, version: '1.0.0', main: 'index.js', ...more })
const modules = 'services/one/node_modules'

const target: Target = {
  folder: 'services/one',
  entries: ['main', 'child-main'],
  native: [
    {
      name: 'native',
      files: ['package.json', 'index.js', 'lib'],
      packed: ['lib/big.bin'],
      without: ['installer'],
    },
  ],
  packageFiles: [{ name: 'reads-files', paths: ['static/page.txt'] }],
  data: ['seed'],
  empty: ['heavy'],
  absent: ['maybe'],
}
let bundle: Bundle

beforeAll(async () => {
  write(healthProgram, 'process.exit(0)\n')
  write('services/one/package.json', '{"type":"module"}')
  write('services/one/seed/a.json', '{}')
  write(
    'services/one/src/main.ts',
    `import heavy from 'heavy'
import native from 'native'
import page from 'reads-files'
let maybe = 'absent'
try { maybe = require('maybe') } catch {}
export interface Gone { a: string }
process.stdout.write(JSON.stringify({ heavy, native, page, maybe }))
declare function require(name: string): string
`,
  )
  write('services/one/src/child-main.ts', 'process.stdout.write("child")\n')
  write(`${modules}/heavy/package.json`, packageJson('heavy'))
  write(`${modules}/heavy/index.js`, 'throw new Error("must not be loaded")')
  write(`${modules}/maybe/package.json`, packageJson('maybe'))
  write(`${modules}/maybe/index.js`, 'module.exports = "present"')
  write(`${modules}/reads-files/package.json`, packageJson('reads-files', { main: 'lib/index.js' }))
  write(
    `${modules}/reads-files/lib/index.js`,
    `module.exports = require('fs').readFileSync(require('path').join(__dirname, '../static/page.txt'), 'utf8')`,
  )
  write(`${modules}/reads-files/static/page.txt`, 'a page')
  write(
    `${modules}/native/package.json`,
    packageJson('native', { dependencies: { helper: '1', installer: '1' } }),
  )
  write(`${modules}/native/index.js`, `module.exports = 'native with ' + require('helper')`)
  write(`${modules}/native/lib/big.bin`, 'b'.repeat(10_000))
  write(`${modules}/native/source.cc`, 'int main;')
  write(`${modules}/helper/package.json`, packageJson('helper'))
  write(`${modules}/helper/index.js`, `module.exports = 'its helper'`)
  bundle = await bundleService(root, 'one', target, out)
  // Nothing of the checkout is left to lean on.
  rmSync(join(root, 'services'), { recursive: true })
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('a bundled service', () => {
  const start = async (name: string) =>
    (await promisify(execFile)(process.execPath, [join(out, 'dist/one', name)], { cwd: tmpdir() })).stdout

  test('runs by itself: with its files, its native package and what that needs, without what is left out', async () => {
    expect(JSON.parse(await start('main.mjs'))).toEqual({
      heavy: {},
      native: 'native with its helper',
      page: 'a page',
      maybe: 'absent',
    })
    expect(await start('child-main.mjs')).toBe('child')
  })

  test('says what it wrote', () => {
    expect(bundle.native).toEqual(['native@1.0.0', 'helper@1.0.0'])
    expect(bundle.files.map(({ name }) => name).sort()).toEqual(
      [
        'child-main.mjs',
        'child-main.mjs.map',
        'health.mjs',
        'health.mjs.map',
        'main.mjs',
        'main.mjs.map',
      ].sort(),
    )
  })

  test('data stands two levels above the bundle; what is big is packed', () => {
    expect(readFileSync(join(out, 'seed/a.json'), 'utf8')).toBe('{}')
    expect(readFileSync(join(out, 'dist/one/node_modules/native/lib/big.bin.br')).length).toBeLessThan(100)
  })

  test('its source map leads to its own source alone', () => {
    const { sources } = JSON.parse(readFileSync(join(out, 'dist/one/main.mjs.map'), 'utf8'))
    expect(sources).toEqual([expect.stringMatching(/services\/one\/src\/main\.ts$/)])
  })
})

test('a package that is not installed is named', async () => {
  write('services/two/package.json', '{"type":"module"}')
  const missing: Target = {
    ...target,
    folder: 'services/two',
    entries: [],
    native: [{ name: 'nowhere' }],
    data: [],
    packageFiles: [],
  }
  await expect(bundleService(root, 'two', missing, join(root, 'out2'))).rejects.toThrow(
    /nowhere is not installed/,
  )
})
