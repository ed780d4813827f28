import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ProcessControl } from '../../src/previews/embedded/process-control.ts'
import { lockPreview, lockProcesses } from '../../src/previews/preview-locks.ts'

let root: string
let control: ProcessControl
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parlance-control-'))
  control = new ProcessControl({ root, env: {}, signal: new AbortController().signal })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const { signal } = new AbortController()

test('the gateway stops no preview that manage is at work on, and says who is', async () => {
  const lock = lockPreview({ root }, 'told', 'preview:up')
  await expect(control.stop('told')).rejects.toThrow('preview:up')
  lock.release()
  await control.stop('told')
})

test('manage waits for the gateway, and for nobody else', async () => {
  const other = lockPreview({ root }, 'told', 'preview:down')
  await expect(lockProcesses({ root, signal }, 'told', 'preview:up')).rejects.toThrow('preview:down')
  other.release()
  const gateway = lockPreview({ root }, 'told', 'wake')
  const waited = lockProcesses({ root, signal }, 'told', 'preview:up')
  gateway.release()
  ;(await waited).release()
})

test('of locks nothing stays', async () => {
  await control.stop('told')
  lockPreview({ root }, 'told', 'preview:up').release()
  expect(readdirSync(join(root, '.parlance', 'previews', 'locks'))).toEqual([])
})

test('what was never made whole is not started', async () => {
  await expect(control.start('told')).rejects.toThrow('it was never made whole')
})
