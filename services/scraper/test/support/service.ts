import type {
  Capabilities,
  DownloadEvent__Output,
  ScrapedImage,
  ScrapeProgress,
  ScrapeResult,
} from '@parlance/contracts'
import { ScraperService, type ScraperServiceHandlers } from '@parlance/contracts'
import {
  createGrpcClient,
  createGrpcServer,
  createLogger,
  createMetrics,
  type Problem,
} from '@parlance/service-kit'
import { parseAllowHosts } from '../../src/net/allow-hosts.ts'
import { createScraper, type Scraper, type ScraperSettings } from '../../src/scrape/tools.ts'
import { scraperHandlers } from '../../src/service.ts'

/** What one scrape streamed. */
export interface Scraped {
  readonly progress: ScrapeProgress[]
  readonly images: ScrapedImage[]
  readonly result: ScrapeResult
  /** Kinds of events in the order they came. */
  readonly order: string[]
}

/** The real service on a free port, spoken to over gRPC. */
export class TestService {
  readonly scraper: Scraper
  readonly #client: ReturnType<typeof connect>
  readonly metrics: ReturnType<typeof createMetrics>
  readonly #stop: () => Promise<void>

  private constructor(
    scraper: Scraper,
    client: ReturnType<typeof connect>,
    metrics: ReturnType<typeof createMetrics>,
    stop: () => Promise<void>,
  ) {
    this.scraper = scraper
    this.#client = client
    this.metrics = metrics
    this.#stop = stop
  }

  /** @param allow as `SCRAPER_ALLOW_HOSTS` */
  static async start(allow: string, settings: Partial<ScraperSettings> = {}): Promise<TestService> {
    const identity = { service: 'scraper', version: '0.0.0-test' }
    const logger = createLogger({ ...identity, level: 'silent' })
    const metrics = createMetrics(identity)
    const scraper = createScraper(
      {
        version: identity.version,
        allowed: parseAllowHosts(allow),
        concurrency: 2,
        browserPath: undefined,
        sandbox: process.getuid?.() !== 0,
        gemini: undefined,
        ...settings,
        limits: { hostDelayMs: 0, ...settings.limits },
      },
      logger,
      metrics,
    )
    const server = createGrpcServer({ logger, metrics })
    server.add<ScraperServiceHandlers>(ScraperService.service, scraperHandlers(scraper, logger))
    const port = await server.listen({ host: '127.0.0.1', port: 0 })
    const client = connect(port)
    return new TestService(scraper, client, metrics, async () => {
      client.close()
      await server.drain(1_000)
      await scraper.close()
    })
  }

  /** Scrapes to the end. @throws Problem */
  async scrape(url: string, options: ScrapeOptions = {}): Promise<Scraped> {
    const { signal, ...request } = options
    const progress: ScrapeProgress[] = []
    const images: ScrapedImage[] = []
    const order: string[] = []
    let result: ScrapeResult | undefined
    for await (const event of this.#client.stream(
      'Scrape',
      { url, skipScreenshot: true, ...request },
      signal ? { signal } : {},
    )) {
      order.push(event.event ?? '')
      if (event.progress) progress.push(event.progress)
      if (event.image) images.push(event.image)
      if (event.result) result = event.result
    }
    if (!result) throw new Error('the stream ended without a result')
    return { progress, images, result, order }
  }

  /** A file, as it comes. @throws Problem */
  async download(
    url: string,
    mostBytes: number,
  ): Promise<{ head: object | undefined; content: Buffer; largest: number }> {
    let head: DownloadEvent__Output['head']
    const chunks: Buffer[] = []
    for await (const event of this.#client.stream('Download', { url, mostBytes })) {
      head = event.head ?? head
      if (event.chunk) chunks.push(event.chunk)
    }
    return {
      head: head ?? undefined,
      content: Buffer.concat(chunks),
      largest: Math.max(0, ...chunks.map(({ length }) => length)),
    }
  }

  /** The pages of a sitemap. */
  listAddresses(url: string): Promise<{ urls: string[]; left: number }> {
    return this.#client.call('ListAddresses', { url })
  }

  /** What the service says it can do. */
  capabilities(): Promise<Capabilities> {
    return this.#client.call('Capabilities', {})
  }

  /** The problem that a scrape ends with. */
  async failure(url: string, options: ScrapeOptions = {}): Promise<Problem> {
    return this.scrape(url, options).then(
      () => Promise.reject(new Error('the scrape succeeded')),
      (error: Problem) => error,
    )
  }

  stop(): Promise<void> {
    return this.#stop()
  }
}

interface ScrapeOptions {
  readonly skipScreenshot?: boolean
  readonly skipRobots?: boolean
  readonly onlyText?: boolean
  readonly known?: { readonly url: string; readonly etag: string; readonly lastModified: string }
  readonly signal?: AbortSignal
}

function connect(port: number) {
  // Short of the limit of a test alone: what is tested has limits of its own, and a busy machine starts a browser in a minute.
  return createGrpcClient(ScraperService, `127.0.0.1:${port}`, { deadlineMs: 150_000 })
}
