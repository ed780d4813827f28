import type { Language } from '@parlance/contracts/languages'
import type { Range } from './highlights.ts'

export type Pricing = 'free' | 'freemium' | 'paid' | 'contact' | 'unknown'
/** What something costs at least. */
export interface Price {
  /** In whole units of the currency: 12.5 is 12 dollars 50. */
  readonly amount: number
  /** ISO 4217; `''` = unknown. */
  readonly currency: string
  readonly period: 'month' | 'year' | 'week' | 'once' | ''
}

/** A question that people ask, and its answer. */
export interface Question {
  readonly question: string
  readonly answer: string
}

export type ToolSort = 'relevance' | 'popular' | 'newest' | 'updated' | 'name'
export type TextSource = 'human' | 'machine' | 'import'

/** The same picture, smaller or in another format. */
export interface RenditionView {
  readonly url: string
  readonly width: number
  readonly mediaType: string
}

/** An image as readers get it. */
export interface ImageView {
  readonly url: string
  readonly width: number
  readonly height: number
  readonly mediaType: string
  readonly blurhash: string
  readonly palette: string[]
  /** The largest first. */
  readonly renditions: RenditionView[]
}

/** Who made the texts of a language. */
export interface TextOrigin {
  readonly source: TextSource
  readonly engine: string | null
  readonly model: string | null
  readonly confidence: number | null
  readonly reviewed: boolean
}

export interface Named {
  readonly slug: string
  readonly name: string
}

/** A listing as the list shows it, in one language. `languages` says which language each text is really in. */
export interface ToolSummary {
  readonly slug: string
  readonly url: string
  readonly name: string
  readonly tagline: string
  readonly overview: string
  readonly category: Named | null
  readonly tags: Named[]
  readonly pricing: Pricing
  readonly logo: ImageView | null
  readonly screenshot: ImageView | null
  /** BCP 47; a page may be in a language that the site does not speak. */
  readonly sourceLanguage: string
  readonly translation: TextOrigin | null
  readonly languages: { readonly name: string; readonly tagline: string; readonly overview: string }
  readonly views: number
  readonly clicks: number
  /** Editors put it forward. */
  readonly featured: boolean
  readonly publishedAt: string
  /** Where the words that were looked for are; absent without any. */
  readonly highlights?: { readonly name: Range[]; readonly tagline: Range[]; readonly overview: Range[] }
}

/** A listing with all its texts. */
export interface ToolDetail extends Omit<ToolSummary, 'languages' | 'highlights'> {
  readonly description: string
  readonly keyFeatures: string[]
  readonly useCases: string[]
  readonly questions: Question[]
  readonly metaTitle: string
  readonly metaDescription: string
  readonly price: Price | null
  /** Who wrote the page; `''` = unknown. */
  readonly author: string
  /** When the page says that it was published. */
  readonly pageDate: string | null
  /** Since when its page could not be read, tried on several days; null = it can be, as far as is known. */
  readonly unreachableSince: string | null
  /** Pages of the product and its makers elsewhere. */
  readonly profiles: string[]
  readonly preview: ImageView | null
  readonly languages: Readonly<Record<TextField, string>>
  readonly availableLanguages: Language[]
  readonly room: { readonly slug: string } | null
  readonly createdAt: string
  readonly updatedAt: string
}

export type TextField =
  | 'name'
  | 'tagline'
  | 'overview'
  | 'description'
  | 'keyFeatures'
  | 'useCases'
  | 'questions'
  | 'metaTitle'
  | 'metaDescription'

/** What to list. */
export interface ToolQuery {
  readonly lang: Language
  readonly q?: string
  readonly category?: string
  /** Slugs with commas between them: listings that have all these tags. */
  readonly tag?: string
  readonly pricing?: Pricing
  /** BCP 47 of the language that listings were written in originally. */
  readonly contentLanguage?: string
  readonly featured?: boolean
  /** ISO 8601: published then or later. */
  readonly since?: string
  /** Where absent: relevance with `q`, else popular. */
  readonly sort?: ToolSort
  readonly cursor?: string
  /** 1 to 100. */
  readonly limit: number
}

export interface Facet extends Named {
  readonly count: number
}

export interface Facets {
  readonly categories: Facet[]
  readonly tags: Facet[]
  readonly pricing: Facet[]
  /** Languages that listings were written in originally; named by their codes. */
  readonly languages: Facet[]
}

export interface ToolPage {
  readonly items: ToolSummary[]
  readonly nextCursor: string | null
  readonly total?: number
  /** Absent or true: `total` and the counts of `facets` are exact. False: there are more than that. */
  readonly totalExact?: boolean
  readonly facets?: Facets
  readonly correctedQuery?: string
}

/** Something that a reader who types may be after. */
export interface Suggestion {
  readonly kind: 'tool' | 'category' | 'tag' | 'word'
  /** '' for a word. */
  readonly slug: string
  readonly text: string
}

/** Where a published listing is, for who goes through all of them. */
export interface ListingAddress {
  readonly slug: string
  /** When it was changed last, readers' counts aside. */
  readonly updatedAt: Date
}

/** Listings of one part of {@link Catalogue.addressParts}. */
export const addressPartSize = 1_000

export interface RelatedTools {
  /** Of the same category. */
  readonly alternatives: ToolSummary[]
  /** Of others, with tags in common. */
  readonly related: ToolSummary[]
}

export interface CategoryView extends Named {
  readonly icon: string
  readonly description: string
  readonly language: Language
  readonly tools: number
}

/** The directory as readers see it. */
export interface Catalogue {
  /** One page of published listings. @throws Problem `invalid` for a cursor that is not ours */
  list(query: ToolQuery): Promise<ToolPage>
  /** One published listing. @throws Problem `not-found`; `gone`, with `movedTo` where it was merged into another */
  get(slug: string, lang: Language): Promise<ToolDetail>
  /** What else there is for the same job, and what is near to it otherwise. @throws Problem `not-found` */
  related(slug: string, lang: Language, limit: number): Promise<RelatedTools>
  categories(lang: Language): Promise<CategoryView[]>
  /** What a reader who has typed so much may be after. */
  suggest(q: string, lang: Language, limit: number): Promise<Suggestion[]>
  /** Published listings by their slugs, from one on: at most {@link addressPartSize}. */
  addresses(from: string): Promise<ListingAddress[]>
  /** All published listings in parts: the first slug of each, and when one of the part was changed last. */
  addressParts(): Promise<ListingAddress[]>
  /** Changes with everything that lists and listings show, readers' counts aside. */
  version(): Promise<string>
  /** Counts a reader of the listing's page. @throws Problem `not-found` */
  recordView(slug: string): Promise<void>
  /** Counts a reader who went on to the site itself. @throws Problem `not-found` */
  recordClick(slug: string): Promise<void>
}
