import { describe, expect, test } from 'vitest'
import type { TextRow } from '../../../src/features/catalogue/catalogue-store-port.ts'
import { resolveTexts, shorten } from '../../../src/features/catalogue/texts.ts'

function row(language: TextRow['language'], texts: Partial<TextRow>): TextRow {
  return {
    language,
    name: null,
    tagline: null,
    overview: null,
    description: null,
    keyFeatures: [],
    useCases: [],
    questions: [],
    metaTitle: null,
    metaDescription: null,
    source: 'machine',
    engine: 'apertium',
    model: 'en-fr',
    confidence: 0.5,
    reviewed: false,
    ...texts,
  }
}

const source = { language: 'de', name: 'Weber' } as const

describe('each text comes from the first language that has it', () => {
  test('the own, then the source, then English, then any', () => {
    const texts = resolveTexts(
      [
        row('es', { useCases: ['uno'] }),
        row('en', { overview: 'overview', description: 'description' }),
        row('de', { name: 'Weber', tagline: 'Spruch', overview: 'Überblick' }),
        row('fr', { tagline: 'devise' }),
      ],
      'fr',
      source,
    )
    expect(texts).toMatchObject({
      name: 'Weber',
      tagline: 'devise',
      overview: 'Überblick',
      description: 'description',
      useCases: ['uno'],
      keyFeatures: [],
      languages: {
        name: 'de',
        tagline: 'fr',
        overview: 'de',
        description: 'en',
        useCases: 'es',
        keyFeatures: 'de',
      },
      origin: { source: 'machine', engine: 'apertium', confidence: 0.5 },
    })
  })

  test('without any text it is called as its source says, and nobody made the texts', () => {
    const texts = resolveTexts([], 'fr', source)
    expect(texts).toMatchObject({ name: 'Weber', tagline: '', languages: { name: 'de' }, origin: null })
  })

  test('an empty text is none', () => {
    const texts = resolveTexts([row('fr', { tagline: '' }), row('de', { tagline: 'Spruch' })], 'fr', source)
    expect(texts).toMatchObject({ tagline: 'Spruch', languages: { tagline: 'de' } })
  })
})

test('what search engines show is made of the rest where nobody wrote it, in the language of the rest', () => {
  const texts = resolveTexts(
    [row('de', { name: 'Weber', tagline: 'Spruch', overview: 'Lang. '.repeat(60) })],
    'fr',
    source,
  )
  expect(texts.metaTitle).toBe('Weber – Spruch')
  expect(texts.metaDescription.length).toBeLessThanOrEqual(160)
  expect(texts.languages).toMatchObject({ metaTitle: 'de', metaDescription: 'de' })
})

test.each([
  ['short', 10, 'short'],
  ['exactly10!', 10, 'exactly10!'],
  ['cut between words', 12, 'cut between…'],
  ['a comma, gone', 9, 'a comma…'],
  ['Donaudampfschifffahrt', 10, 'Donaudamp…'],
])('%j in %i is %j', (text, length, shown) => {
  expect(shorten(text, length)).toBe(shown)
})
