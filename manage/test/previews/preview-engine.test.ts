import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EngineChoice, EngineName } from '../../src/core/config.ts'
import { writePreview } from '../../src/core/preview-record.ts'
import { previewEngine } from '../../src/previews/preview-engine.ts'
import { daemon } from '../support/docker-script.ts'
import { scripted } from '../support/scripted-runner.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parlance-engine-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const preview = (name: string, engine?: EngineName) =>
  writePreview(root, {
    name,
    of: name,
    commit: null,
    source: root,
    origin: `http://${name}.localhost`,
    made: '',
    ...(engine ? { engine } : {}),
  })
const choose = async (choice: EngineChoice, docker: boolean) =>
  (await previewEngine(scripted(docker ? daemon : [], { root, engine: choice }).context)).engine

test('the first goes where it is asked to, else to Docker where it answers, else to processes', async () => {
  expect(await choose('auto', true)).toBe('docker')
  expect(await choose('auto', false)).toBe('embedded')
  expect(await choose('embedded', true)).toBe('embedded')
})

test('the next goes where the others are, whether Docker answers or not', async () => {
  preview('one', 'embedded')
  expect(await choose('auto', true)).toBe('embedded')
  expect(await choose('embedded', true)).toBe('embedded')
  await expect(choose('docker', true)).rejects.toThrow(
    'the previews of this checkout run on the engine embedded: one',
  )
})

test('one that was made before there was a choice is in Docker', async () => {
  preview('old')
  expect(await choose('auto', false)).toBe('docker')
  await expect(choose('embedded', true)).rejects.toThrow('engine docker: old')
})
