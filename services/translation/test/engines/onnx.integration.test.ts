import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeFixtureModel } from '../../scripts/fixture-model/make.ts'
import { EngineError } from '../../src/engines/engine.ts'
import { OnnxEngine, type OnnxOptions } from '../../src/engines/onnx/onnx-engine.ts'
import { Scheduler } from '../../src/schedule/scheduler.ts'
import { describeEngine } from './conformance.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlance-onnx-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function makeEngine(spec: string, options: Partial<OnnxOptions> = {}): OnnxEngine {
  return new OnnxEngine({
    spec,
    modelsFolder: folder,
    dtype: 'q8',
    threads: 1,
    idleMs: 60_000,
    path: process.env.PATH ?? '',
    ...options,
  })
}

describeEngine('A neural model', {
  make: async () => {
    const model = join(folder, 'conformance')
    await makeFixtureModel(model)
    return { engine: makeEngine(model), close: async () => {} }
  },
  unserved: ['en', 'ru'],
  house: /casa/,
})

describe('neural models', () => {
  let engine: OnnxEngine
  const forever = () => new AbortController().signal
  const job = { segments: ['Hello world, the house is red!'], source: 'en', target: 'es' }
  afterEach(() => engine.close())

  it.each([
    ['m2m100', 42, 'MIT', true],
    ['nllb', 42, 'CC-BY-NC-4.0', false],
    ['opus-mt-en-es', 1, 'CC-BY-4.0', true],
    ['t5', 3, 'Apache-2.0', true],
  ] as const)('%s is asked in its own way', async (name, pairs, licence, commercialUse) => {
    const model = join(folder, name)
    await makeFixtureModel(model, { family: name === 'opus-mt-en-es' ? 'marian' : name })
    engine = makeEngine(model)
    expect(engine.routes()).toHaveLength(pairs)
    expect(engine.licence).toEqual({ name: licence, commercialUse })
    const [answer] = await engine.translate({ ...job, signal: forever() })
    expect(answer?.text).toBe('Hola mundo, el casa es rojo!')
    expect(answer?.confidence).toBeGreaterThan(0.5)
  })

  it('translates into each language of the site, in one process', async () => {
    engine = makeEngine(join(folder, 'm2m100'))
    const said: string[] = []
    for (const target of ['fr', 'it', 'de', 'nl', 'pt']) {
      const [answer] = await engine.translate({
        segments: ['good morning'],
        source: 'en',
        target,
        signal: forever(),
      })
      said.push(answer?.text ?? '')
    }
    expect(said).toEqual(['bon matin', 'buono mattina', 'gut Morgen', 'goed ochtend', 'bom manhã'])
    const [back] = await engine.translate({
      segments: ['casa roja'],
      source: 'es',
      target: 'en',
      signal: forever(),
    })
    expect(back?.text).toMatch(/^house/)
  })

  it('is less sure of what it does not know', async () => {
    engine = makeEngine(join(folder, 'm2m100'))
    const [known, unknown] = await engine.translate({
      ...job,
      segments: ['the red house', 'zqx wvk'],
      signal: forever(),
    })
    expect(unknown?.confidence).toBeLessThan((known?.confidence ?? 0) - 0.2)
  })

  it('loads nothing before it is asked, and gives its memory back when idle', async () => {
    engine = makeEngine(join(folder, 'm2m100'), { idleMs: 300 })
    expect(engine.state()).toEqual({ available: true, problem: '', loaded: false })
    await engine.translate({ ...job, signal: forever() })
    expect(engine.memoryBytes()).toBeGreaterThan(20_000_000)
    await vi.waitFor(() => expect(engine.state().loaded).toBe(false), { timeout: 60_000 })
    expect(engine.memoryBytes()).toBe(0)
    expect(await engine.translate({ ...job, signal: forever() })).toHaveLength(1)
  })

  it('a process killed in mid batch fails that batch, and the next one is answered', async () => {
    engine = makeEngine(join(folder, 'm2m100'))
    const first = engine.translate({ ...job, signal: forever() })
    const segments = Array.from({ length: 64 }, () => 'the house is big '.repeat(20).trim())
    const work = engine.translate({ ...job, segments, signal: forever() })
    work.catch(() => {})
    // The process works in order: once this is answered, the batch is on its way.
    await first
    process.kill(engine.pid ?? 0, 'SIGKILL')
    await expect(work).rejects.toThrow(EngineError)
    expect(await engine.translate({ ...job, signal: forever() })).toHaveLength(1)
  })

  it('an abort stops the generation itself', async () => {
    engine = makeEngine(join(folder, 'm2m100'))
    await engine.translate({ ...job, signal: forever() })
    const long = Array.from({ length: 96 }, () => 'the house is big '.repeat(60).trim())
    const started = performance.now()
    await engine.translate({ ...job, segments: long, signal: forever() })
    const whole = performance.now() - started
    const work = engine.translate({
      ...job,
      segments: long,
      signal: AbortSignal.timeout(Math.round(whole / 20)),
    })
    await expect(work).rejects.toThrow(/timeout/)
    const again = performance.now()
    await engine.translate({ ...job, signal: forever() })
    expect(performance.now() - again).toBeLessThan(whole / 2)
  })

  it('says what a broken model lacks, and what to do', async () => {
    engine = makeEngine('Xenova/nothing-here')
    expect(engine.state()).toMatchObject({
      available: false,
      problem: expect.stringContaining('manage models:pull Xenova/nothing-here'),
    })
    const broken = join(folder, 'broken')
    await makeFixtureModel(broken)
    await writeFile(join(broken, 'onnx/decoder_model_merged_quantized.onnx'), 'no model at all')
    await engine.close()
    engine = makeEngine(broken)
    await expect(engine.translate({ ...job, signal: forever() })).rejects.toThrow(/cannot be loaded/)
    await rm(join(broken, 'onnx/encoder_model_quantized.onnx'))
    engine = makeEngine(broken)
    expect(engine.state().problem).toMatch(/encoder_model_quantized.onnx is missing/)
  })

  it('is fed batches of like length by the scheduler', async () => {
    engine = makeEngine(join(folder, 'm2m100'))
    const sizes: number[] = []
    const scheduler = new Scheduler({ maxDepth: 1_000, onBatch: (_, segments) => sizes.push(segments) })
    const texts = Array.from({ length: 120 }, (_, at) => 'the house is big '.repeat(1 + (at % 12)).trim())
    const order = { source: 'en', target: 'es', chat: false, caller: 'test', signal: forever() }
    const answers = await Promise.all(scheduler.submit(engine, texts, order))
    answers.forEach(({ text }, at) => {
      expect(text.split(' ')).toHaveLength(4 * (1 + (at % 12)))
    })
    expect(sizes.length).toBeLessThan(20)
  })
})
