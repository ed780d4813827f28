import type { ScrapeEvent, ScraperServiceHandlers } from '@parlance/contracts'
import { type CallContext, type Logger, Problem, type PromiseHandlers } from '@parlance/service-kit'
import { failureOfNetwork, isScrapeFailure, ScrapeFailure } from './failure.ts'
import { download } from './scrape/download.ts'
import { listAddresses, mostAddresses } from './scrape/list-addresses.ts'
import { scrape } from './scrape/scrape.ts'
import type { Scraper } from './scrape/tools.ts'

/** The RPCs of parlance.scraper.v1.ScraperService. */
export function scraperHandlers(scraper: Scraper, logger: Logger): PromiseHandlers<ScraperServiceHandlers> {
  const { slots, tools } = scraper
  return {
    async *Scrape(request, context) {
      const giveBack = await slots.take(context.signal)
      const started = performance.now()
      let outcome = 'cancelled'
      try {
        for await (const event of scrape(tools, request, context.signal)) {
          count(scraper, event)
          yield event
        }
        outcome = 'ok'
      } catch (error) {
        const failure = failureOf(error, context)
        outcome = failure.reason ?? failure.code
        if (outcome === 'internal') logger.error({ err: error, url: request.url }, 'a scrape failed')
        throw failure
      } finally {
        giveBack()
        const seconds = (performance.now() - started) / 1_000
        scraper.metrics.scraped(outcome, seconds)
        logger.info({ url: request.url, outcome, ms: Math.round(seconds * 1_000) }, 'scrape ended')
      }
    },
    async ListAddresses({ url, most }, context) {
      try {
        const wanted = Math.min(most || mostAddresses, mostAddresses)
        const { urls, left } = await listAddresses(tools.sources, url, wanted, context.signal)
        return { urls: [...urls], left }
      } catch (error) {
        throw failureOf(error, context)
      }
    },
    async *Download({ url, mostBytes }, context) {
      const giveBack = await scraper.downloads.take(context.signal)
      const started = performance.now()
      let outcome = 'cancelled'
      try {
        yield* download(tools.sources, url, mostBytes, context.signal)
        outcome = 'ok'
      } catch (error) {
        const failure = failureOf(error, context)
        outcome = failure.reason ?? failure.code
        throw failure
      } finally {
        giveBack()
        logger.info({ url, outcome, ms: Math.round(performance.now() - started) }, 'download ended')
      }
    },
    async Capabilities() {
      return {
        capabilities: [
          { name: 'metadata', available: true, detail: '' },
          { name: 'screenshot', ...screenCapability(scraper) },
          {
            name: 'description',
            available: tools.describe !== undefined,
            detail: tools.describe ? 'Gemini' : 'Set GEMINI_API_KEY to have descriptions written.',
          },
        ],
        running: slots.running,
        limit: slots.limit,
      }
    },
  }
}

function screenCapability({ tools: { screen }, browser }: Scraper): { available: boolean; detail: string } {
  if (browser.executable === undefined) return { available: false, detail: browser.why }
  const fault = screen.pool?.startFault
  if (fault) return { available: false, detail: fault.message }
  return { available: true, detail: screen.pool?.version ?? browser.executable }
}

function count({ metrics }: Scraper, event: ScrapeEvent): void {
  const { image, result } = event
  if (image)
    metrics.asset(
      (image.kind ?? '').toString().replace('IMAGE_KIND_', '').toLowerCase(),
      image.mediaType ?? '',
    )
  for (const { what, code } of result?.unavailable ?? []) metrics.missing(what ?? '', code ?? '')
}

/** Whatever went wrong, as a problem with a reason; what is ours alone says nothing of its inside. */
function failureOf(error: unknown, { signal }: CallContext): Problem {
  if (signal.aborted && signal.reason instanceof Problem) return signal.reason
  if (isScrapeFailure(error) || error instanceof Problem) return error
  const network = failureOfNetwork(error, 'the site')
  return network.reason === 'connection-failed' && !(error as NodeJS.ErrnoException)?.code
    ? new ScrapeFailure('internal', 'Something went wrong while the page was read.', error)
    : network
}
