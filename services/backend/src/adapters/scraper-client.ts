import { type ScrapedPage, type ScrapeEvent__Output, ScraperService } from '@parlance/contracts'
import { createGrpcClient, type GrpcClient, type Metrics, Problem } from '@parlance/service-kit'
import type { Price } from '../features/catalogue/catalogue.ts'
import type { PageImage, Scraper, ScrapeStep } from '../features/submissions/scraper-port.ts'
import type { SubmissionStep } from '../features/submissions/submissions.ts'
import type { Downloads } from '../features/videos/video-fetches.ts'

const steps: Readonly<Record<string, SubmissionStep>> = {
  STEP_CHECK: 'check',
  STEP_FETCH: 'fetch',
  STEP_READ: 'read',
  STEP_LOGO: 'logo',
  STEP_SCREENSHOT: 'screenshot',
  STEP_DESCRIBE: 'describe',
}

const kinds: Readonly<Record<string, PageImage['kind']>> = {
  IMAGE_KIND_LOGO: 'logo',
  IMAGE_KIND_SCREENSHOT: 'screenshot',
  IMAGE_KIND_PREVIEW: 'preview',
}

/** Longer than the scraper's own limit, so that it is the scraper who says what took too long. */
const scrapeDeadlineMs = 150_000

/** Somebody waits for it: see the scraper's own. */
const sitemapDeadlineMs = 9_000

/** Longer than the scraper's own limit for a file. */
const downloadDeadlineMs = 3_660_000

export type ScraperClient = GrpcClient<typeof ScraperService.service>

/** Connects to the scraper service (`host:port`), lazily. */
export function connectScraper(address: string, metrics: Metrics): ScraperClient {
  return createGrpcClient(ScraperService, address, { deadlineMs: 5_000, metrics })
}

/** The scraper service, as submissions need it. */
export function createScraper(client: ScraperClient): Scraper {
  return {
    async *scrape(url, signal) {
      const events = client.stream(
        'Scrape',
        { url, skipScreenshot: false, skipRobots: false },
        { signal, deadlineMs: scrapeDeadlineMs },
      )
      for await (const event of events) {
        const step = stepOf(event)
        if (step) yield step
      }
    },

    async readAgain(url, known, signal) {
      const request = { url, skipScreenshot: false, skipRobots: false, onlyText: true, known }
      const events = client.stream('Scrape', request, { signal, deadlineMs: scrapeDeadlineMs })
      for await (const event of events) {
        if (event.result?.notModified) return 'unchanged'
        const step = stepOf(event)
        if (step?.type === 'result') return { page: step.page, version: step.version }
      }
      throw new Problem('unavailable', 'The scraper ended without a result.')
    },

    async readWithPictures(url, signal, take) {
      const request = { url, skipScreenshot: false, skipRobots: false, skipDescription: true }
      const events = client.stream('Scrape', request, { signal, deadlineMs: scrapeDeadlineMs })
      for await (const event of events) {
        const step = stepOf(event)
        if (step?.type === 'image') await take(step.image)
        if (step?.type === 'result') return { page: step.page, version: step.version }
      }
      throw new Problem('unavailable', 'The scraper ended without a result.')
    },

    listAddresses: (url, most) =>
      client.call('ListAddresses', { url, most }, { deadlineMs: sitemapDeadlineMs }),
  }
}

/** Files of the open web, as videos need them. */
export const createDownloads = (client: ScraperClient): Downloads =>
  async function* (url, mostBytes, signal) {
    const events = client.stream('Download', { url, mostBytes }, { signal, deadlineMs: downloadDeadlineMs })
    for await (const { head, chunk } of events) {
      if (head) yield { bytes: head.bytes }
      else if (chunk) yield { chunk }
    }
  }

function stepOf(event: ScrapeEvent__Output): ScrapeStep | undefined {
  if (event.progress) {
    const { step, fraction, detail } = event.progress
    return { type: 'progress', step: steps[step] ?? 'fetch', fraction, detail }
  }
  if (event.image) {
    const { kind, ...image } = event.image
    const known = kinds[kind]
    return known ? { type: 'image', image: { ...image, kind: known } } : undefined
  }
  if (!event.result) return undefined
  const { page, notModified: _, ...figures } = event.result
  if (!page) throw new Problem('internal', 'The scraper described no page.')
  return { type: 'result', page: { ...page, price: priceOf(page.price) }, ...figures }
}

const periods = ['month', 'year', 'week', 'once'] as const

/** A price that makes sense, or none. */
function priceOf(price: ScrapedPage['price']): Price | null {
  if (!price || !(price.amount > 0)) return null
  return {
    amount: price.amount,
    currency: /^[A-Z]{3}$/.test(price.currency) ? price.currency : '',
    period: periods.find((period) => period === price.period) ?? '',
  }
}
