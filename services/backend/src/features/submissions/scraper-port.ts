import type { SubmissionStep } from './submissions.ts'

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
}

/** A picture of the page, encoded for the web. */
export interface PageImage {
  readonly kind: 'logo' | 'screenshot' | 'preview'
  readonly mediaType: string
  readonly width: number
  readonly height: number
  readonly content: Uint8Array
  readonly blurhash: string
  readonly palette: readonly string[]
}

/** What comes while a page is read; the result is last. */
export type ScrapeStep =
  | {
      readonly type: 'progress'
      readonly step: SubmissionStep
      readonly fraction: number
      readonly detail: string
    }
  | { readonly type: 'image'; readonly image: PageImage }
  | {
      readonly type: 'result'
      readonly page: PageFacts
      readonly unavailable: readonly {
        readonly what: string
        readonly code: string
        readonly detail: string
      }[]
      readonly durationMs: number
      readonly bytesFetched: number
      readonly redirects: number
    }

/** Reads pages. @throws Problem, with a scrape reason where the page is at fault */
export interface Scraper {
  scrape(url: string, signal: AbortSignal): AsyncIterable<ScrapeStep>
}
