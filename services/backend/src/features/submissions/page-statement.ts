import type { Price, Pricing } from '../catalogue/catalogue.ts'

/** What a page says of what a listing shows. */
export interface PageStatement {
  readonly name: string
  readonly tagline: string
  readonly overview: string
  /** Markdown. */
  readonly description: string
  readonly keyFeatures: readonly string[]
  readonly pricing: Pricing
  readonly price: Price | null
  /** Where the page was found, after redirects. */
  readonly url: string
  readonly siteName: string
}
