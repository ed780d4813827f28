import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { programEnvironment } from '@parlance/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeFixtureModel } from '../../scripts/fixture-model/make.ts'
import { serveHub } from '../support/hub-server.ts'
import { serveRegistry } from '../support/registry-server.ts'

const program = fileURLToPath(new URL('../../src/models-main.ts', import.meta.url))
const id = 'Acme/nllb-mini'

describe('models-main', () => {
  let work: string
  let hub: Awaited<ReturnType<typeof serveHub>>
  let registry: Awaited<ReturnType<typeof serveRegistry>>
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'parlance-models-'))
    hub = await serveHub(
      id,
      join(work, 'served'),
      await makeFixtureModel(join(work, 'served'), { family: 'nllb' }),
    )
    registry = await serveRegistry(join(work, 'registry'), ['en-nl', 'nl-en'])
  })
  afterAll(async () => {
    await hub.close()
    await registry.close()
    await rm(work, { recursive: true, force: true })
  })

  const run = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = {
        ...programEnvironment,
        MODELS_DIR: join(work, 'models'),
        HF_ENDPOINT: hub.url,
        BERGAMOT_REGISTRY: registry.list,
      }
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

  it('pulls both directions of a language, says size and licence before and after, lists and deletes them', async () => {
    const pulled = await run('pull', 'bergamot:nl')
    expect(pulled).toMatchObject({ code: 0, stderr: '' })
    const said = pulled.stdout.split('\n')
    expect(said[0]).toMatch(
      /^bergamot:nl: 2 models, [\d.]+ MB to download, [\d.]+ MB on disk, licence MPL-2\.0$/,
    )
    expect(said.at(-2)).toMatch(/^bergamot:nl-en \(int8\) at \w{12} is ready; licence MPL-2\.0$/)
    expect(lines((await run('list', '--json')).stdout)).toEqual(
      ['en-nl', 'nl-en'].map((pair) =>
        expect.objectContaining({ id: `bergamot:${pair}`, licence: 'MPL-2.0', commercialUse: true }),
      ),
    )
    expect(lines((await run('rm', 'bergamot:en-nl', '--json')).stdout)).toMatchObject([
      { type: 'removed', id: 'bergamot:en-nl' },
    ])
    expect(lines((await run('rm', 'bergamot', '--json')).stdout)).toMatchObject([{ id: 'bergamot:nl-en' }])
    expect(await run('rm', 'bergamot')).toMatchObject({ code: 1 })
    expect(await run('pull', 'bergamot:es-de')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is none of bergamot (all)'),
    })
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
