import { describe, expect, it } from 'vitest'
import { pairOf, parseMode } from '../../src/engines/apertium/modes.ts'
import { findChains } from '../../src/engines/apertium/routes.ts'
import { fromStream, toStream } from '../../src/engines/apertium/stream-format.ts'
import { type Family, familyOf, type ModelFacts } from '../../src/engines/onnx/families.ts'
import { licenceOf } from '../../src/engines/onnx/licences.ts'
import { parseEngineSpec, parseEngineSpecs } from '../../src/engines/spec.ts'

describe('what a tier may be set to', () => {
  it.each([
    ['', undefined],
    ['none', undefined],
    ['apertium', { kind: 'apertium', value: '' }],
    ['bergamot', { kind: 'bergamot', value: '' }],
    ['bergamot:/models/own', { kind: 'bergamot', value: '/models/own' }],
    ['onnx:Xenova/nllb-200-distilled-600M', { kind: 'onnx', value: 'Xenova/nllb-200-distilled-600M' }],
    ['onnx:/models/own', { kind: 'onnx', value: '/models/own' }],
    ['nllb-200-distilled-600M', { kind: 'onnx', value: 'Xenova/nllb-200-distilled-600M' }],
    ['nllb-200-distilled-1.3B', { kind: 'onnx', value: 'nllb-200-distilled-1.3B' }],
    ['onnx:t5-small', { kind: 'onnx', value: 'Xenova/t5-small' }],
    ['http:http://lt:5000', { kind: 'http', value: 'http://lt:5000' }],
    ['https://lt.example.org', { kind: 'http', value: 'https://lt.example.org' }],
    ['gemini:gemini-2.5-flash', { kind: 'gemini', value: 'gemini-2.5-flash' }],
  ])('%j', (text, expected) => {
    expect(parseEngineSpec(text)).toEqual(expected)
  })

  it.each(['gpt', 'gemini:a/b?key=1', 'http:nowhere', 'onnx:', 'apertium:x'])(
    'not %j, and it says what is',
    (text) => {
      expect(() => parseEngineSpec(text)).toThrow(/must be apertium, bergamot/)
    },
  )
})

describe('a tier of several', () => {
  it('are tried in the order in which they stand', () => {
    expect(parseEngineSpecs('bergamot, apertium').map(({ kind }) => kind)).toEqual(['bergamot', 'apertium'])
    expect(parseEngineSpecs('none')).toEqual([])
    expect(() => parseEngineSpecs('apertium,gpt')).toThrow(/must be/)
  })
})

describe('families of neural models', () => {
  const facts = (
    model_type: string,
    languageTokens: string[] = [],
    more: Partial<ModelFacts> = {},
  ): ModelFacts => ({
    config: { model_type },
    tokenizerConfig: {},
    languageTokens,
    ...more,
  })
  const pairs = (family: Family) => family.routes.map(({ source, target }) => `${source}>${target}`)

  it('NLLB by its codes, M2M100 by its tokens, for the languages they have', () => {
    const nllb = familyOf('x', facts('m2m_100', ['eng_Latn', 'fra_Latn', 'ace_Arab']))
    expect([nllb.name, pairs(nllb)]).toEqual(['nllb', ['en>fr', 'fr>en']])
    expect(nllb.prompt('en', 'fr')).toEqual({ kind: 'codes', source: 'eng_Latn', target: 'fra_Latn' })
    const m2m = familyOf('x', facts('m2m_100', ['__en__', '__pt__']))
    expect(m2m.prompt('en', 'pt')).toEqual({ kind: 'codes', source: 'en', target: 'pt' })
  })

  it('T5 by the tasks that it was trained on', () => {
    const config = {
      model_type: 't5',
      task_specific_params: {
        summarization: { prefix: 'summarize: ' },
        translation_en_to_fr: { prefix: 'translate English to French: ' },
        translation_en_to_ro: { prefix: 'translate English to Romanian: ' },
      },
    }
    const t5 = familyOf('t5-small', facts('t5', [], { config }))
    expect(pairs(t5)).toEqual(['en>fr'])
    expect(t5.prompt('en', 'fr')).toEqual({ kind: 'prefix', prefix: 'translate English to French: ' })
  })

  it('Marian by its name, its configuration, or the targets it names', () => {
    expect(pairs(familyOf('Xenova/opus-mt-en-de', facts('marian')))).toEqual(['en>de'])
    expect(
      pairs(
        familyOf('own', facts('marian', [], { tokenizerConfig: { source_lang: 'fr', target_lang: 'es' } })),
      ),
    ).toEqual(['fr>es'])
    const romance = familyOf('Xenova/opus-mt-en-ROMANCE', facts('marian', ['>>fr<<', '>>pt<<', '>>ro<<']))
    expect(pairs(romance)).toEqual(['en>fr', 'en>pt'])
    expect(romance.prompt('en', 'pt')).toEqual({ kind: 'prefix', prefix: '>>pt<< ' })
  })

  it('anything else is no translation model', () => {
    expect(() => familyOf('x', facts('llama'))).toThrow(/“llama” is no translation model/)
  })
})

describe('licences', () => {
  it.each([
    ['Xenova/nllb-200-distilled-600M', undefined, 'CC-BY-NC-4.0', false],
    ['Xenova/m2m100_418M', undefined, 'MIT', true],
    ['Acme/thing', 'apache-2.0', 'Apache-2.0', true],
    ['Acme/thing', 'cc-by-nc-sa-4.0', 'CC-BY-NC-SA-4.0', false],
    ['Acme/thing', undefined, 'unknown', false],
  ])('%s %s', (model, card, name, commercialUse) => {
    expect(licenceOf(model, card)).toEqual({ name, commercialUse })
  })
})

describe('Apertium’s files', () => {
  it('names of modes are pairs of the site, or left out', () => {
    expect(pairOf('eng-spa')).toEqual({ source: 'en', target: 'es' })
    expect(pairOf('es-fr')).toEqual({ source: 'es', target: 'fr' })
    for (const name of ['es-pt_BR', 'eco-es-fr', 'spa-cat', 'spa-eng_US', 'eng-spa-tagger'])
      expect(pairOf(name)).toBeUndefined()
  })

  it('a mode is taken apart into programs that carry markup, and no shell runs', () => {
    const mode =
      "# comment\nlt-proc '/a b/x.bin' | apertium-tagger -g $2 '/y.prob' | lt-proc $1 '/z; rm -rf.bin'"
    expect(parseMode(mode)).toEqual([
      { file: 'lt-proc', args: ['-z', '/a b/x.bin'] },
      { file: 'apertium-wblank-attach', args: [] },
      { file: 'apertium-tagger', args: ['-z', '-g', '/y.prob'] },
      { file: 'apertium-wblank-detach', args: [] },
      { file: 'lt-proc', args: ['-z', '-g', '/z; rm -rf.bin'] },
    ])
  })

  it('a transfer that looks words up itself is parted in two, so that it sees them behind their markup', () => {
    const mode = "lt-proc '/a.bin' | apertium-transfer '/a.t1x' '/a.t1x.bin' '/b.bin' | lt-proc $1 '/c.bin'"
    expect(parseMode(mode).map(({ file, args }) => [file, ...args].join(' '))).toEqual([
      'lt-proc -z /a.bin',
      'apertium-wblank-attach',
      'lt-proc -z -b /b.bin',
      'apertium-transfer -z -b /a.t1x /a.t1x.bin',
      'apertium-wblank-detach',
      'lt-proc -z -g /c.bin',
    ])
  })

  it('chains are at most three modes, and the best by quality', () => {
    const mode = (source: string, target: string) =>
      ({ name: `${source}-${target}`, source, target, stages: [] }) as never
    const chains = findChains([
      mode('en', 'es'),
      mode('es', 'pt'),
      mode('pt', 'it'),
      mode('it', 'de'),
      mode('es', 'it'),
    ])
    const via = (pair: string) => chains.get(pair)?.modes.map(({ source }) => source)
    expect(via('en>it')).toEqual(['en', 'es'])
    expect(via('en>de')).toEqual(['en', 'es', 'it'])
    expect(chains.has('en>nl')).toBe(false)
    expect(chains.has('en>en')).toBe(false)
  })

  it('the stream’s own signs are escaped, and come back', () => {
    const text = 'a [b] {c} ^d$ /e\\ @f <g> *h #i ~j'
    const sent = toStream(text, 7)
    expect(sent.endsWith('.[~7~]')).toBe(true)
    expect(sent).not.toMatch(/(?<!\\)[{}^$/@<>*#]/)
    expect(fromStream(sent, [{ id: 7, segment: text }])).toMatchObject([{ text }])
  })

  it('a group comes apart where its marks are, and one out of step is none', () => {
    const group = [
      { id: 1, segment: 'one [~2~] of them' },
      { id: 2, segment: 'the other?' },
    ]
    const sent = group.map(({ segment, id }) => toStream(segment, id)).join('')
    expect(fromStream(sent, group)).toMatchObject([{ text: 'one [~2~] of them' }, { text: 'the other?' }])
    expect(fromStream(sent, group.toReversed())).toBeUndefined()
    expect(fromStream(sent, group.slice(0, 1))).toBeUndefined()
    expect(fromStream(sent, [...group, { id: 3, segment: 'a third' }])).toBeUndefined()
  })

  it('marks of unknown words are counted and taken away', () => {
    const answers = fromStream('La *zorgle #ser @frob casa.[~1~]', [{ id: 1, segment: 'x' }])
    expect(answers).toEqual([
      { text: 'La zorgle ser frob casa', words: 5, unknown: 3, untranslated: ['zorgle', 'frob'] },
    ])
  })
})
