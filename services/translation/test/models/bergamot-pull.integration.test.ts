import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { BergamotEngine } from '../../src/engines/bergamot/bergamot-engine.ts'
import { type PullOptions, type PullPlan, pullPairs } from '../../src/engines/bergamot/download-pairs.ts'
import { pairsOf } from '../../src/engines/bergamot/registry.ts'
import type { DownloadProgress } from '../../src/engines/onnx/download-model.ts'
import { type RegistryFaults, serveRegistry } from '../support/registry-server.ts'

const model = 'model.enes.bin'

describe('pulling Firefox Translations models', () => {
  let work: string
  let registry: Awaited<ReturnType<typeof serveRegistry>>
  const faults: RegistryFaults = {}

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'parlance-registry-'))
    registry = await serveRegistry(join(work, 'served'), ['en-es', 'es-en'], faults)
  })
  beforeEach(() => {
    for (const key of Object.keys(faults)) delete faults[key as keyof RegistryFaults]
    registry.seen.length = 0
  })
  afterEach(() => rm(models(), { recursive: true, force: true }))
  afterAll(async () => {
    await registry.close()
    await rm(work, { recursive: true, force: true })
  })

  const models = () => join(work, 'models')
  const file = (name: string) => join(models(), 'bergamot/en-es', name)
  const served = (name: string) => readFile(join(work, 'served/en-es', name))
  const pull = (more: Partial<PullOptions> = {}) =>
    pullPairs({
      registry: registry.list,
      pairs: ['en-es'],
      modelsFolder: models(),
      signal: new AbortController().signal,
      ...more,
    })
  const parts = async () =>
    (await readdir(models(), { recursive: true })).filter((path) => path.includes('.part'))
  const partOf = async (name: string) =>
    join(models(), (await parts()).find((path) => path.includes(`/${name}.`)) ?? 'none')
  /** Waits until so many bytes of the model are on disk. */
  const arrived = (bytes: number) =>
    vi.waitFor(async () => expect((await stat(await partOf(model))).size).toBe(bytes), { timeout: 60_000 })

  it('says how much it will be, brings it, and the models then speak', async () => {
    const plans: PullPlan[] = []
    const seen: DownloadProgress[] = []
    await pull({
      pairs: ['en-es', 'es-en'],
      onPlan: (plan) => plans.push(plan),
      onProgress: (progress) => seen.push(progress),
    })
    expect(plans).toEqual([{ models: 2, bytes: seen.at(-1)?.total, diskBytes: expect.any(Number) }])
    expect(seen.at(-1)?.bytes).toBe(seen.at(-1)?.total)
    expect(await readFile(file(model))).toEqual(await served(model))
    expect(JSON.parse(await readFile(file('parlance-model.json'), 'utf8'))).toMatchObject({
      id: 'bergamot:en-es',
      licence: 'MPL-2.0',
    })
    expect(await parts()).toEqual([])
    const engine = new BergamotEngine({
      folder: '',
      modelsFolder: models(),
      idleMs: 60_000,
      path: '/usr/bin',
    })
    const job = { source: 'en', target: 'es', signal: new AbortController().signal }
    const answers = await engine.translate({ ...job, segments: ['hello world'] })
    await engine.close()
    expect(answers[0]?.text).toBe('hola mundo')
  })

  it('goes on where the connection broke off, and where an earlier pull was stopped', async () => {
    faults.breakAfter = { name: model, bytes: 700, times: 2, arrived }
    const abort = new AbortController()
    const onProgress = ({ fileBytes, file: name }: DownloadProgress) => {
      if (name.endsWith(model) && fileBytes === 1_400) abort.abort(new Error('stopped'))
    }
    await expect(pull({ signal: abort.signal, onProgress })).rejects.toThrow('stopped')
    await pull()
    expect(registry.seen.filter(({ name }) => name === model).map(({ range }) => range)).toEqual([
      undefined,
      'bytes=700-',
      'bytes=1400-',
    ])
    expect(await readFile(file(model))).toEqual(await served(model))
  })

  it('starts over where the server knows no ranges', async () => {
    faults.noRanges = true
    faults.breakAfter = { name: model, bytes: 700, times: 1, arrived }
    await pull()
    expect(await readFile(file(model))).toEqual(await served(model))
  })

  it('leaves alone what is there and right, and mends what is not', async () => {
    await pull()
    await writeFile(file(model), 'broken')
    await writeFile(file('model.of-an-older-version.bin'), 'old')
    registry.seen.length = 0
    await pull()
    expect(registry.seen).toEqual([{ name: model, range: undefined }])
    expect(await readdir(join(models(), 'bergamot/en-es'))).not.toContain('model.of-an-older-version.bin')
  })

  it('throws away what has another checksum, names the file, and leaves no manifest', async () => {
    faults.corrupt = model
    await expect(pull()).rejects.toThrow(`${model} is not what the registry says (its checksum is another)`)
    expect(await parts()).toEqual([])
    expect(await readdir(join(models(), 'bergamot/en-es'))).not.toContain('parlance-model.json')
    delete faults.corrupt
    await pull()
  })

  it('writes nothing where the disk has no room for it', async () => {
    faults.claims = { name: model, bytes: 2 ** 50 }
    await expect(pull()).rejects.toThrow(/MB left, the models want \d{10} MB: make room/)
    expect(registry.seen).toEqual([])
  })

  it('says what is wrong with a registry', async () => {
    await expect(pull({ pairs: ['en-de'] })).rejects.toThrow('the registry has no model for en-de')
    faults.list = { status: 200, body: { hello: 'world' } }
    await expect(pull()).rejects.toThrow(/is no list of Firefox Translations models: set BERGAMOT_REGISTRY/)
    faults.list = { status: 404, body: {} }
    await expect(pull()).rejects.toThrow(/answered 404/)
    await expect(pull({ registry: 'http://127.0.0.1:1/models.json' })).rejects.toThrow(/cannot be reached/)
  })
})

describe('names of models', () => {
  it.each([
    ['bergamot:en-de', ['en-de']],
    ['bergamot:nl', ['en-nl', 'nl-en']],
  ])('%s', (name, pairs) => {
    expect(pairsOf(name)).toEqual(pairs)
  })

  it('bergamot is all that seven languages need', () => {
    expect(pairsOf('bergamot')).toHaveLength(12)
  })

  it.each(['bergamot:xx', 'bergamot:en', 'bergamot:es-de', 'bergamot:../..'])('not %s', (name) => {
    expect(() => pairsOf(name)).toThrow(/is none of bergamot/)
  })
})
