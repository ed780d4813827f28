/** A product, as somebody who knows it would write it up. Everything here is invented. */
export interface Product {
  readonly name: string
  readonly tagline: string
  readonly description: string
  /** BCP 47. */
  readonly lang: string
  /** A category of the sample catalogue. */
  readonly category: string
  readonly pricing: 'free' | 'freemium' | 'paid' | 'contact'
  /** What the page says of its price, as it says it. */
  readonly priceWords: string
  /** The least that one pays. */
  readonly price?: readonly [amount: number, currency: string, period: string]
  readonly maker: string
  readonly features: readonly string[]
  readonly paragraphs: readonly string[]
}

/** An article, as its editor would print its head. */
export interface Article {
  readonly title: string
  readonly description: string
  readonly lang: string
  readonly site: string
  readonly authors: readonly string[]
  /** ISO 8601. */
  readonly published: string
  /** The date as the site writes it. */
  readonly dateWords: string
  readonly paragraphs: readonly string[]
}

/** What an editor would have written of a page. `''` = the page does not say, and nothing may be invented. */
export interface Expected {
  readonly title: string
  readonly name: string
  readonly description: string
  readonly author: string
  readonly site: string
  readonly language: string
  /** The day, `2024-05-06`. */
  readonly date: string
  readonly pricing: string
  /** `12.5 EUR month`. */
  readonly price: string
  /** `''` = none of the site's. */
  readonly category: string
}

/** A page of the set. */
export interface InventedPage {
  /** `shop-app/loomery`. */
  readonly id: string
  readonly kind: string
  readonly url: string
  readonly html: string
  readonly expected: Expected
}
