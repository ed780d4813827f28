import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseConfig } from '../../src/core/config.ts'
import { knownInstances, openInstance, rememberedEngine, rememberInstance } from '../../src/core/instance.ts'

let root: string
const config = parseConfig({})

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parlance checkout '))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('the default instance stands on the ports of the table, another on its own, always the same', () => {
  expect(openInstance(root, 'default', config)).toMatchObject({ offset: 0, ports: { backend: 3002 } })
  const demo = openInstance(root, 'demo', config)
  expect(demo.offset).toBeGreaterThan(0)
  expect(demo.offset % 100).toBe(0)
  expect(openInstance(root, 'demo', config)).toEqual(demo)
})

test('two checkouts place an instance of the same name apart', () => {
  const offsets = new Set(
    ['a', 'b', 'c', 'd'].map((name) => openInstance(join('/nowhere', name), 'demo', config).offset),
  )
  expect(offsets.size).toBe(4)
})

test('a place that is taken is left to who has it, and remembered', () => {
  const demo = openInstance(root, 'demo', config)
  mkdirSync(join(root, '.parlance', 'other'), { recursive: true })
  writeFileSync(
    join(root, '.parlance', 'other', 'instance.json'),
    JSON.stringify({ name: 'other', offset: demo.offset }),
  )
  const moved = openInstance(root, 'demo', config)
  expect(moved.offset).not.toBe(demo.offset)
  rememberInstance(moved)
  rmSync(join(root, '.parlance', 'other'), { recursive: true })
  expect(openInstance(root, 'demo', config).offset).toBe(moved.offset)
  expect(knownInstances(root)).toEqual(['demo'])
})

test('the engine is remembered, the place stays as it was written first', () => {
  const demo = openInstance(root, 'demo', config)
  expect(rememberedEngine(demo)).toBeUndefined()
  rememberInstance(demo, 'docker')
  rememberInstance({ ...demo, offset: 1 }, 'embedded')
  expect(rememberedEngine(demo)).toBe('embedded')
  expect(openInstance(root, 'demo', config).offset).toBe(demo.offset)
})

test('a place that cannot be read is an error that says how to mend it', () => {
  mkdirSync(join(root, '.parlance', 'demo'), { recursive: true })
  writeFileSync(join(root, '.parlance', 'demo', 'instance.json'), '{"offset": "far"}')
  expect(() => openInstance(root, 'demo', config)).toThrow('is not readable as the place of an instance')
})
