import type { Language } from '@parlance/contracts/languages'
import { plainName } from '../identifiers.ts'
import type { ToolSort } from './catalogue.ts'
import type { ToolFilter } from './catalogue-store-port.ts'
import type { Hits, KnownWord, PageOfHits, SearchStore, SimilarWord } from './search-port.ts'
import { filterQueryOf, nameQueryOf, queryOf, readQuestion, wordsOf } from './search-query.ts'
import { editsBetween } from './word-distance.ts'

/** Up to this number results are counted, and read page by page; above it there are "more than". */
export const mostCounted = 1_000
/** With fewer results than this, typos are thought of. */
const fewFound = 3

/** What was found. */
export interface Found extends Hits {
  /** Words without accents that made them be found. */
  readonly forms: readonly string[]
  /** The words that were looked for instead, where typos were likely. */
  readonly corrected?: string
}

const nothing: Found = { ids: [], reachable: 0, total: 0, forms: [] }

/**
 * Looks for words, the last of which may be the beginning of one; where hardly anything is found, for words that the
 * directory has and that differ from them by a typo. Words that say nothing, such as "the", find listings that are named so, and no
 * others.
 */
export async function findWords(
  store: SearchStore,
  asked: string,
  { filter, sort, lang, page }: { filter: ToolFilter; sort: ToolSort; lang: Language; page: PageOfHits },
): Promise<Found> {
  const parts = readQuestion(asked)
  const words = parts.flatMap((part) => part.words)
  if (!parts.some(({ excluded }) => !excluded)) return nothing
  const known = await store.lookUp(words, lang)
  const wantedAt = new Set(placesWanted(parts))
  const wanted = known.filter((_, place) => wantedAt.has(place))
  if (wanted.every(({ stop }) => stop)) {
    const plain = wanted.map((word) => word.plain).join(' ')
    const ids = await store.named(plain, filter, lang, mostCounted)
    const shown = sort === 'relevance' ? ids.slice(page.offset, page.offset + page.limit) : ids
    const facets = page.facets ? { facets: await store.facetsOf(ids, lang) } : {}
    const forms = wanted.map((word) => word.plain)
    return { ids: shown, reachable: ids.length, total: ids.length, ...facets, forms }
  }

  const look = (with_: readonly KnownWord[], open: boolean, some = false): Promise<Hits> => {
    let place = 0
    const filled = parts.map((part) => {
      const from = place
      place += part.words.length
      return { ...part, known: with_.slice(from, place) }
    })
    const filters = filterQueryOf(filter)
    const asks = [queryOf(filled, some), filters].filter((text) => text !== '')
    // A name that has the words is found by them, or the store leaves it out: looking for these too would take as long as all the rest.
    const named = parts.some(({ excluded, phrase }) => excluded || phrase) ? asks : filters ? [filters] : []
    const saying = with_.filter((word, at) => wantedAt.has(at) && !word.stop)
    const counts = saying.map(({ documents }) => documents)
    const plain = saying.map((word) => word.plain)
    return store.find(
      {
        query: asks.join(' & '),
        documents: some ? [counts.reduce((sum, count) => sum + count, 0)] : counts,
        nameQuery: [nameQueryOf(plain, open), ...named].join(' & '),
        plain: plainName(wordsOf(asked).join(' ')),
        filter,
        sort,
        most: mostCounted,
        page,
      },
      lang,
    )
  }
  const formsOf = (of: readonly KnownWord[]) =>
    of.flatMap((word, at) => (wantedAt.has(at) && !word.stop ? [word.plain, ...word.forms] : []))

  // What no document has as the last word is, first of all, a word that is not finished; where its stem is one's, that is looked for too.
  const begun = await beginningsOf(store, known, lang)
  const asIs = begun ?? known
  const exact = await look(asIs, begun !== undefined)
  if (exact.total >= (begun ? 1 : fewFound)) return { ...exact, forms: formsOf(asIs) }

  const meant = await meantWords(store, known, lang)
  if (meant) {
    const corrected = await store.lookUp(meant, lang)
    const more = await look(corrected, false)
    if (more.total > exact.total) return { ...more, forms: formsOf(corrected), corrected: meant.join(' ') }
  }
  // Nothing has all the words: what has most of them is nearer to what was meant than nothing.
  if (exact.total === 0 && wanted.filter(({ stop }) => !stop).length > 1) {
    return { ...(await look(asIs, false, true)), forms: formsOf(asIs) }
  }
  return { ...exact, forms: formsOf(asIs) }
}

function placesWanted(parts: ReturnType<typeof readQuestion>): number[] {
  return parts
    .flatMap(({ words, excluded }) => words.map(() => excluded))
    .flatMap((excluded, place) => (excluded ? [] : [place]))
}

/** The words with the last, where no document has it, as what it may be the beginning of; undefined where it is none. */
async function beginningsOf(
  store: SearchStore,
  known: readonly KnownWord[],
  lang: Language,
): Promise<KnownWord[] | undefined> {
  const last = known.at(-1)
  if (!last || last.documents > 0 || last.stop || last.plain.length < 2) return undefined
  const found = await store.completions(last.plain, lang)
  if (found.length === 0) return undefined
  const lexemes = [...new Set([...last.lexemes, ...found.map(({ lexeme }) => lexeme)])]
  const documents = found.reduce((sum, each) => sum + each.documents, 0)
  const forms = [...last.forms, ...found.map(({ word }) => word)]
  return [...known.slice(0, -1), { ...last, lexemes, documents, forms }]
}

/** The words with those that look like typos replaced; undefined where there is nothing to replace. */
async function meantWords(
  store: SearchStore,
  known: readonly KnownWord[],
  lang: Language,
): Promise<string[] | undefined> {
  // What several listings have is a word.
  const doubtful = known.filter(({ stop, documents }) => !stop && documents < fewFound)
  if (doubtful.length === 0) return undefined
  const similar = await store.similar(
    doubtful.map(({ plain }) => plain),
    lang,
  )
  const meant = known.map((word) => {
    const candidates = similar[doubtful.indexOf(word)] ?? []
    return likeliest(word.plain, candidates) ?? word.plain
  })
  return meant.every((word, place) => word === known[place]?.plain) ? undefined : meant
}

/** One edit is forgiven in words of four letters, two in those of eight; the word of more documents wins. */
function likeliest(plain: string, candidates: readonly SimilarWord[]): string | undefined {
  const allowed = plain.length < 4 ? 0 : plain.length < 8 ? 1 : 2
  const near = candidates
    .filter(({ word }) => word !== plain)
    .map((candidate) => ({ ...candidate, edits: editsBetween(plain, candidate.word) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits || b.documents - a.documents || (a.word < b.word ? -1 : 1))
  return near[0]?.word
}
