import type { Language } from '@parlance/contracts/languages'
import type { Pricing, TextSource } from '../catalogue/catalogue.ts'
import type { By } from './changes.ts'

export type ToolStatus = 'draft' | 'published' | 'pending' | 'hidden' | 'deleted' | 'merged'

/** What an editor can make of a listing; merged it becomes by {@link ListingDesk.merge} alone. */
export type SettableStatus = 'published' | 'pending' | 'hidden' | 'deleted'

/** How a listing stands in one language. */
export interface LanguageState {
  readonly language: string
  readonly source: TextSource
  readonly reviewed: boolean
  readonly confidence: number | null
}

/** A listing as a table shows it. */
export interface ListingRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly url: string
  readonly status: ToolStatus
  readonly statusReason: string
  readonly revision: number
  readonly pricing: Pricing
  readonly sourceLanguage: string
  readonly category: string | null
  readonly languages: LanguageState[]
  readonly openReports: number
  readonly views: number
  /** Name of who submitted it; "" = nobody with an account. */
  readonly submitter: string
  /** Since when its page cannot be read; null = it can, as far as is known. */
  readonly unreachableSince: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

export interface ListingQuery {
  readonly status?: ToolStatus
  /** Part of the name, the address or the slug. */
  readonly q?: string
  readonly category?: string
  /** Without texts in this language. */
  readonly missing?: Language
  /** With a machine's texts in this language that nobody has read. */
  readonly unreviewed?: Language
  readonly reported?: boolean
  /** Whose page cannot be read any more. */
  readonly unreachable?: boolean
  readonly sort: 'newest' | 'oldest' | 'name'
  /** The last id of the page before. */
  readonly cursor?: string
  /** 1 to 200. */
  readonly limit: number
}

export interface ListingTexts {
  readonly name: string
  readonly tagline: string
  readonly overview: string
  /** Markdown. */
  readonly description: string
  readonly keyFeatures: string[]
  readonly useCases: string[]
  readonly metaTitle: string
  readonly metaDescription: string
}

/** The texts of a language, with who made them. */
export interface ListingTranslation extends ListingTexts, LanguageState {
  readonly engine: string | null
  readonly revision: number
  /** The source's texts when a person last saved these; null = no person did. */
  readonly sourceThen: ListingTexts | null
  readonly updatedAt: string
}

/** Another listing that may be the same. */
export interface Duplicate {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly url: string
  readonly status: ToolStatus
  readonly reason: 'host' | 'name'
}

/** A listing with all that an editor decides by. */
export interface ListingDetail extends ListingRow {
  readonly tags: string[]
  readonly texts: ListingTranslation[]
  readonly logoKey: string | null
  readonly screenshotKey: string | null
  readonly mergedInto: string | null
  readonly duplicates: Duplicate[]
  /** By what similar listings have; null, empty = nothing similar. */
  readonly proposed: { readonly category: string | null; readonly tags: string[] }
  /** How its page was read last; null = it was not read from a page. */
  readonly page: {
    readonly finalUrl: string | null
    readonly durationMs: number | null
    readonly bytes: number | null
    readonly redirects: number | null
    readonly unavailable: string[]
    readonly readAt: string
  } | null
}

export interface ListingEdit {
  /** The one that the edit was made of. */
  readonly revision: number
  readonly name?: string
  readonly slug?: string
  readonly url?: string
  readonly pricing?: Pricing
  /** A category's slug; null = none. */
  readonly category?: string | null
  /** Tags' slugs: all of them. */
  readonly tags?: readonly string[]
}

/** Rights are the caller's to check: editors and administrators. */
export interface ListingDesk {
  list(query: ListingQuery): Promise<{ items: ListingRow[]; nextCursor: string | null }>
  /** @throws Problem `not-found` */
  get(id: string): Promise<ListingDetail>
  /** The id of a listing, whatever became of it. */
  idOf(slug: string): Promise<string | undefined>
  /** @throws Problem `not-found`, `invalid`, `conflict` where slug or address are another's, `aborted` with both versions */
  edit(id: string, edit: ListingEdit, by: By): Promise<ListingDetail>
  /** Many at once, in one transaction; each is a change of its own. @returns how many became something else */
  setStatus(
    ids: readonly string[],
    change: { status: SettableStatus; reason: string },
    by: By,
  ): Promise<{ changed: number; unknown: string[] }>
  /** Leads a listing's address, tags, submissions and missing languages to another. @throws Problem `not-found`, `invalid` */
  merge(id: string, into: string, by: By): Promise<ListingDetail>
}
