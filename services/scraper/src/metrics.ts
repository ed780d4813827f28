import type { Metrics, Slots } from '@parlance/service-kit'
import type { BrowserPool } from './browser/browser-pool.ts'

/** What the scraper counts, beside what every service does. */
export interface ScraperMetrics {
  /** One scrape ended: `ok`, or the reason of its failure. */
  scraped(outcome: string, seconds: number): void
  /** One picture went out in one encoding. */
  asset(kind: string, mediaType: string): void
  /** A part of a result could not be had. */
  missing(what: string, code: string): void
  /** One call of somebody's interface. */
  apiCall(api: string, outcome: string): void
  /** What an answer of somebody's interface cost. */
  tokens(api: string, kind: 'prompt' | 'answer', count: number): void
  /** Shows how full the service is. */
  watch(slots: Slots, pool: BrowserPool | undefined): void
}

/** Registers the scraper's metrics. The success rate is `scrapes_total{outcome="ok"}` over `scrapes_total`. */
export function createScraperMetrics(metrics: Metrics): ScraperMetrics {
  const scrapes = metrics.counter(
    'parlance_scraper_scrapes_total',
    'Scrapes ended, by outcome: ok or the reason.',
    ['outcome'],
  )
  const duration = metrics.histogram(
    'parlance_scraper_scrape_duration_seconds',
    'Duration of scrapes, from their turn to their end.',
    ['outcome'],
    [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 90],
  )
  const assets = metrics.counter('parlance_scraper_assets_total', 'Pictures made, by kind and encoding.', [
    'kind',
    'type',
  ])
  const missing = metrics.counter(
    'parlance_scraper_missing_total',
    'Parts of results that could not be had.',
    ['what', 'code'],
  )
  const tokens = metrics.counter(
    'parlance_scraper_api_tokens_total',
    'Tokens that answers of others cost, by interface and kind: prompt or answer.',
    ['api', 'kind'],
  )
  // 0, and not unknown, where nobody was asked.
  for (const kind of ['prompt', 'answer']) tokens.inc({ api: 'gemini', kind }, 0)
  const calls = metrics.counter('parlance_scraper_api_calls_total', 'Calls of outside interfaces.', [
    'api',
    'outcome',
  ])
  const running = metrics.gauge('parlance_scraper_running', 'Scrapes running.')
  const waiting = metrics.gauge('parlance_scraper_waiting', 'Scrapes waiting for their turn.')
  const browsers = metrics.gauge('parlance_scraper_browsers', 'Browsers alive.')
  return {
    scraped: (outcome, seconds) => {
      scrapes.inc({ outcome })
      duration.observe({ outcome: outcome === 'ok' ? 'ok' : 'failed' }, seconds)
    },
    asset: (kind, type) => assets.inc({ kind, type }),
    missing: (what, code) => missing.inc({ what, code }),
    tokens: (api, kind, count) => tokens.inc({ api, kind }, count),
    apiCall: (api, outcome) => calls.inc({ api, outcome }),
    watch: (slots, pool) => {
      Object.assign(running, { collect: () => running.set(slots.running) })
      Object.assign(waiting, { collect: () => waiting.set(slots.waiting) })
      Object.assign(browsers, { collect: () => browsers.set(pool?.pids.length ?? 0) })
    },
  }
}
