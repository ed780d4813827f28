import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeBergamotFixture } from '../../scripts/bergamot-fixture/make.ts'
import { BergamotEngine, type BergamotOptions } from '../../src/engines/bergamot/bergamot-engine.ts'
import { EngineError } from '../../src/engines/engine.ts'
import { settleSpans, spanCharacter } from '../../src/text/spans.ts'
import { shouting } from '../support/fake-engine.ts'
import { makeTranslator } from '../support/translator.ts'
import { describeEngine } from './conformance.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parlance-bergamot-'))
  for (const [source, target] of [
    ['en', 'es'],
    ['es', 'en'],
    ['en', 'de'],
  ] as const)
    await makeBergamotFixture(folder, source, target)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function makeEngine(options: Partial<BergamotOptions> = {}): BergamotEngine {
  return new BergamotEngine({
    folder,
    modelsFolder: '',
    idleMs: 60_000,
    path: process.env.PATH ?? '',
    ...options,
  })
}

describeEngine('Bergamot', {
  make: async () => ({ engine: makeEngine(), close: async () => {} }),
  unserved: ['de', 'en'],
  house: /casa/,
})

describe('Bergamot', () => {
  let shared: BergamotEngine
  let engine: BergamotEngine
  beforeAll(() => {
    shared = makeEngine()
  })
  beforeEach(() => {
    engine = shared
  })
  afterEach(async () => {
    if (engine !== shared) await engine.close()
  })
  afterAll(() => shared.close())
  const forever = () => new AbortController().signal
  const say = async (segments: string[], source = 'en', target = 'es', signal = forever()) =>
    (await engine.translate({ segments, source, target, signal })).map(({ text }) => text)

  it('says what the model’s words mean, and copies what is no word of it', async () => {
    expect(
      await say([
        'Hello world, the house is red!',
        'We see 12 new videos & <b> today',
        'Zorgle 😀 مرحبا',
        '?!',
      ]),
    ).toEqual([
      'Hola mundo, el casa es rojo!',
      'Nosotros vemos 12 nuevo vídeos & <b> hoy',
      'Zorgle 😀 مرحبا',
      '?!',
    ])
    expect(await say(['Good morning, friend.'], 'en', 'de')).toEqual(['Gut Morgen, Freund.'])
  })

  it('says the same by the 8-bit arithmetic that published models want', async () => {
    const bytes = join(folder, '8-bit')
    await makeBergamotFixture(bytes, 'en', 'de', 8)
    engine = makeEngine({ folder: bytes })
    const [open, shut] = (['open', 'close'] as const).map((side) => spanCharacter({ number: 0, side }))
    const text = `Good morning world, the ${open}red${shut} house is big & new!`
    const [answer = ''] = await say([text], 'en', 'de')
    expect(settleSpans(text, answer)).toBe(`Gut Morgen Welt, das ${open}rot${shut} Haus ist groß & neu!`)
  })

  it('goes through English where no model is direct, in one call of the engine', async () => {
    expect(engine.route('es', 'de')).toEqual(['en'])
    expect(engine.route('de', 'es')).toBeUndefined()
    expect(engine.routes()).toEqual([
      { source: 'en', target: 'es', via: [] },
      { source: 'en', target: 'de', via: [] },
      { source: 'es', target: 'en', via: [] },
      { source: 'es', target: 'de', via: ['en'] },
    ])
    expect(await say(['Hola mundo, la casa es grande.'], 'es', 'de')).toEqual([
      'Hallo Welt, la Haus ist groß.',
    ])
  })

  it('markup follows its words by the engine’s alignment, through a pivot as well', async () => {
    const [open, close] = [0, 1].map((number) => spanCharacter({ number, side: 'open' })) as [string, string]
    const [shut, end] = [0, 1].map((number) => spanCharacter({ number, side: 'close' })) as [string, string]
    const text = `The ${open}red ${close}big${end}${shut} house & the cat`
    const [answer = ''] = await say([text])
    expect(settleSpans(text, answer)).toBe(`El ${open}rojo ${close}grande${end}${shut} casa & el gato`)
    const spanish = `El ${open}gato${shut} es grande`
    const [german = ''] = await say([spanish], 'es', 'de')
    expect(settleSpans(spanish, german)).toBe(`Das ${open}Katze${shut} ist groß`)
  })

  it('carries HTML and Markdown through the whole pipeline', async () => {
    const { translate } = makeTranslator({ basic: engine })
    const markdown = await translate('The **red** house is [new](https://example.org)', {
      format: 'markdown',
    })
    expect(markdown.translated).toBe('El **rojo** casa es [nuevo](https://example.org)')
    const html = await translate('<p>The <b>red</b> house &amp; the cat</p>')
    expect(html).toMatchObject({
      translated: '<p>El <b>rojo</b> casa &amp; el gato</p>',
      engine: 'bergamot',
    })
  })

  it('is less sure of what it does not know', async () => {
    const [known, unknown] = await engine.translate({
      segments: ['the red house', 'zqx wvk'],
      source: 'en',
      target: 'es',
      signal: forever(),
    })
    expect(known?.confidence).toBeGreaterThan(0.8)
    expect(unknown?.confidence).toBeLessThan((known?.confidence ?? 0) - 0.2)
  })

  it('loads nothing before it is asked, and gives its memory back when idle', async () => {
    engine = makeEngine({ idleMs: 300 })
    expect(engine.state()).toEqual({ available: true, problem: '', loaded: false })
    expect(engine.memoryBytes()).toBe(0)
    await say(['the house'])
    expect(engine.memoryBytes()).toBeGreaterThan(20_000_000)
    await vi.waitFor(() => expect(engine.state().loaded).toBe(false), { timeout: 60_000 })
    expect(engine.memoryBytes()).toBe(0)
    expect(await say(['the house'])).toEqual(['el casa'])
  })

  it('what somebody waits for overtakes a catalogue between two slices of it', async () => {
    await say(['the house'])
    const order: string[] = []
    const segments = Array.from({ length: 300 }, (_, at) => `the house ${at} is big and red`)
    const catalogue = say(segments).then(() => order.push('catalogue'))
    const job = { segments: ['hello'], source: 'en', target: 'es', urgent: true, signal: forever() }
    const chat = engine.translate(job).then(() => order.push('chat'))
    await Promise.all([catalogue, chat])
    expect(order).toEqual(['chat', 'catalogue'])
  })

  it('a process killed in mid batch fails that batch, and the next one is answered', async () => {
    engine = makeEngine()
    const first = say(['the house'])
    const work = say(Array.from({ length: 500 }, (_, at) => `the house ${at} is big`))
    work.catch(() => {})
    await first
    process.kill(engine.pid ?? 0, 'SIGKILL')
    await expect(work).rejects.toThrow(EngineError)
    expect(await say(['the house'])).toEqual(['el casa'])
  })

  it('who gives up while the models are loading does not wait for them', async () => {
    engine = makeEngine()
    const abort = new AbortController()
    const work = say(['the house'], 'en', 'es', abort.signal)
    process.kill(engine.pid ?? 0, 'SIGSTOP')
    abort.abort(new Error('given up'))
    await expect(work).rejects.toThrow('given up')
    process.kill(engine.pid ?? 0, 'SIGCONT')
    expect(await say(['the house'])).toEqual(['el casa'])
  })

  it('a process that gets nowhere is ended at the deadline, and replaced', async () => {
    engine = makeEngine({ silenceMs: 5_000 })
    await say(['the house'])
    process.kill(engine.pid ?? 0, 'SIGSTOP')
    await expect(say(['the cat'])).rejects.toThrow(/said nothing for 5 s/)
    await vi.waitFor(() => expect(engine.pid).toBeUndefined(), { timeout: 60_000 })
    expect(await say(['the cat'])).toEqual(['el gato'])
  })
})

describe('models that are missing or broken', () => {
  let broken: string
  let engine: BergamotEngine
  beforeEach(async () => {
    broken = await mkdtemp(join(tmpdir(), 'parlance-bergamot-'))
    await makeBergamotFixture(broken, 'en', 'es')
  })
  afterEach(async () => {
    await engine.close()
    await rm(broken, { recursive: true, force: true })
  })
  const job = { segments: ['the house'], source: 'en', target: 'es', signal: new AbortController().signal }

  it('says that nothing is installed, or what a pair lacks, and what to do', async () => {
    engine = makeEngine({ folder: join(broken, 'nowhere') })
    expect(engine.state()).toMatchObject({
      available: false,
      problem: expect.stringContaining('manage models:pull bergamot'),
    })
    await expect(engine.translate(job)).rejects.toThrow(EngineError)
    await rm(join(broken, 'en-es/vocab.enes.spm'))
    engine = makeEngine({ folder: broken })
    expect(engine.state().problem).toBe('en-es lacks its vocabulary: run manage models:pull bergamot:en-es')
  })

  it.each(['model.enes.bin', 'vocab.enes.spm', 'lex.50.50.enes.s2t.bin'])(
    'a broken %s fails the batch, names the model, and the next engine of the tier speaks',
    async (file) => {
      await writeFile(join(broken, 'en-es', file), Buffer.alloc(5_000, 'no model at all '))
      engine = makeEngine({ folder: broken })
      await expect(engine.translate(job)).rejects.toThrow(/en → es/)
      const { translate } = makeTranslator({ basic: [engine, shouting()] })
      expect(await translate('the house')).toMatchObject({ translated: 'THE HOUSE', engine: 'apertium' })
    },
  )

  it('a model that is half there is told from one that is whole by its checksum', async () => {
    const file = join(broken, 'en-es/model.enes.bin')
    const whole = await readFile(file)
    const sha256 = createHash('sha256').update(whole).digest('hex')
    await writeFile(
      join(broken, 'en-es/parlance-model.json'),
      JSON.stringify({ files: [{ path: 'model.enes.bin', sha256 }] }),
    )
    await writeFile(file, whole.fill(0, 100_000, 100_400))
    engine = makeEngine({ folder: broken })
    await expect(engine.translate(job)).rejects.toThrow(
      'model.enes.bin of en → es has a wrong checksum: run manage models:pull bergamot:en-es',
    )
  })
})
