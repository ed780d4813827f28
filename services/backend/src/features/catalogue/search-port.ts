import type { Language } from '@parlance/contracts/languages'
import type { Facets, Suggestion, ToolSort } from './catalogue.ts'
import type { ToolFilter } from './catalogue-store-port.ts'

/** A word of a question as the directory knows it. */
export interface KnownWord {
  /** In lower case, without accents. */
  readonly plain: string
  /** Says nothing in the reader's language, or in English: "the". */
  readonly stop: boolean
  /** Stems that documents have, in the languages that know the word; never empty. */
  readonly lexemes: readonly string[]
  /** How many documents of the reader's language, or English, have it as it is. */
  readonly documents: number
  /** Its forms that documents have, without accents: what is highlighted. */
  readonly forms: readonly string[]
}

/** What a query finds. */
export interface Hits {
  /** In their order: those of the page, or all where the order is not by relevance. */
  readonly ids: readonly string[]
  /** How many can be read page by page: at most so many as `most`, and some that are named so. */
  readonly reachable: number
  /** Of what they are, where it was asked for. */
  readonly facets?: Facets
  /** How many match; more than `most` where it is greater than that. */
  readonly total: number
}

/** What of a result is read. */
export interface PageOfHits {
  readonly offset: number
  readonly limit: number
  /** Whether it is told of what the results are. */
  readonly facets: boolean
}

/** A question in the words of the index; see search-query.ts. */
export interface SearchQuestion {
  /** A tsquery. */
  readonly query: string
  /** How many documents have each of its words, roughly: whether thousands will have them all. */
  readonly documents: readonly number[]
  /** The same for those that are named so; '' = no name. */
  readonly nameQuery: string
  /** The whole question in lower case without accents: a name that is just that comes first. */
  readonly plain: string
  readonly filter: ToolFilter
  readonly sort: ToolSort
  /** Up to which number it is counted. */
  readonly most: number
  readonly page: PageOfHits
}

/** A word that may be meant. */
export interface SimilarWord {
  readonly word: string
  readonly documents: number
}

/** The index, as the search needs it. */
export interface SearchStore {
  /** Same length and order as the words. */
  lookUp(words: readonly string[], lang: Language): Promise<KnownWord[]>
  find(question: SearchQuestion, lang: Language): Promise<Hits>
  /** Ids of listings whose name is, or begins with, these words; the best known first. */
  named(plain: string, filter: ToolFilter, lang: Language, limit: number): Promise<string[]>
  /** Words that begin so, in the reader's language and English; those that most documents have first. */
  completions(beginning: string, lang: Language): Promise<(SimilarWord & { readonly lexeme: string })[]>
  /** For each word those that look like it, the most alike first. */
  similar(words: readonly string[], lang: Language): Promise<SimilarWord[][]>
  /** How many of these listings there are of each kind. */
  facetsOf(ids: readonly string[], lang: Language): Promise<Facets>
  /** Names, categories, tags that begin so, or have a word that does. */
  suggest(words: readonly string[], lang: Language, limit: number): Promise<Suggestion[]>
  /** Remembers what found nothing. */
  recordMisses(misses: readonly { language: Language; query: string; times: number }[]): Promise<void>
}
