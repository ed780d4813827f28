import type { PageVersion, ScrapeEvent } from '@parlance/contracts'
import type { Reading } from '../html/reading.ts'
import type { Picture } from '../images/image-job.ts'
import type { PageSource } from './page-source.ts'

/** The steps of a scrape, each with the fraction of the whole at which it begins. */
const begins = {
  STEP_CHECK: 0.02,
  STEP_FETCH: 0.1,
  STEP_READ: 0.3,
  STEP_LOGO: 0.4,
  STEP_SCREENSHOT: 0.55,
  STEP_DESCRIBE: 0.92,
} as const

const kinds = {
  logo: 'IMAGE_KIND_LOGO',
  screenshot: 'IMAGE_KIND_SCREENSHOT',
  preview: 'IMAGE_KIND_PREVIEW',
} as const

/** A part of the result that is missing, and why. */
export interface Unavailable {
  readonly what: string
  readonly code: string
  readonly detail: string
}

/** A step begins. */
export function progressEvent(step: keyof typeof begins, detail: string): ScrapeEvent {
  return { progress: { step, fraction: begins[step], detail } }
}

/** A picture, in each of its sizes and encodings. */
export function imageEvents({ kind, encodings, blurhash, palette }: Picture): ScrapeEvent[] {
  return encodings.map(({ mediaType, width, height, content }) => ({
    image: { kind: kinds[kind], mediaType, width, height, content, blurhash, palette: [...palette] },
  }))
}

/** The last event of a scrape whose page is as the caller knows it. */
export function notModifiedEvent(page: PageSource, durationMs: number): ScrapeEvent {
  const { bytes: bytesFetched, redirects } = page
  return {
    result: {
      notModified: true,
      version: versionOf(page),
      durationMs: Math.round(durationMs),
      bytesFetched,
      redirects,
    },
  }
}

/** Longer ones are no names of versions. */
const longestValidator = 500

/** What the server calls this version of the page; null where it says nothing of it. */
function versionOf({ url, headers }: PageSource): PageVersion | null {
  const [etag = '', lastModified = ''] = [headers.etag, headers['last-modified']].map((header = '') =>
    header.length > longestValidator ? '' : header,
  )
  return etag === '' && lastModified === '' ? null : { url: url.href, etag, lastModified }
}

/** The last event of a scrape. */
export function resultEvent(
  reading: Reading,
  page: PageSource,
  rest: { generatedDescription: string; unavailable: readonly Unavailable[]; durationMs: number },
): ScrapeEvent {
  const { icons, manifest, previewImage, refresh, canonical, wall, sources, ...said } = reading
  const { price, questions, profiles, keywords } = reading
  return {
    result: {
      page: {
        ...said,
        features: [...said.features],
        sources: [...sources],
        price: price ?? null,
        questions: [...questions],
        profiles: [...profiles],
        keywords: [...keywords],
        url: canonical || page.url.href,
        finalUrl: page.url.href,
        title: said.title || said.siteName || page.url.host,
        generatedDescription: rest.generatedDescription,
      },
      unavailable: [...rest.unavailable],
      durationMs: Math.round(rest.durationMs),
      bytesFetched: page.bytes,
      redirects: page.redirects,
      version: versionOf(page),
    },
  }
}
