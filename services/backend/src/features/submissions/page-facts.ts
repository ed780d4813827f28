import type { Price, Question } from '../catalogue/catalogue.ts'

/** What a page says of itself. */
export interface PageFacts {
  /** After redirects. */
  readonly url: string
  readonly finalUrl: string
  readonly title: string
  /** What a listing of the page is called: its title without the name of its site. */
  readonly name: string
  /** What the title says beside the name; "" = nothing. */
  readonly tagline: string
  readonly siteName: string
  readonly description: string
  /** BCP 47; "" = unknown. */
  readonly language: string
  /** First prose of the page, plain text. */
  readonly excerpt: string
  /** Readable text, plain. */
  readonly text: string
  readonly features: readonly string[]
  /** free, freemium, paid, contact; "" = no hint. */
  readonly pricing: string
  readonly generatedDescription: string
  /** Sentences chosen over the text; "" = too few. */
  readonly summary: string
  readonly author: string
  /** ISO 8601; "" = unknown. */
  readonly publishedTime: string
  readonly price: Price | null
  readonly questions: readonly Question[]
  readonly profiles: readonly string[]
  /** What the page files itself under. */
  readonly keywords: readonly string[]
  /** Where each field comes from, and how sure that is. */
  readonly sources: readonly FieldSource[]
}

/** Where a field comes from. */
export interface FieldSource {
  readonly field: string
  /** Everything in the page that says so, best first. */
  readonly source: string
  /** 0 to 1. */
  readonly confidence: number
}
