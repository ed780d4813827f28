import { describe, expect, test } from 'vitest'
import { highlightsOf } from '../../../src/features/catalogue/highlights.ts'
import { findWords } from '../../../src/features/catalogue/search.ts'
import type { KnownWord, SearchStore } from '../../../src/features/catalogue/search-port.ts'
import { queryOf, readQuestion, wordsOf } from '../../../src/features/catalogue/search-query.ts'
import { editsBetween } from '../../../src/features/catalogue/word-distance.ts'

const stops = new Set(['und', 'die', 'the'])
const knownWord = (word: string, known = true): KnownWord => ({
  plain: word,
  stop: stops.has(word),
  lexemes: [word],
  documents: known ? 1 : 0,
  forms: known ? [word] : [],
})

/** An index that finds ids by query, and knows words that look or begin like others. */
function storeOf(
  found: Record<string, string[]>,
  more: {
    similar?: Record<string, string>
    begun?: Record<string, string>
    named?: string[]
    /** Words that many documents have. */
    common?: string[]
  } = {},
) {
  const asked: string[] = []
  const store = {
    lookUp: async (words: readonly string[]) =>
      words.map((word) => ({
        ...knownWord(
          word,
          Object.keys(found).some((query) => query.includes(`'${word}'`)),
        ),
        ...(more.common?.includes(word) ? { documents: 3 } : {}),
      })),
    find: async ({ query }: { query: string }) => {
      asked.push(query)
      const ids = found[query] ?? []
      return { ids, reachable: ids.length, total: ids.length }
    },
    named: async () => more.named ?? [],
    completions: async (beginning: string) => {
      const word = more.begun?.[beginning]
      return word ? [{ word, lexeme: word, documents: 1 }] : []
    },
    similar: async (words: readonly string[]) =>
      words.map((word) => (more.similar?.[word] ? [{ word: more.similar[word], documents: 3 }] : [])),
  } as unknown as SearchStore
  const page = { offset: 0, limit: 20, facets: false }
  const find = (words: string) => findWords(store, words, { filter: {}, sort: 'relevance', lang: 'de', page })
  return { find, asked }
}

describe('typos', () => {
  test('are not looked for where enough is found', async () => {
    const { find, asked } = storeOf({ "'video'": ['1', '2', '3'] }, { similar: { video: 'videos' } })
    expect(await find('video')).toMatchObject({ ids: ['1', '2', '3'], total: 3 })
    expect(asked).toEqual(["'video'"])
  })

  test('are corrected where more is found by that', async () => {
    const { find } = storeOf({ "'free' & 'dubbing'": ['1'] }, { similar: { dubing: 'dubbing' } })
    expect(await find('free  dubing')).toMatchObject({ ids: ['1'], corrected: 'free dubbing' })
  })

  test('are not thought of in words that several listings have', async () => {
    const found = { "'rare'": ['1'], "'bare'": ['2', '3'], "'dear'": ['4'] }
    const similar = { rare: 'bare' }
    expect(await storeOf(found, { similar }).find('rare')).toMatchObject({ corrected: 'bare' })
    expect(await storeOf(found, { similar, common: ['rare'] }).find('rare')).toMatchObject({ ids: ['1'] })
    expect(await storeOf(found, { similar, common: ['rare'] }).find('rare')).not.toHaveProperty('corrected')
  })

  test('are left where the other words find nothing more, or are other words', async () => {
    const { find } = storeOf(
      { "'rare'": ['1'], "'bare'": ['2'], "'rhubarb'": ['1', '2'] },
      { similar: { rare: 'bare' } },
    )
    expect(await find('rare')).toEqual({ ids: ['1'], reachable: 1, total: 1, forms: ['rare', 'rare'] })
    const { find: far } = storeOf({ "'rhubarb'": ['1', '2'] }, { similar: { barber: 'rhubarb' } })
    expect(await far('barber')).toMatchObject({ ids: [] })
  })
})

test('the last word is taken for a beginning where no document has it', async () => {
  const { find } = storeOf({ "('runw' | 'runway')": ['1'] }, { begun: { runw: 'runway' } })
  // A word that documents have is one, whatever begins with it.
  const { find: known } = storeOf(
    { "'runw'": ['9', '8', '7'] },
    { begun: { runw: 'runway' }, common: ['runw'] },
  )
  expect(await known('runw')).toMatchObject({ ids: ['9', '8', '7'] })
  const result = await find('runw')
  expect(result).not.toHaveProperty('corrected')
})

describe('words that say nothing', () => {
  test('find what is named so, and are left out beside others', async () => {
    const { find, asked } = storeOf({ "'hund'": ['9'] }, { named: ['3'], similar: { und: 'hund' } })
    expect(await find('und die')).toEqual({ ids: ['3'], reachable: 1, total: 1, forms: ['und', 'die'] })
    expect(asked).toEqual([])
    await find('und hund')
    expect(asked[0]).toBe("'hund'")
  })

  test.each(['', '----', '- - -', '-cats', '-"black cats" -dogs', '"" ?!', '-'.repeat(180)])(
    '%j asks for nothing, and nothing is asked',
    async (words) => {
      const { find, asked } = storeOf({})
      expect(await find(words)).toEqual({ ids: [], reachable: 0, total: 0, forms: [] })
      expect(asked).toEqual([])
    },
  )
})

test.each([
  ['cats -dogs', "'cats' & !('dogs')"],
  ['--verbose -- x', "'verbose' & 'x'"],
  ['e-mail', "'e' & 'mail'"],
  ['l’image', "'l' & 'image'"],
  ['"black cats" dogs', "('black' <1> 'cats') & 'dogs'"],
  ['"cat and the dog"', "('cat' <1> 'and' <2> 'dog')"],
  ["it's \\ ' | & ! :*", "'it' & 's'"],
])('%j is asked for as %s', (words, query) => {
  const parts = readQuestion(words).map((part) => ({
    ...part,
    known: part.words.map((word) => knownWord(word)),
  }))
  expect(queryOf(parts)).toBe(query)
})

test('a question without measure is cut to twelve words', () => {
  expect(readQuestion('a b c d '.repeat(50)).flatMap(({ words }) => words)).toHaveLength(12)
  expect(wordsOf(`${'x'.repeat(200)}`)[0]).toHaveLength(60)
})

test.each([
  ['dubing', 'dubbing', 1],
  ['vidoe', 'video', 1],
  ['same', 'same', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
])('from %j to %j it is %i edits', (a, b, edits) => {
  expect(editsBetween(a, b)).toBe(edits)
  expect(editsBetween(b, a)).toBe(edits)
})

test('words are marked with their accents and in any case', () => {
  const text = 'Montage VIDÉO : des vidéos, la videotheque'
  const marked = highlightsOf(text, new Set(['video', 'videos']))
  expect(marked.map(([from, to]) => text.slice(from, to))).toEqual(['VIDÉO', 'vidéos'])
})
