import { setImmediate } from 'node:timers/promises'
import { Problem } from '@parlance/service-kit'
import { describe, expect, test } from 'vitest'
import type { ListingStore, MachineTexts } from '../../../src/features/submissions/listing-store-port.ts'
import type { ProcessParts } from '../../../src/features/submissions/process-ports.ts'
import { createSubmissionJobs } from '../../../src/features/submissions/submission-jobs.ts'
import { translateListing } from '../../../src/features/submissions/translate-listing.ts'
import type {
  TranslatedText,
  TranslationRequest,
  Translator,
} from '../../../src/features/translate/translator-port.ts'

const texts = {
  name: 'Loomery',
  tagline: 'Films from words',
  overview: 'It needs no camera.',
  description: 'It needs **no** camera.',
  keyFeatures: ['Fast', 'Small'],
  useCases: [],
  questions: [{ question: 'Is it fast?', answer: 'It is.' }],
}

function storeOf(written: string[] = ['en'], machine: string[] = []) {
  const added = new Map<string, MachineTexts>()
  const renewed = new Map<string, MachineTexts>()
  const store = {
    readForTranslation: async (id: string) =>
      id === 'gone' ? undefined : { sourceLanguage: 'en', texts, written, machine },
    addTranslation: async (_id: string, language: string, machine: MachineTexts) =>
      void added.set(language, machine),
    renewTranslation: async (_id: string, language: string, machine: MachineTexts) =>
      void renewed.set(language, machine),
  } as unknown as ListingStore
  return { store, added, renewed }
}

function answer(text: string, target: string, changes: Partial<TranslatedText> = {}): TranslatedText {
  return {
    text,
    source: 'en',
    translated: `${target}: ${text}`,
    engine: 'apertium',
    model: `en-${target}`,
    confidence: 0.5,
    remembered: false,
    untranslated: false,
    note: '',
    ...changes,
  }
}

function translatorOf(translate: (request: TranslationRequest) => TranslatedText[]) {
  return { translate: async (request: TranslationRequest) => translate(request) } as unknown as Translator
}

const { signal } = new AbortController()
const kept = (text: string) => ({ translated: text, engine: 'none', untranslated: true, confidence: 0 })

describe('a listing', () => {
  test('is translated into every language that it has no texts in, its description as Markdown', async () => {
    const { store, added } = storeOf(['en', 'fr'])
    const formats: unknown[] = []
    const translator = translatorOf(({ texts: asked, target, format }) => {
      formats.push(format)
      return asked.map((text) => answer(text, target))
    })
    const told: string[] = []
    await translateListing({ store, translator }, 'id', {
      signal,
      onLanguage: async (done, all) => void told.push(`${done}/${all}`),
    })
    expect([...added.keys()].sort()).toEqual(['de', 'es', 'it', 'nl', 'pt'])
    expect(added.get('es')).toMatchObject({
      texts: {
        name: null,
        tagline: 'es: Films from words',
        keyFeatures: ['es: Fast', 'es: Small'],
        useCases: [],
        questions: [{ question: 'es: Is it fast?', answer: 'es: It is.' }],
      },
      engine: 'apertium',
      model: 'en-es',
      confidence: 0.5,
    })
    expect(formats.filter((format) => format === 'markdown')).toHaveLength(5)
    expect(told).toHaveLength(5)
  })

  test('keeps no texts in a language that nothing translates into', async () => {
    const { store, added } = storeOf()
    const translator = translatorOf(({ texts: asked, target }) =>
      asked.map((text) => answer(text, target, target === 'nl' ? kept(text) : {})),
    )
    await translateListing({ store, translator }, 'id', { signal })
    expect([...added.keys()].sort()).toEqual(['de', 'es', 'fr', 'it', 'pt'])
  })

  test('leaves a text out that stayed untranslated, and a list of which a part did', async () => {
    const { store, added } = storeOf()
    const translator = translatorOf(({ texts: asked, target }) =>
      asked.map((text) =>
        answer(text, target, text === 'Small' || text === texts.overview ? kept(text) : {}),
      ),
    )
    await translateListing({ store, translator }, 'id', { signal })
    expect(added.get('fr')?.texts).toMatchObject({
      tagline: 'fr: Films from words',
      overview: null,
      keyFeatures: [],
    })
  })

  test('is made again only in languages that are named and that a machine wrote', async () => {
    const { store, added, renewed } = storeOf(['en', 'fr', 'es', 'it'], ['fr', 'es'])
    const translator = translatorOf(({ texts: asked, target }) => asked.map((text) => answer(text, target)))
    await translateListing({ store, translator }, 'id', { signal, renew: ['fr', 'it', 'de'] })
    expect([...renewed.keys()]).toEqual(['fr'])
    expect(added.size).toBe(0)
  })

  test('that is made again asks nobody before the hot memories have forgotten what changed', async () => {
    const { store, renewed } = storeOf(['en', 'fr'], ['fr'])
    let stale = true
    const translator = translatorOf(({ texts: asked, target }) =>
      asked.map((text) => answer(text, target, stale ? { translated: 'of yesterday' } : {})),
    )
    const forgotten: string[] = []
    const hot = {
      forget: async (hashes: readonly string[] | 'all') => {
        await setImmediate()
        forgotten.push(...hashes)
        stale = false
      },
    }
    const jobs = createSubmissionJobs({ listings: store, translator } as unknown as ProcessParts, hot)
    await jobs.listingTranslation('id', { signal, renew: ['fr'], forget: ['the tagline'] })
    expect(forgotten).toEqual(['the tagline'])
    expect(renewed.get('fr')?.texts).toMatchObject({ tagline: 'fr: Films from words' })
  })

  test('names the machine that spoke, also where a person corrected the first sentence', async () => {
    const { store, added } = storeOf()
    const translator = translatorOf(({ texts: asked, target }) =>
      asked.map((text) =>
        answer(text, target, text === texts.tagline ? { engine: 'human', model: '', confidence: 1 } : {}),
      ),
    )
    await translateListing({ store, translator }, 'id', { signal })
    expect(added.get('fr')).toMatchObject({ engine: 'apertium', model: 'en-fr' })
  })

  test('that is gone is nothing to do', async () => {
    const { store, added } = storeOf()
    await translateListing({ store, translator: translatorOf(() => []) }, 'gone', { signal })
    expect(added.size).toBe(0)
  })

  test('keeps what was done before the service failed, and says that it did', async () => {
    const { store, added } = storeOf()
    const translator = translatorOf(({ texts: asked, target }) => {
      if (target === 'pt') throw new Problem('unavailable', 'gone')
      return asked.map((text) => answer(text, target))
    })
    await expect(translateListing({ store, translator }, 'id', { signal })).rejects.toMatchObject({
      code: 'unavailable',
    })
    expect(added.has('fr')).toBe(true)
  })

  test('stops between languages when the work is interrupted', async () => {
    const { store, added } = storeOf()
    const stop = new AbortController()
    const translator = translatorOf(({ texts: asked, target }) => {
      stop.abort()
      return asked.map((text) => answer(text, target))
    })
    await expect(translateListing({ store, translator }, 'id', { signal: stop.signal })).rejects.toThrow()
    expect(added.size).toBeLessThan(6)
  })
})
