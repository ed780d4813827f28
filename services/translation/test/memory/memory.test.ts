import type { MemoryEntry, MemoryQuestion } from '@parlance/contracts'
import { describe, expect, it } from 'vitest'
import { type NewEntry, PermanentMemory } from '../../src/memory/permanent-memory.ts'
import { ProcessMemory } from '../../src/memory/process-memory.ts'
import { keyField, segmentHash } from '../../src/memory/segment-key.ts'
import { SingleFlight } from '../../src/memory/single-flight.ts'
import { createTextCache } from '../../src/memory/text-cache.ts'
import { phrasebook } from '../../src/phrasebook/phrasebook.ts'
import { FakeEngine } from '../support/fake-engine.ts'
import { makeTranslator } from '../support/translator.ts'
import { describeHotMemory, remembered } from './hot-conformance.ts'

describeHotMemory('in the process', async () => new ProcessMemory(1_000_000))

/** A backend in miniature: remembers what it is sent, answers what it is asked, and knows corrections. */
function backend(permanent: PermanentMemory) {
  const stored = new Map<string, MemoryEntry>()
  const corrections: MemoryEntry[] = []
  const questions: MemoryQuestion[] = []
  const stream = {
    end: () => {},
    write(question: MemoryQuestion) {
      questions.push(question)
      for (const entry of question.entries ?? []) stored.set(entry.key ?? '', entry)
      const found = (question.lookups ?? []).flatMap(
        ({ key = '', segmentHash, targetLanguage }) =>
          corrections.find(
            (one) => one.segmentHash === segmentHash && one.targetLanguage === targetLanguage,
          ) ??
          stored.get(key) ??
          [],
      )
      queueMicrotask(() => permanent.answer({ id: Number(question.id), found: found as never, problem: '' }))
    },
  }
  const correct = (source: string, translated: string) =>
    corrections.push({
      key: 'human',
      segmentHash: segmentHash(source),
      sourceLanguage: 'en',
      targetLanguage: 'es',
      translated,
      engine: 'human',
      model: '',
      confidence: 1,
      human: true,
    })
  return { stream, stored, questions, correct }
}

const speaking = () => new FakeEngine((text) => ({ text: `es ${text}`, confidence: 0.8 }))

describe('keys', () => {
  it('a segment is known by its composed form', () => {
    expect(segmentHash('é')).toBe(segmentHash('e\u{301}'))
    expect(segmentHash('a')).not.toBe(segmentHash('b'))
  })

  it('parts cannot run into each other', () => {
    const parts = { engine: 'e', model: 'm', revision: 'r', source: 'en', target: 'es', glossaryVersion: '' }
    expect(keyField({ ...parts, model: 'm|r' })).not.toBe(keyField({ ...parts, model: 'm', revision: 'r|r' }))
  })
})

describe('memory in the process', () => {
  it('stays within its bytes, and what was used last stays', async () => {
    const memory = new ProcessMemory(20_000)
    await memory.set([{ hash: 'kept', field: 'f', entry: remembered('kept') }])
    for (let at = 0; at < 200; at += 1) {
      await memory.set([{ hash: `h${at}`, field: 'f', entry: remembered('x'.repeat(100)) }])
      memory.peek({ hash: 'kept', field: 'f' })
    }
    expect(memory.bytes).toBeLessThanOrEqual(20_000)
    expect(memory.peek({ hash: 'kept', field: 'f' })?.translated).toBe('kept')
    expect(memory.peek({ hash: 'h0', field: 'f' })).toBeUndefined()
  })

  it('whole texts stay within their bytes too', () => {
    const cache = createTextCache<{ text: string; translated: string }>(10_000)
    for (let at = 0; at < 100; at += 1) cache.set(`k${at}`, { text: 'x'.repeat(100), translated: 'y' })
    expect(cache.get('k0')).toBeUndefined()
    expect(cache.get('k99')).toBeDefined()
  })
})

describe('single flight', () => {
  it('does equal work once', async () => {
    const flights = new SingleFlight<number>()
    let made = 0
    const make = async () => {
      made += 1
      await new Promise((resolve) => setImmediate(resolve))
      return made
    }
    const { signal } = new AbortController()
    expect(
      await Promise.all([
        flights.run('a', signal, make),
        flights.run('a', signal, make),
        flights.run('b', signal, make),
      ]),
    ).toEqual([2, 2, 2])
    expect(made).toBe(2)
  })

  it('goes on while one still waits, and stops with the last', async () => {
    const flights = new SingleFlight<string>()
    const [one, two] = [new AbortController(), new AbortController()]
    let inner: AbortSignal | undefined
    const make = (signal: AbortSignal) => {
      inner = signal
      return new Promise<string>(() => {})
    }
    const a = flights.run('a', one.signal, make)
    const b = flights.run('a', two.signal, make)
    one.abort(new Error('one'))
    await expect(a).rejects.toThrow('one')
    expect(inner?.aborted).toBe(false)
    two.abort(new Error('two'))
    await expect(b).rejects.toThrow('two')
    expect(inner?.aborted).toBe(true)
  })
})

describe('memory and translation', () => {
  it('says what is remembered, and does not ask the engine again', async () => {
    const engine = speaking()
    const { translate } = makeTranslator({ basic: engine })
    expect(await translate('Hello there. Good bye')).toMatchObject({
      translated: 'Es Hello there. Es Good bye',
      remembered: false,
    })
    expect(await translate('Hello there. Good bye')).toMatchObject({
      translated: 'Es Hello there. Es Good bye',
      remembered: true,
      confidence: 0.8,
    })
    expect(await translate('Good bye. Hello there.')).toMatchObject({ remembered: false })
    expect(engine.batches.flatMap(({ segments }) => segments).sort()).toEqual([
      'Good bye',
      'Good bye.',
      'Hello there.',
    ])
  })

  it('equal segments at the same time are translated once', async () => {
    const engine = speaking()
    const { translate } = makeTranslator({ basic: engine })
    await Promise.all(Array.from({ length: 50 }, () => translate('the same for all')))
    expect(engine.batches.flatMap(({ segments }) => segments)).toEqual(['the same for all'])
  })

  it('another glossary, language or model is another memory', async () => {
    const engine = speaking()
    const { translate } = makeTranslator({ basic: engine })
    const term = { term: 'there', translation: 'allí', language: '', caseSensitive: false }
    await translate('hello there you')
    expect(await translate('hello there you', { glossary: [term] })).toMatchObject({
      remembered: false,
      translated: 'es hello allí you',
    })
    expect(await translate('hello there you', { target: 'fr' })).toMatchObject({ remembered: false })
    expect(await translate('hello there you', { glossary: [term] })).toMatchObject({ remembered: true })
    expect(await translate('hello there you', { fresh: true })).toMatchObject({ remembered: false })
  })

  it('asks the backend in one batch, stores what is new in one batch, and finds it again', async () => {
    const first = makeTranslator({ basic: speaking() })
    const { stream, stored, questions } = backend(first.permanent)
    first.permanent.attach(stream)
    await Promise.all(['one fish', 'two fish', 'red fish'].map((text) => first.translate(text)))
    expect(questions.filter(({ lookups }) => (lookups?.length ?? 0) > 0).length).toBeLessThanOrEqual(2)
    first.permanent.flush()
    expect(stored.size).toBe(3)
    expect([...stored.values()][0]).toMatchObject({
      sourceText: 'one fish',
      translated: 'es one fish',
      engine: 'apertium',
      human: false,
    })

    const engine = speaking()
    const second = makeTranslator({ basic: engine })
    const again = backend(second.permanent)
    for (const [key, entry] of stored) again.stored.set(key, entry)
    second.permanent.attach(again.stream)
    expect(await second.translate('two fish')).toMatchObject({ translated: 'es two fish', remembered: true })
    expect(engine.batches).toEqual([])
  })

  it('a human correction of a sentence wins, once the hot memory forgets', async () => {
    const { translate, permanent, hot, texts } = makeTranslator({ basic: speaking() })
    const { stream, correct } = backend(permanent)
    permanent.attach(stream)
    expect((await translate('Wrong words')).translated).toBe('Es Wrong words')
    correct('Wrong words', 'Las palabras justas')
    texts.clear()
    await hot.forget([segmentHash('Wrong words')])
    expect(await translate('Wrong words')).toMatchObject({
      translated: 'Las palabras justas',
      engine: 'human',
      confidence: 1,
    })
    expect(await translate('Wrong words', { fresh: true })).toMatchObject({
      translated: 'Las palabras justas',
    })
    expect((await translate('First. Wrong words')).translated).toBe('Es First. Las palabras justas')
  })

  it('a human correction wins over the phrase book, also where no engine serves the pair', async () => {
    const { translate, permanent } = makeTranslator({}, { phrasebook: phrasebook() })
    const { stream, correct } = backend(permanent)
    permanent.attach(stream)
    correct('Good morning!', '¡Muy buenas!')
    correct('See you tomorrow', 'Mañana nos vemos')
    expect(await translate('Good morning!')).toMatchObject({ translated: '¡Muy buenas!', engine: 'human' })
    expect(await translate('Thanks! See you tomorrow')).toMatchObject({
      translated: '¡Gracias! Mañana nos vemos',
    })
  })

  it('a human correction of a whole text wins over its sentences', async () => {
    const { translate, permanent } = makeTranslator({ basic: speaking() })
    const { stream, correct } = backend(permanent)
    permanent.attach(stream)
    correct('One thing. Another thing.', 'Todo de una vez.')
    expect(await translate('One thing. Another thing.')).toMatchObject({
      translated: 'Todo de una vez.',
      engine: 'human',
      remembered: true,
    })
  })

  it('what was translated while no backend was there is asked for once one is', async () => {
    const { translate, permanent, texts } = makeTranslator({ basic: speaking() })
    await translate('early bird')
    const { stream, correct, stored } = backend(permanent)
    correct('early bird', 'pájaro madrugador')
    texts.clear()
    permanent.attach(stream)
    expect(await translate('early bird')).toMatchObject({ translated: 'pájaro madrugador', engine: 'human' })
    permanent.flush()
    expect([...stored.values()].map(({ sourceText }) => sourceText)).toEqual(['early bird'])
  })

  it('a backend that does not answer costs its deadline once, and translation goes on', async () => {
    const { translate, permanent } = makeTranslator({ basic: speaking() }, { lookupMs: 40 })
    const asked: unknown[] = []
    permanent.attach({ write: ({ lookups = [] }) => void asked.push(...lookups), end: () => {} })
    expect((await translate('slow one')).translated).toBe('es slow one')
    for (let at = 0; at < 20; at += 1) await translate(`quick ${at}`)
    // Asked once, and left alone after that: the others wait for nothing.
    expect(asked).toHaveLength(1)
  })

  it('a stream that ends gives its questions up, and what it did not store goes to the next', async () => {
    const { translate, permanent } = makeTranslator({ basic: speaking() }, { lookupMs: 5_000 })
    const mute = { write: () => {}, end: () => {} }
    permanent.attach(mute)
    const work = translate('in between')
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
    permanent.detach(mute)
    expect((await work).translated).toBe('es in between')
    const { stream, stored } = backend(permanent)
    permanent.attach(stream)
    permanent.flush()
    expect(stored.size).toBe(1)
  })
})

describe('permanent memory without a backend', () => {
  const entry = (number: number): NewEntry => ({
    key: { hash: `hash ${number}`, field: 'field', source: 'en', target: 'es' },
    sourceText: `text ${number}`,
    remembered: remembered(`texto ${number}`),
  })

  it('keeps the latest twenty thousand, and tells of the others by the thousand, not one by one', () => {
    const dropped: number[] = []
    const permanent = new PermanentMemory({ lookupMs: 100, onDropped: (entries) => dropped.push(entries) })
    for (let number = 1; number <= 22_500; number += 1) permanent.store([entry(number)])
    expect(dropped).toEqual([1_000, 1_000])
    const { stream, stored } = backend(permanent)
    permanent.attach(stream)
    permanent.flush()
    expect(stored.size).toBe(20_500)
    expect([...stored.values()].at(0)?.sourceText).toBe('text 2001')
    expect([...stored.values()].at(-1)?.sourceText).toBe('text 22500')
    permanent.close()
  })
})
