import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, EngineError } from '../../src/engines/engine.ts'
import { makeTranslator } from '../support/translator.ts'

/** What a suite needs to know of an engine. */
export interface Conformance {
  make(): Promise<{ engine: Engine; close(): Promise<void> }>
  /** A pair that it does not serve. */
  readonly unserved: readonly [source: string, target: string]
  /** What “the house” is in Spanish, to tell that it translated at all. */
  readonly house: RegExp
}

const odd = [
  '',
  ' ',
  '.',
  '?!',
  '😀',
  'مرحبا',
  'a',
  '\u{E000}',
  '\u{E000}\u{E001}',
  'x'.repeat(1_000),
  'the house '.repeat(100).trim(),
  '[1] (2) {3} <4> ^5$ /6\\ @7 *8 #9 +10 ~11',
  'new\tline',
]

/** One suite for every engine: they differ in what they say, not in how they behave. */
export function describeEngine(name: string, { make, unserved, house }: Conformance): void {
  describe(`${name} keeps to the engine contract`, () => {
    let engine: Engine
    let close: () => Promise<void>
    const pair = { source: 'en', target: 'es' }
    const forever = () => new AbortController().signal

    beforeAll(async () => {
      ;({ engine, close } = await make())
    })
    afterAll(async () => {
      await engine.close()
      await close()
    })

    it('says what it is, what may be done with it, and which pairs it serves', () => {
      expect(engine.model).not.toBe('')
      expect(engine.licence.name).not.toBe('')
      expect(engine.state()).toMatchObject({ available: true, problem: '' })
      expect(engine.routes()).toContainEqual({ source: 'en', target: 'es', via: [] })
      expect(engine.route('en', 'es')).toEqual([])
      expect(engine.route(...unserved)).toBeUndefined()
      expect(engine.concurrency).toBeGreaterThan(0)
      expect(engine.cost('a longer sentence costs more')).toBeGreaterThan(engine.cost('short'))
      expect(engine.revision()).toBe(engine.revision())
    })

    it('translates a batch, in order, with a confidence for each', async () => {
      const segments = ['the house', 'good morning', 'the cat is red']
      const answers = await engine.translate({ ...pair, segments, signal: forever() })
      expect(answers).toHaveLength(3)
      expect(answers[0]?.text).toMatch(house)
      for (const { confidence } of answers) {
        expect(confidence).toBeGreaterThan(0)
        expect(confidence).toBeLessThanOrEqual(1)
      }
    })

    it('says the same alone as in a batch', async () => {
      const segments = ['the house', 'the cat is big and red', 'hello world', 'we see a new video today']
      const together = await engine.translate({ ...pair, segments, signal: forever() })
      const alone: string[] = []
      for (const segment of segments) {
        const [answer] = await engine.translate({ ...pair, segments: [segment], signal: forever() })
        alone.push(answer?.text ?? '')
      }
      expect(together.map(({ text }) => text)).toEqual(alone)
    })

    it('does not mix up batches that run at the same time', async () => {
      const batches = Array.from({ length: 6 }, (_, index) =>
        Array.from({ length: 10 }, (_, at) => `the house ${index}${at} is red`),
      )
      const all = await Promise.all(
        batches.map((segments) => engine.translate({ ...pair, segments, signal: forever() })),
      )
      all.forEach((answers, index) => {
        for (const [at, { text }] of answers.entries()) {
          expect(text.replace(/\s/g, '')).toContain(`${index}${at}`)
        }
      })
    })

    it('takes no segments, and any segment, without failing', async () => {
      expect(await engine.translate({ ...pair, segments: [], signal: forever() })).toEqual([])
      const answers = await engine.translate({ ...pair, segments: odd, signal: forever() })
      expect(answers.map(({ text }) => typeof text)).toEqual(odd.map(() => 'string'))
    })

    it('loses no mask behind the pipeline, and says so where it keeps the original', async () => {
      const { translate } = makeTranslator({ basic: engine })
      const text = 'the house https://example.org/a?b=1 is big, @ana and `code` 😀 see {name} (5 km) today'
      const { translated } = await translate(text)
      for (const mask of ['https://example.org/a?b=1', '@ana', '`code`', '😀', '{name}', '5 km']) {
        expect(translated.split(mask)).toHaveLength(2)
      }
    })

    it('puts markup around words of its own, or hands it through', async () => {
      const { translate } = makeTranslator({ basic: engine })
      for (const text of [
        'the **red** house',
        '[the house](https://x.org) is *big*',
        'hello **good _big_ friend**',
      ]) {
        const { translated } = await translate(text, { format: 'markdown' })
        for (const mark of text.match(/\*\*|_|\[|\]\([^)]*\)/g) ?? []) {
          expect(translated.split(mark)).toHaveLength(text.split(mark).length)
        }
      }
    })

    it('refuses a pair that it does not serve', async () => {
      const [source, target] = unserved
      await expect(engine.translate({ source, target, segments: ['x'], signal: forever() })).rejects.toThrow(
        EngineError,
      )
    })

    it('stops when it is aborted, and goes on working', async () => {
      await expect(
        engine.translate({ ...pair, segments: ['the house'], signal: AbortSignal.abort(new Error('gone')) }),
      ).rejects.toThrow('gone')
      const abort = new AbortController()
      const segments = Array.from({ length: 2_000 }, (_, at) => `the house ${at} is big and red`)
      const work = engine.translate({ ...pair, segments, signal: abort.signal })
      setImmediate(() => abort.abort(new Error('given up')))
      await expect(work).rejects.toThrow('given up')
      const [after] = await engine.translate({ ...pair, segments: ['the house'], signal: forever() })
      expect(after?.text).toMatch(house)
    })

    it('can be closed twice', async () => {
      const own = await make()
      await own.engine.close()
      await own.engine.close()
      await own.close()
    })
  })
}
