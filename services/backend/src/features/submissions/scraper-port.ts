import type { PageFacts } from './page-facts.ts'
import type { SubmissionStep } from './submissions.ts'

/** One encoding of a picture of the page: the first of a kind is for every browser, those after it are renditions of it. */
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
      /** The version that was read; null where the page's server names none. */
      readonly version: PageVersion | null
    }

/** By what a page's server knows a version of it (RFC 9110, 8.8); it holds for that address alone. */
export interface PageVersion {
  readonly url: string
  readonly etag: string
  readonly lastModified: string
}

/** A page that was read again. */
export interface PageAgain {
  readonly page: PageFacts
  readonly version: PageVersion | null
}

/** Reads pages. @throws Problem, with a scrape reason where the page is at fault */
export interface Scraper {
  scrape(url: string, signal: AbortSignal): AsyncIterable<ScrapeStep>
  /** The addresses that a sitemap names, and how many more than `most` there are. */
  listAddresses(url: string, most: number): Promise<{ urls: readonly string[]; left: number }>
  /** What a page says now, without pictures; where it is the known version, one request says so. */
  readAgain(url: string, known: PageVersion | null, signal: AbortSignal): Promise<PageAgain | 'unchanged'>
  /** What a page says now and how it looks, whatever is known of it; each picture is handed over as it comes. */
  readWithPictures(
    url: string,
    signal: AbortSignal,
    take: (image: PageImage) => Promise<void>,
  ): Promise<PageAgain>
}
