import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseConfig } from '../../src/core/config.ts'
import { openInstance } from '../../src/core/instance.ts'
import { previewInstance } from '../../src/core/preview-name.ts'
import { placePreview } from '../../src/previews/preview-place.ts'
import { scripted } from '../support/scripted-runner.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parlance-place-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const config = parseConfig({})
const context = () => scripted([], { root, config, instance: openInstance(root, 'default', config) }).context
const place = (name: string, dryRun = false) => placePreview(context(), name, { engine: 'docker', dryRun })
const ownOffset = (name: string) => openInstance(root, previewInstance(name), config).offset

/** Names of previews whose own place is the same. */
function rivals(count: number): string[] {
  const wanted = ownOffset('branch-0')
  const names = Array.from({ length: 2_000 }, (_, at) => `branch-${at}`)
  return names.filter((name) => ownOffset(name) === wanted).slice(0, count)
}

test('previews that are started at the same time and want the same place each get one, and keep it', async () => {
  const names = rivals(4)
  expect(names).toHaveLength(4)
  const offsets = (await Promise.all(names.map((name) => place(name)))).map(({ own }) => own.instance.offset)
  expect(new Set(offsets).size).toBe(4)
  for (const [at, name] of names.entries()) expect((await place(name)).own.instance.offset).toBe(offsets[at])
})

test('a port that somebody holds is nobody’s', async () => {
  const { own } = await place('branch-0', true)
  const holder = createServer().listen(own.config.edge.http, '127.0.0.1')
  await once(holder, 'listening')
  const moved = (await place('branch-0')).own
  expect(moved.instance.offset).not.toBe(own.instance.offset)
  expect(Number(moved.config.edge.http) - moved.instance.offset).toBe(
    Number(own.config.edge.http) - own.instance.offset,
  )
  holder.close()
})

test('a plan that is only printed keeps no place, nor does one that comes to nothing', async () => {
  await place('branch-0', true)
  expect(existsSync(join(root, '.parlance'))).toBe(false)
  const { own, giveBack } = await place('branch-0')
  giveBack()
  const [rival = ''] = rivals(2).slice(1)
  expect((await place(rival)).own.instance.offset).toBe(own.instance.offset)
})
