import type { Language } from '@parlance/contracts/languages'

export type Pricing = 'free' | 'freemium' | 'paid' | 'contact' | 'unknown'
export type ToolSort = 'relevance' | 'popular' | 'newest' | 'name'
export type TextSource = 'human' | 'machine' | 'import'

/** An image as readers get it. */
export interface ImageView {
  readonly url: string
  readonly width: number
  readonly height: number
  readonly mediaType: string
  readonly blurhash: string
  readonly palette: string[]
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
  readonly publishedAt: string
}

/** A listing with all its texts. */
export interface ToolDetail extends Omit<ToolSummary, 'languages'> {
  readonly description: string
  readonly keyFeatures: string[]
  readonly useCases: string[]
  readonly metaTitle: string
  readonly metaDescription: string
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
  | 'metaTitle'
  | 'metaDescription'

/** What to list. */
export interface ToolQuery {
  readonly lang: Language
  readonly q?: string
  readonly category?: string
  readonly tag?: string
  readonly pricing?: Pricing
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
}

export interface ToolPage {
  readonly items: ToolSummary[]
  readonly nextCursor: string | null
  readonly total?: number
  readonly facets?: Facets
  readonly correctedQuery?: string
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
  /** One published listing. @throws Problem `not-found` */
  get(slug: string, lang: Language): Promise<ToolDetail>
  categories(lang: Language): Promise<CategoryView[]>
  /** Counts a reader of the listing's page. @throws Problem `not-found` */
  recordView(slug: string): Promise<void>
  /** Counts a reader who went on to the site itself. @throws Problem `not-found` */
  recordClick(slug: string): Promise<void>
}
