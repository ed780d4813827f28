import type { Language } from '@parlance/contracts/languages'
import type { CategoryView, Facets, ImageView, Named, Pricing, TextOrigin, ToolSort } from './catalogue.ts'

/** The texts of a listing in one language, as they are kept; null or empty = not written in it. */
export interface TextRow extends TextOrigin {
  readonly language: string
  readonly name: string | null
  readonly tagline: string | null
  readonly overview: string | null
  readonly description: string | null
  readonly keyFeatures: string[]
  readonly useCases: string[]
  readonly metaTitle: string | null
  readonly metaDescription: string | null
}

/** An image as it is kept: its key instead of an address. */
export type ImageRow = Omit<ImageView, 'url'> & { readonly key: string }

/** A listing as it is kept, with the texts that a reader of one language may need. */
export interface ToolRow {
  readonly id: string
  readonly slug: string
  readonly url: string
  readonly name: string
  readonly sortName: string
  readonly pricing: Pricing
  readonly sourceLanguage: string
  readonly category: Named | null
  readonly tags: Named[]
  readonly logo: ImageRow | null
  readonly screenshot: ImageRow | null
  readonly views: number
  readonly clicks: number
  readonly publishedAt: Date
  readonly texts: TextRow[]
}

/** A listing with everything. */
export interface ToolFullRow extends ToolRow {
  readonly preview: ImageRow | null
  readonly availableLanguages: Language[]
  readonly roomSlug: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** Which published listings. */
export interface ToolFilter {
  readonly category?: string
  readonly tag?: string
  readonly pricing?: Pricing
  /** Only these. */
  readonly ids?: readonly string[]
}

/** After which listing a page begins: its value in the order, and its id. */
export interface Position {
  readonly value: string | number
  readonly id: string
}

/** What is counted of a listing. */
export type Counter = 'views' | 'clicks'

/** The directory's tables, as the catalogue needs them. */
export interface CatalogueStore {
  /** At most `limit` listings in an order, after a position; only the short texts are filled. */
  page(
    filter: ToolFilter,
    order: { sort: Exclude<ToolSort, 'relevance'>; after?: Position; limit: number },
    lang: Language,
  ): Promise<ToolRow[]>
  /** Listings by id, in the order of the ids. */
  byIds(ids: readonly string[], lang: Language): Promise<ToolRow[]>
  /** A published listing with all its texts in the languages a reader of `lang` may need. */
  bySlug(slug: string, lang: Language): Promise<ToolFullRow | undefined>
  /** How many there are, and of what. */
  count(filter: ToolFilter, lang: Language): Promise<{ total: number; facets: Facets }>
  /** Ids of what the words are found in, the best first, at most `limit`; the reader's own language weighs most. */
  search(words: string, filter: ToolFilter, lang: Language, limit: number): Promise<string[]>
  /** Whether words are stop words alone in the reader's language, or in English; {@link search} finds nothing then. */
  sayNothing(words: string, lang: Language): Promise<boolean>
  /** Ids of listings whose name is, or begins with, these words; the best known first. */
  named(words: string, filter: ToolFilter, limit: number): Promise<string[]>
  /** For each word the most similar one that some listing has; itself where none is similar. Same length and order. */
  similarWords(words: readonly string[], lang: Language): Promise<string[]>
  categories(lang: Language): Promise<CategoryView[]>
  /** Whether there is a published listing. */
  exists(slug: string): Promise<boolean>
  /** Adds to what was counted; listings that are gone meanwhile are left out. */
  addCounts(counts: readonly ({ readonly slug: string } & Readonly<Record<Counter, number>>)[]): Promise<void>
}
