import { type Logger, type Metrics, Slots } from '@parlance/service-kit'
import { BrowserPool } from '../browser/browser-pool.ts'
import { type BrowserFound, findBrowser } from '../browser/find-browser.ts'
import { ChildPool } from '../child/child-pool.ts'
import { childEntry } from '../child-entry.ts'
import { type Clock, systemClock } from '../clock.ts'
import { createGemini } from '../describe/gemini.ts'
import { ScrapeFailure } from '../failure.ts'
import { createScraperMetrics, type ScraperMetrics } from '../metrics.ts'
import type { AllowedHosts } from '../net/allow-hosts.ts'
import { Fetcher } from '../net/fetch.ts'
import { Guard, type Resolve } from '../net/guard.ts'
import { HostGate } from '../politeness/host-gate.ts'
import { Robots } from '../politeness/robots.ts'
import { defaultLimits, type Limits } from './limits.ts'
import type { Sources } from './page-source.ts'
import type { Painter } from './pictures.ts'
import type { ScrapeTools } from './scrape.ts'
import type { Screen } from './screenshot.ts'

/** Configuration of the scraper's parts. */
export interface ScraperSettings {
  readonly version: string
  readonly allowed: AllowedHosts
  /** Sent to the sites that are read. */
  readonly contactUrl?: string | undefined
  /** Scrapes at once. */
  readonly concurrency: number
  /** Where Chromium is, if that is not left to us. */
  readonly browserPath: string | undefined
  readonly sandbox: boolean
  readonly gemini:
    | {
        readonly apiKey: string
        readonly baseUrl: string
        readonly model: string
        readonly dailyTokens?: number
      }
    | undefined
  readonly limits?: Partial<Limits>
  /** Visits and resident bytes after which a browser is replaced. */
  readonly browserLife?: Partial<typeof defaultBrowserLife>
  /** Milliseconds after which an unused browser or child ends. */
  readonly idleMs?: number
  readonly resolve?: Resolve
  /** Ports that are read; those of the web where absent. */
  readonly ports?: readonly number[]
  readonly clock?: Clock
}

/** Everything that the RPCs need, and how it ends. */
export interface Scraper {
  readonly tools: ScrapeTools
  readonly slots: Slots
  /** Files that are sent on as they come; a page does not wait behind them. */
  readonly downloads: Slots
  readonly metrics: ScraperMetrics
  readonly browser: BrowserFound
  close(): Promise<void>
}

const defaultIdleMs = 45_000
const downloadsAtOnce = 2
/** Pages or pictures of one child. */
const childLife = 300
/** A page is ended at 600 MB, so that a page that grows by a gigabyte a second has not reached one between two looks. */
const defaultBrowserLife = {
  maxVisits: 60,
  maxBytes: 1_500_000_000,
  pageBytes: 600_000_000,
  groupBytes: 3_000_000_000,
}

/** Puts the scraper together. Nothing is started: browser and children come with the first page. */
export function createScraper(settings: ScraperSettings, logger: Logger, base: Metrics): Scraper {
  const limits = { ...defaultLimits, ...settings.limits }
  const clock = settings.clock ?? systemClock
  const idleMs = settings.idleMs ?? defaultIdleMs
  const metrics = createScraperMetrics(base)
  const botName = `ParlanceBot/${settings.version} (${settings.contactUrl ? `+${settings.contactUrl}` : 'self-hosted Parlance directory'})`
  const guard = new Guard({
    allowed: settings.allowed,
    ...(settings.resolve ? { resolve: settings.resolve } : {}),
    ...(settings.ports ? { ports: settings.ports } : {}),
  })
  const fetcher = new Fetcher(guard, botName)
  const gate = new HostGate(clock, limits.hostDelayMs)
  const robots = new Robots(
    (url, signal) =>
      fetcher.get(url, {
        accept: 'text/plain,*/*;q=0.1',
        maxBytes: limits.robotsBytes,
        onExcess: 'cut',
        deadlineMs: limits.robotsMs,
        maxRedirects: limits.redirects,
        signal,
        turn: (hop, request) => gate.run(hop.host, request, signal),
      }),
    clock,
    botName,
  )
  const size = Math.min(settings.concurrency, 2)
  const reader: Sources['reader'] = new ChildPool({
    entry: childEntry('reader-child-main'),
    size,
    heapMb: 384,
    deadlineMs: limits.readMs,
    idleMs,
    nativeCode: false,
    maxJobs: childLife,
  })
  const painter: Painter = new ChildPool({
    entry: childEntry('image-child-main'),
    size,
    heapMb: 128,
    deadlineMs: limits.paintMs,
    idleMs,
    nativeCode: true,
    maxJobs: childLife,
  })
  const browser = findBrowser(settings.browserPath)
  const pool = browser.executable
    ? new BrowserPool({
        executable: browser.executable,
        sandbox: settings.sandbox,
        ...defaultBrowserLife,
        ...settings.browserLife,
        idleMs,
        logger,
      })
    : undefined
  const screen: Screen = pool
    ? { pool, botName }
    : { pool: undefined, why: 'why' in browser ? browser.why : '' }
  const sources: Sources = { guard, fetcher, gate, robots, reader, limits }
  const slots = new Slots(
    settings.concurrency,
    settings.concurrency * 4,
    () => new ScrapeFailure('busy', 'Too many pages are being read just now. Try again in a minute.'),
  )
  const downloads = new Slots(
    downloadsAtOnce,
    downloadsAtOnce * 4,
    () => new ScrapeFailure('busy', 'Too many files are being fetched just now. Try again in a minute.'),
  )
  metrics.watch(slots, pool)
  const describe = settings.gemini
    ? createGemini({
        ...settings.gemini,
        onCall: (outcome) => metrics.apiCall('gemini', outcome),
        onTokens: (kind, count) => metrics.tokens('gemini', kind, count),
      })
    : undefined
  return {
    tools: { sources, painter, screen, describe, limits },
    slots,
    downloads,
    metrics,
    browser,
    async close() {
      reader.close()
      painter.close()
      await Promise.all([pool?.close(), fetcher.close()])
    },
  }
}
