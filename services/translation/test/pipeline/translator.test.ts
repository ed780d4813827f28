import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../src/engines/engine.ts'
import { phrasebook } from '../../src/phrasebook/phrasebook.ts'
import { FakeEngine, shouting } from '../support/fake-engine.ts'
import { makeTranslator } from '../support/translator.ts'

const say = (word: string, confidence = 0.9, pairs?: readonly string[]) =>
  new FakeEngine((text) => ({ text: `${word} ${text}`, confidence }), pairs)

describe('tiers', () => {
  it('the tier that was asked for speaks, and the answer says so', async () => {
    const { translate } = makeTranslator({
      basic: say('basic'),
      medium: say('medium'),
      premium: say('premium'),
    })
    for (const tier of ['basic', 'medium', 'premium'] as const) {
      expect(await translate(`to ${tier}`, { tier })).toMatchObject({
        translated: `${tier} to ${tier}`,
        tier,
        model: 'fake',
      })
    }
  })

  it('a tier that does not serve the pair falls to the next that does: the cheaper first', async () => {
    const { translate } = makeTranslator({
      basic: say('basic', 0.9, ['en>es']),
      medium: say('medium', 0.9, ['en>es', 'en>de']),
      premium: say('premium', 0.9, ['en>fr']),
    })
    expect(await translate('a', { tier: 'premium' })).toMatchObject({ tier: 'medium' })
    expect(await translate('a', { tier: 'basic', target: 'de' })).toMatchObject({ tier: 'medium' })
    expect(await translate('a', { tier: 'basic', target: 'fr' })).toMatchObject({ tier: 'premium' })
  })

  it('an engine that fails is followed by the next, and reported', async () => {
    const broken = new FakeEngine(() => {
      throw new EngineError('broken')
    })
    const onEngineError = vi.fn()
    const { translate } = makeTranslator(
      { basic: say('basic'), medium: broken },
      { report: { onEngineError } },
    )
    expect(await translate('hello', { tier: 'medium' })).toMatchObject({
      translated: 'basic hello',
      tier: 'basic',
    })
    expect(onEngineError).toHaveBeenCalledTimes(1)
  })

  it('without any engine the original comes back, marked', async () => {
    const { translate } = makeTranslator({})
    expect(await translate('hello', { target: 'nl' })).toMatchObject({
      translated: 'hello',
      engine: 'none',
      untranslated: true,
      confidence: 0,
      note: 'nothing here translates en to nl',
    })
  })

  it('when every engine fails, too', async () => {
    const broken = new FakeEngine(() => {
      throw new Error('no EngineError at all')
    })
    const { translate } = makeTranslator({ basic: broken })
    expect(await translate('hello there')).toMatchObject({
      translated: 'hello there',
      untranslated: true,
      engine: 'none',
    })
  })
})

describe('the phrase book', () => {
  const book = { phrasebook: phrasebook() }

  it('speaks before any engine, under its own name, and is remembered like one', async () => {
    const engine = say('engine')
    const { translate } = makeTranslator({ basic: engine }, book)
    const first = await translate('Thank you very much!')
    expect(first).toMatchObject({
      translated: '¡Muchas gracias!',
      engine: 'phrasebook',
      model: '',
      remembered: false,
      untranslated: false,
      note: '',
      tier: undefined,
    })
    expect(first.confidence).toBeGreaterThan(0.9)
    expect(await translate('Thank you very much!')).toMatchObject({ engine: 'phrasebook', remembered: true })
    expect(engine.batches).toEqual([])
  })

  it('serves pairs that no engine serves', async () => {
    const { translate } = makeTranslator({}, book)
    expect(await translate('Vielen Dank!', { source: 'de', target: 'nl' })).toMatchObject({
      translated: 'Heel erg bedankt!',
      engine: 'phrasebook',
    })
  })

  it('does not translate half a text where nothing serves the rest', async () => {
    const { translate } = makeTranslator({}, book)
    expect(await translate('Hallo! Der Motor stottert.', { source: 'de', target: 'nl' })).toMatchObject({
      translated: 'Hallo! Der Motor stottert.',
      untranslated: true,
      note: 'nothing here translates de to nl',
    })
  })

  it('says its sentences of a text, and the engine the others', async () => {
    const engine = new FakeEngine(() => ({ text: 'El motor falla.', confidence: 0.8 }))
    const { translate } = makeTranslator({ basic: engine }, book)
    expect(await translate('Hello! The motor stutters. Thanks 😀')).toMatchObject({
      translated: '¡Hola! El motor falla. Gracias 😀',
    })
  })

  it('says the greeting before a sentence of rules, and lets models see the sentence whole', async () => {
    const engine = new FakeEngine((text) => ({
      text: text.replace('the door is open', 'la puerta está abierta'),
      confidence: 0.8,
    }))
    const { translate } = makeTranslator({ basic: engine }, book)
    expect(
      await translate('Good morning, the door is open. Yes, https://example.org/a stutters'),
    ).toMatchObject({
      translated: 'Buenos días, la puerta está abierta. Sí, https://example.org/a stutters',
      engine: 'apertium',
    })
    expect(engine.batches.flatMap(({ segments }) => segments)).toContain('the door is open.')
  })

  it('leaves to the glossary what the site wants otherwise', async () => {
    const { translate } = makeTranslator({ basic: say('engine') }, book)
    const glossary = [{ term: 'Thanks', translation: 'Gracias mil', language: 'es', caseSensitive: false }]
    expect((await translate('Thanks, see you tomorrow', { glossary })).translated).toBe(
      'Gracias mil, hasta mañana',
    )
  })

  it('works in Markdown, where the marks stay', async () => {
    const { translate } = makeTranslator({}, book)
    const { translated } = await translate('- Hello\n- **Thank you very much**\n', { format: 'markdown' })
    expect(translated).toBe('- Hola\n- **Muchas gracias**\n')
  })
})

describe('a text', () => {
  it.each([
    ['', 'there is nothing to translate'],
    ['😀 👍🏽', 'there is nothing to translate'],
    ['https://example.org `code` {name}', 'there is nothing to translate'],
  ])('of no prose is not sent: %j', async (text, note) => {
    const engine = shouting()
    const { translate } = makeTranslator({ basic: engine })
    expect(await translate(text)).toMatchObject({ translated: text, untranslated: true, note })
    expect(engine.batches).toEqual([])
  })

  it('in the target language already comes back as it is', async () => {
    const { translate } = makeTranslator({ basic: shouting() })
    expect(await translate('hola', { source: 'es' })).toMatchObject({
      translated: 'hola',
      untranslated: true,
      note: 'it is in es already',
    })
  })

  it('keeps its white space and line ends', async () => {
    const { translate } = makeTranslator({ basic: shouting() })
    const { translated } = await translate('  hello\t there \r\n\r\n  you ')
    expect(translated).toBe('  HELLO\t THERE \r\n\r\n  YOU ')
  })

  it('whose sentence was spoilt keeps that sentence, says how many, and is less sure', async () => {
    const engine = new FakeEngine((text) => ({
      text: text.startsWith('Bad') ? 'no '.repeat(30) : `Ya ${text}`,
      confidence: 0.8,
    }))
    const { translate } = makeTranslator({ basic: engine })
    const result = await translate('Good one. Bad one here.')
    expect(result).toMatchObject({ translated: 'Ya Good one. Bad one here.', untranslated: false })
    expect(result.note).toBe('kept 1 of 2 sentences as written: the model repeated itself')
    expect(result.confidence).toBeLessThan(0.5)
    expect((await translate('Good one. Bad one here.')).remembered).toBe(false)
  })

  it('that loses a mask whole is translated piece by piece', async () => {
    const engine = new FakeEngine((text) => ({
      text: text.replace(/\p{Co}/gu, '').toUpperCase(),
      confidence: 1,
    }))
    const { translate } = makeTranslator({ basic: engine })
    expect(await translate('please see https://x.org and write to a@b.org today')).toMatchObject({
      translated: 'PLEASE SEE https://x.org AND WRITE TO a@b.org TODAY',
      confidence: 0.9,
      untranslated: false,
    })
  })

  it('of several languages is detected each on its own', async () => {
    const { translate } = makeTranslator({ basic: shouting() })
    const found = await Promise.all(
      ['the weather is nice today', 'das Wetter ist heute schön', 'il fait beau aujourd’hui'].map((text) =>
        translate(text, { source: '', target: 'pt' }),
      ),
    )
    expect(found.map(({ source }) => source)).toEqual(['en', 'de', 'fr'])
    expect(found.every(({ detectionConfidence }) => detectionConfidence > 0.5)).toBe(true)
  })

  it('is stopped when its caller is gone', async () => {
    const engine = new FakeEngine(
      (_, { signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    )
    const { translate } = makeTranslator({ basic: engine })
    await expect(translate('never ends', { signal: AbortSignal.timeout(30) })).rejects.toThrow(/timeout/)
    expect(engine.batches[0]?.signal.aborted).toBe(true)
  })
})
