import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseConfig } from '../../src/core/config.ts'
import { openInstance, rememberInstance } from '../../src/core/instance.ts'
import { inFreePlace } from '../../src/engines/free-place.ts'
import { scripted } from '../support/scripted-runner.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parlance-place-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const called = (name: string) => {
  const config = parseConfig({})
  return scripted([], { root, config, instance: openInstance(root, name, config) })
}

test('a new instance whose place is taken gets the next, and says why; one that has a place keeps it', async () => {
  const script = called('review')
  const { ports, offset } = script.context.instance
  const holder = createServer().listen(ports.translation, '127.0.0.1')
  await once(holder, 'listening')
  const placed = await inFreePlace(script.context)
  expect(placed.instance.offset).not.toBe(offset)
  expect(script.transcript()).toMatch(
    new RegExp(
      `port ${ports.translation} of its place is held by .*\\(pid ${process.pid}\\): instance review takes the next place, every port moved by ${placed.instance.offset}`,
    ),
  )
  rememberInstance(script.context.instance)
  expect((await inFreePlace(script.context)).instance.offset).toBe(offset)
  holder.close()
})

test('a new instance whose place is free takes it without a word', async () => {
  const script = called('quiet')
  expect((await inFreePlace(script.context)).instance).toEqual(script.context.instance)
  expect(script.transcript().trim()).toBe('')
})
