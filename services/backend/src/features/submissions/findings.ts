import type { Price } from '../catalogue/catalogue.ts'
import type { Classification } from './classify-page.ts'
import type { FieldSource } from './page-facts.ts'

/** What was seen in a page and what was made of it, for the editor who looks it over. */
export interface Findings extends Classification {
  /** Where each field comes from. */
  readonly sources: FieldSource[]
  readonly pricing: string
  readonly price: Price | null
  /** What the page files itself under. */
  readonly keywords: string[]
}
