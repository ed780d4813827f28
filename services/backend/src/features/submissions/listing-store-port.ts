import type { Price, Pricing, Question } from '../catalogue/catalogue.ts'
import type { Vocabulary } from './classify-page.ts'
import type { PageStatement } from './page-statement.ts'
import type { PageVersion } from './scraper-port.ts'

/** The texts of a listing; null or empty = not there. */
export interface ListingTexts {
  readonly name: string | null
  readonly tagline: string | null
  readonly overview: string | null
  readonly description: string | null
  readonly keyFeatures: readonly string[]
  readonly useCases: readonly string[]
  readonly questions: readonly Question[]
}

/** A file of the asset storage. */
export interface StoredFile {
  readonly key: string
  readonly mediaType: string
  /** Pixels. */
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly blurhash: string
  readonly palette: readonly string[]
}

/** An image of a listing. */
export interface StoredImage extends StoredFile {
  /** The same picture, smaller or in another format. */
  readonly renditions: readonly StoredFile[]
}

/** A listing to be made. */
export interface NewListing {
  readonly id: string
  /** The slug to take; a number is added where it is taken. */
  readonly slug: string
  readonly url: string
  readonly canonicalUrl: string
  readonly name: string
  readonly sortName: string
  readonly pricing: Pricing
  readonly price: Price | null
  /** Who wrote the page; `''` where it does not say. */
  readonly author: string
  /** When the page was published. */
  readonly pageDate: Date | null
  readonly profiles: readonly string[]
  /** The slug of its category; null = an editor has to say. */
  readonly category: string | null
  /** Slugs of its tags. */
  readonly tags: readonly string[]
  readonly sourceLanguage: string
  readonly texts: ListingTexts
  readonly images: Readonly<Partial<Record<'logo' | 'screenshot' | 'preview', StoredImage>>>
  /** The id of its room. */
  readonly roomId: string
  /** What its page said, and which version of it that was: with this it is compared when it is read again. */
  readonly read: { readonly statement: PageStatement; readonly version: PageVersion | null }
}

/** What a machine made of the texts, and which. */
export interface MachineTexts {
  readonly texts: ListingTexts
  readonly engine: string
  readonly model: string
  /** 0 to 1. */
  readonly confidence: number
}

/** A listing to be translated. */
export interface ListingForTranslation {
  readonly sourceLanguage: string
  readonly texts: ListingTexts
  /** Languages that have texts already. */
  readonly written: readonly string[]
  /** Those of them whose texts a machine made. */
  readonly machine: readonly string[]
}

/** Listings, as those who make them need them. */
export interface ListingStore {
  /** The site's categories and tags, and the words that speak for each: its names, where nobody wrote others. */
  vocabulary(): Promise<Vocabulary>
  /** The listing of an address; `shown` = readers see it. */
  findByAddress(canonicalUrl: string): Promise<{ id: string; slug: string; shown: boolean } | undefined>
  /**
   * In one transaction: the listing with its texts, images, search documents and room; the submission has it from
   * then on.
   *
   * @returns the listing, or the one that another made of the same address meanwhile (`made: false`).
   */
  create(
    listing: NewListing,
    submission: { id: string; attempt: number },
  ): Promise<{ id: string; slug: string; made: boolean }>
  /** The source texts, the languages that have texts already, and those of them whose texts are a machine's. */
  readForTranslation(toolId: string): Promise<ListingForTranslation | undefined>
  /** Keeps a machine's texts in a language, unless the language has texts; the search finds them at once. */
  addTranslation(toolId: string, language: string, machine: MachineTexts): Promise<void>
  /**
   * Puts a machine's texts in the place of a machine's; what the new ones lack stays. Texts of people stay, and so does
   * a language without texts.
   */
  renewTranslation(toolId: string, language: string, machine: MachineTexts): Promise<void>
}
