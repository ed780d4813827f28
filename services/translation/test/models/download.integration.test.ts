import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeFixtureModel } from '../../scripts/fixture-model/make.ts'
import { type DownloadProgress, downloadModel } from '../../src/engines/onnx/download-model.ts'
import { OnnxEngine } from '../../src/engines/onnx/onnx-engine.ts'
import { type HubFaults, serveHub } from '../support/hub-server.ts'

const id = 'Acme/nllb-mini'
const decoder = 'onnx/decoder_model_merged_quantized.onnx'

describe('downloading a model from a hub', () => {
  let work: string
  let hub: Awaited<ReturnType<typeof serveHub>>
  let files: string[]
  const faults: HubFaults = {}

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'parlance-hub-'))
    files = await makeFixtureModel(join(work, 'served'), { family: 'nllb' })
    await writeFile(join(work, 'served/README.md'), '# not needed to run it')
    for (const key of Object.keys(faults)) delete faults[key as keyof HubFaults]
    hub = await serveHub(id, join(work, 'served'), [...files, 'README.md'], faults)
  })
  afterEach(async () => {
    await hub.close()
    await rm(work, { recursive: true, force: true })
  })

  /** Waits until so many bytes of the decoder are on disk. */
  const arrived = (bytes: number) =>
    vi.waitFor(
      async () => {
        const { size } = await stat(join(work, 'models', id, `${decoder}.part`))
        expect(size).toBe(bytes)
      },
      { timeout: 60_000 },
    )
  const pull = (
    more: { signal?: AbortSignal; token?: string; onProgress?: (progress: DownloadProgress) => void } = {},
  ) =>
    downloadModel({
      hub: { endpoint: hub.url, token: more.token },
      id,
      dtype: 'q8',
      modelsFolder: join(work, 'models'),
      signal: more.signal ?? new AbortController().signal,
      ...(more.onProgress ? { onProgress: more.onProgress } : {}),
    })

  it('takes what running it needs, shows how far it is, and the model then speaks', async () => {
    const seen: DownloadProgress[] = []
    const manifest = await pull({ onProgress: (progress) => seen.push(progress), token: 'hub-token' })
    expect(manifest).toMatchObject({ id, revision: hub.revision, licence: 'cc-by-nc-4.0', dtype: 'q8' })
    expect(manifest.files.map(({ path }) => path).sort()).toEqual(files.sort())
    expect(hub.seen.every(({ authorization }) => authorization === 'Bearer hub-token')).toBe(true)
    expect(seen.at(-1)?.bytes).toBe(seen.at(-1)?.total)
    const engine = new OnnxEngine({
      spec: id,
      modelsFolder: join(work, 'models'),
      dtype: 'q8',
      threads: 1,
      idleMs: 60_000,
      path: process.env.PATH ?? '',
    })
    expect(engine.licence).toEqual({ name: 'CC-BY-NC-4.0', commercialUse: false })
    expect(engine.revision()).toBe(`${hub.revision.slice(0, 12)}-q8`)
    const [answer] = await engine.translate({
      segments: ['hello world'],
      source: 'en',
      target: 'fr',
      signal: new AbortController().signal,
    })
    expect(answer?.text).toBe('bonjour monde')
    await engine.close()
  })

  it('goes on where the connection broke off', async () => {
    faults.breakAfter = { path: decoder, bytes: 700, times: 2, arrived }
    await pull()
    const ranges = hub.seen.filter(({ path }) => path === decoder).map(({ range }) => range)
    expect(ranges).toEqual([undefined, 'bytes=700-', 'bytes=1400-'])
    expect(await readFile(join(work, 'models', id, decoder))).toEqual(
      await readFile(join(work, 'served', decoder)),
    )
  })

  it('resumes an earlier, interrupted pull, and leaves alone what is there and right', async () => {
    const abort = new AbortController()
    await expect(
      pull({
        signal: abort.signal,
        onProgress: ({ file }) => {
          if (file.includes('encoder_model')) abort.abort(new Error('stopped'))
        },
      }),
    ).rejects.toThrow()
    const part = join(work, 'models', id, `${decoder}.part`)
    const whole = await readFile(join(work, 'served', decoder))
    await writeFile(part, whole.subarray(0, 500))
    hub.seen.length = 0
    await pull()
    expect(hub.seen).toEqual([expect.objectContaining({ path: decoder, range: 'bytes=500-' })])
  })

  it('starts over where the hub knows no ranges', async () => {
    faults.noRanges = true
    faults.breakAfter = { path: decoder, bytes: 700, times: 1, arrived }
    await pull()
    expect(await readFile(join(work, 'models', id, decoder))).toEqual(
      await readFile(join(work, 'served', decoder)),
    )
  })

  it('throws away what has a wrong checksum, names the file, and leaves no manifest', async () => {
    faults.corrupt = decoder
    await expect(pull()).rejects.toThrow(`${decoder} of ${id} has a wrong checksum`)
    const left = await readdir(join(work, 'models'), { recursive: true })
    expect(left.filter((path) => path.endsWith('.part') || path.endsWith('parlance-model.json'))).toEqual([])
    delete faults.corrupt
    await pull()
  })

  it('says that the hub cannot be reached, or has no such model', async () => {
    faults.status = 404
    await expect(pull()).rejects.toThrow(/no public model Acme\/nllb-mini/)
    await hub.close()
    await expect(pull()).rejects.toThrow(/cannot be reached/)
  })

  it('says which weights a model lacks', async () => {
    await expect(
      downloadModel({
        hub: { endpoint: hub.url },
        id,
        dtype: 'fp16',
        modelsFolder: join(work, 'models'),
        signal: new AbortController().signal,
      }),
    ).rejects.toThrow(/has no onnx\/encoder_model_fp16.onnx/)
  })
})
