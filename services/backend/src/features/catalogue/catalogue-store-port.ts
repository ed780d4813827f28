import type { Language } from '@parlance/contracts/languages'
import type {
  CategoryView,
  Facets,
  ImageView,
  ListingAddress,
  Named,
  Price,
  Pricing,
  Question,
  RenditionView,
  TextOrigin,
  ToolSort,
} from './catalogue.ts'

/** The texts of a listing in one language, as they are kept; null or empty = not written in it. */
export interface TextRow extends TextOrigin {
  readonly language: string
  readonly name: string | null
  readonly tagline: string | null
  readonly overview: string | null
  readonly description: string | null
  readonly keyFeatures: string[]
  readonly useCases: string[]
  readonly questions: Question[]
  readonly metaTitle: string | null
  readonly metaDescription: string | null
}

/** An image as it is kept: its key instead of an address. */
export type ImageRow = Omit<ImageView, 'url' | 'renditions'> & {
  readonly key: string
  readonly renditions: readonly (Omit<RenditionView, 'url'> & { readonly key: string })[]
}

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
  readonly featured: boolean
  readonly publishedAt: Date
  readonly updatedAt: Date
  readonly texts: TextRow[]
}

/** A listing with everything. */
export interface ToolFullRow extends ToolRow {
  readonly price: Price | null
  readonly author: string | null
  readonly pageDate: Date | null
  readonly unreachableSince: Date | null
  readonly profiles: string[] | null
  readonly preview: ImageRow | null
  readonly availableLanguages: Language[]
  readonly roomSlug: string | null
  readonly createdAt: Date
}

/** Which published listings. */
export interface ToolFilter {
  readonly category?: string
  /** All of these. */
  readonly tags?: readonly string[]
  readonly pricing?: Pricing
  /** The language it was written in originally. */
  readonly contentLanguage?: string
  readonly featured?: boolean
  /** Published then or later. */
  readonly since?: Date
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
  /** What became of a listing that is not published; undefined = there never was one, or it is not shown. */
  fate(slug: string): Promise<{ gone: true } | { movedTo: string } | undefined>
  /** How many there are, and of what: exact up to `most`, and no further where nothing has counted them before. */
  count(filter: ToolFilter, lang: Language, most: number): Promise<{ total: number; facets: Facets }>
  /** Whether {@link count} stops at `most` for such a filter: nothing has counted it before. */
  isBounded(filter: ToolFilter): boolean
  /** Ids of others of the same category, and of others with tags in common; the nearest and best known first. */
  related(
    slug: string,
    limit: number,
  ): Promise<{ alternatives: readonly string[]; related: readonly string[] } | undefined>
  categories(lang: Language): Promise<CategoryView[]>
  /** Published listings by their slugs, at most `limit`, from one on. */
  addresses(from: string, limit: number): Promise<ListingAddress[]>
  /** All published listings by their slugs in parts of `size`: the first slug of each, and when one of it was changed last. */
  addressParts(size: number): Promise<ListingAddress[]>
  /** A number that every write of the directory raises. */
  version(): Promise<string>
  /** Whether there is a published listing. */
  exists(slug: string): Promise<boolean>
  /** Adds to what was counted; listings that are gone meanwhile are left out. */
  addCounts(counts: readonly ({ readonly slug: string } & Readonly<Record<Counter, number>>)[]): Promise<void>
}
