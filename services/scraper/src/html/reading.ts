import type { Price } from './price.ts'
import type { Question } from './questions.ts'

/** A page to read, as it goes to the reading child. */
export interface ReadJob {
  readonly body: Uint8Array
  readonly contentType: string | undefined
  /** `Content-Language`, if the server sent one. */
  readonly contentLanguage: string | undefined
  /** The address it was read from, after redirects. */
  readonly url: string
}

/** An icon that a page names. */
export interface IconLink {
  readonly url: string
  /** The larger side that the page claims, in pixels; 0 = unknown, Infinity = scalable. */
  readonly size: number
}

/** Why a page is none that could be listed. Each is a reason of its own in `scrapeReasons`. */
export type WallKind =
  | 'error-page'
  | 'bot-wall'
  | 'login-wall'
  | 'consent-wall'
  | 'parked-domain'
  | 'directory-index'
  | 'placeholder'
  | 'no-words'

/** A page that is no listing, and what gave it away. */
export interface Wall {
  readonly kind: WallKind
  /** 0 to 1. */
  readonly score: number
  readonly evidence: readonly string[]
}

/** The fields on which a page's sources vote. */
export type FieldName = 'title' | 'siteName' | 'description' | 'author' | 'language' | 'published'

/** Where a field comes from. */
export interface FieldSource {
  readonly field: FieldName
  /** Everything that says so, best first: `og:title, h1`. */
  readonly source: string
  /** 0 to 1. */
  readonly confidence: number
}

/** What a careful reader finds in a page. Empty strings where the page says nothing. */
export interface Reading {
  /** The page's title without the name of its site. */
  readonly title: string
  /** What a listing of the page is called. */
  readonly name: string
  /** What the title says beside the name. */
  readonly tagline: string
  readonly siteName: string
  readonly description: string
  readonly author: string
  /** BCP 47. */
  readonly language: string
  readonly dir: 'ltr' | 'rtl' | ''
  /** ISO 8601 with a zone. */
  readonly publishedTime: string
  /** The address that the page calls its own, if it is of the same site. */
  readonly canonical: string
  readonly excerpt: string
  /** Readable text; blocks are apart by an empty line. */
  readonly text: string
  /** Sentences chosen over the text, one paragraph; `''` where there are too few. */
  readonly summary: string
  readonly features: readonly string[]
  readonly pricing: Pricing
  /** What it costs at least; absent where the page names no price. */
  readonly price: Price | undefined
  readonly questions: readonly Question[]
  /** Pages of the product and its makers elsewhere. */
  readonly profiles: readonly string[]
  /** What the page files itself under. */
  readonly keywords: readonly string[]
  /** Best first. */
  readonly icons: readonly IconLink[]
  /** Web app manifest, which may name better icons. */
  readonly manifest: string
  /** The picture by which the page wants to be shown. */
  readonly previewImage: string
  /** Where `<meta http-equiv="refresh">` leads at once, if it does. */
  readonly refresh: string
  readonly sources: readonly FieldSource[]
  /** Present where the page is none that could be listed. */
  readonly wall?: Wall | undefined
}

/** What a page hints about what its subject costs. */
export type Pricing = 'free' | 'freemium' | 'paid' | 'contact' | ''

/** Characters of readable text at most. */
export const maxTextLength = 20_000
/** Characters of any single line of metadata at most. */
export const maxLineLength = 2_000
