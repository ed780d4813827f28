import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFixtureModel } from '../../scripts/fixture-model/make.ts'
import { serveHub } from '../support/hub-server.ts'

const program = fileURLToPath(new URL('../../src/models-main.ts', import.meta.url))
const id = 'Acme/nllb-mini'

describe('models-main', () => {
  let work: string
  let hub: Awaited<ReturnType<typeof serveHub>>
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'parlance-models-'))
    hub = await serveHub(
      id,
      join(work, 'served'),
      await makeFixtureModel(join(work, 'served'), { family: 'nllb' }),
    )
  })
  afterAll(async () => {
    await hub.close()
    await rm(work, { recursive: true, force: true })
  })

  const run = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = { PATH: process.env.PATH, MODELS_DIR: join(work, 'models'), HF_ENDPOINT: hub.url }
      execFile(process.execPath, [program, ...args], { env }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      )
    })
  const lines = (text: string) =>
    text
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  it('pulls, lists with the licence, and deletes', async () => {
    const pulled = await run('pull', id, '--json')
    expect(pulled.code).toBe(0)
    expect(lines(pulled.stdout)[0]).toMatchObject({ type: 'progress', id })
    expect(lines(pulled.stdout).at(-1)).toMatchObject({
      type: 'pulled',
      id,
      licence: 'CC-BY-NC-4.0',
      commercialUse: false,
    })
    const list = await run('list', '--json')
    expect(lines(list.stdout)).toEqual([
      expect.objectContaining({ type: 'model', id, dtype: 'q8', commercialUse: false }),
    ])
    expect((await run('list')).stdout).toContain('licence CC-BY-NC-4.0 (not for commercial use)')
    expect(lines((await run('rm', id, '--json')).stdout)).toEqual([
      expect.objectContaining({ type: 'removed', id }),
    ])
    expect(lines((await run('list', '--json')).stdout)).toEqual([])
  })

  it('says what was wrong, with its exit code', async () => {
    expect(await run('rm', id)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('is not downloaded'),
    })
    expect(await run('rm', '../../etc')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('must be'),
    })
    expect(await run('pull', 'apertium')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no model to download'),
    })
    expect(await run('pull')).toMatchObject({ code: 2, stderr: expect.stringContaining('usage') })
    expect(await run('frob')).toMatchObject({ code: 2 })
  })
})
