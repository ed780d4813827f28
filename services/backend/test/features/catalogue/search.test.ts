import { describe, expect, test } from 'vitest'
import type { CatalogueStore } from '../../../src/features/catalogue/catalogue-store-port.ts'
import { findWords, tidyWords } from '../../../src/features/catalogue/search.ts'

/** A store that knows some words, and what is like them. */
function storeOf(
  found: Record<string, string[]>,
  similar: Record<string, string> = {},
  named: Record<string, string[]> = {},
) {
  const asked: string[] = []
  const store = {
    search: async (words: string) => {
      asked.push(words)
      return found[words] ?? []
    },
    sayNothing: async (words: string) => words === 'und' || words === 'und die',
    named: async (words: string) => named[words] ?? [],
    similarWords: async (words: readonly string[]) => words.map((word) => similar[word] ?? word),
  } as unknown as CatalogueStore
  return { store, asked }
}

describe('typos', () => {
  test('are not looked for where enough is found', async () => {
    const { store, asked } = storeOf({ video: ['1', '2', '3'] }, { video: 'radio' })
    expect(await findWords(store, 'video', {}, 'en')).toEqual({ ids: ['1', '2', '3'] })
    expect(asked).toEqual(['video'])
  })

  test('are corrected where more is found by that', async () => {
    const { store } = storeOf({ 'free dubbing': ['1'] }, { dubing: 'dubbing' })
    expect(await findWords(store, 'free  dubing', {}, 'en')).toEqual({
      ids: ['1'],
      corrected: 'free dubbing',
    })
  })

  test('are left where the other words find nothing more', async () => {
    const { store } = storeOf({ rare: ['1'], bare: ['2'] }, { rare: 'bare' })
    expect(await findWords(store, 'rare', {}, 'en')).toEqual({ ids: ['1'] })
  })

  test('without a similar word, one search is made', async () => {
    const { store, asked } = storeOf({})
    expect(await findWords(store, 'xyzzy', {}, 'en')).toEqual({ ids: [] })
    expect(asked).toEqual(['xyzzy'])
  })
})

describe('words that say nothing', () => {
  test('find what is named so, and are not taken for typos', async () => {
    const { store, asked } = storeOf({ hund: ['9', '8', '7'] }, { und: 'hund' }, { und: ['3'] })
    expect(await findWords(store, 'und', {}, 'de')).toEqual({ ids: ['3'] })
    expect(await findWords(store, 'und die', {}, 'de')).toEqual({ ids: [] })
    expect(asked).not.toContain('hund')
  })

  test.each(['', '----', '- - -', '-cats', '-"black cats" -dogs', '"" ?!', '-'.repeat(180)])(
    '%j asks for nothing, and nothing is asked',
    async (words) => {
      const { store, asked } = storeOf({})
      expect(await findWords(store, words, {}, 'en')).toEqual({ ids: [] })
      expect(asked).toEqual([])
    },
  )
})

test.each([
  ['cats -dogs', 'cats -dogs'],
  ['--verbose', 'verbose'],
  ['e-mail', 'e-mail'],
  ['cats - dogs-', 'cats dogs'],
  ['-"black cats" dogs', '-"black cats" dogs'],
])('%j is looked for as %j', (words, tidy) => {
  expect(tidyWords(words)).toBe(tidy)
})
