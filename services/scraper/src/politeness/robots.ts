import parserModule from 'robots-parser'
import type { Clock } from '../clock.ts'
import { isScrapeFailure, ScrapeFailure } from '../failure.ts'
import type { Fetched } from '../net/fetch.ts'

/** Fetches a robots.txt; redirects are followed, any status is an answer, a longer body is cut. */
export type FetchRobots = (
  url: URL,
  signal: AbortSignal,
) => Promise<Pick<Fetched, 'status' | 'headers' | 'body'>>

interface Rules {
  readonly allows: (url: URL) => boolean
  /** Why nothing may be read, where the file itself could not be. */
  readonly closed?: string
  /** The pause that the host asks for between visits, in milliseconds. */
  readonly pauseMs: number
  readonly expires: number
}

/** The package is CommonJS, and its types describe an ES module: what is imported is the function itself. */
const robotsParser = parserModule as unknown as typeof parserModule.default

const dayMs = 24 * 3_600_000
/** An answer that closes a whole site by accident is asked for again sooner. */
const closedMs = 5 * 60_000
const maxPauseMs = 10_000
const maxEntries = 1_000

/**
 * robots.txt as RFC 9309 has it: 4xx allows all, 5xx disallows all, rules are kept for a day at most, the product token
 * of the user agent chooses the group.
 */
export class Robots {
  readonly #fetch: FetchRobots
  readonly #clock: Clock
  readonly #agent: string
  readonly #cache = new Map<string, Rules>()

  /** @param userAgent in full; its product token (`ParlanceBot`) is what robots.txt names */
  constructor(fetch: FetchRobots, clock: Clock, userAgent: string) {
    this.#fetch = fetch
    this.#clock = clock
    this.#agent = userAgent.split('/')[0] ?? userAgent
  }

  /**
   * Returns if the address may be read, with the pause in milliseconds that its host asks for.
   *
   * @throws ScrapeFailure robots-disallowed, or what kept robots.txt from being read
   */
  async permit(url: URL, signal: AbortSignal): Promise<number> {
    const rules = await this.#rulesOf(url, signal)
    if (rules.closed !== undefined) throw new ScrapeFailure('robots-disallowed', rules.closed)
    if (!rules.allows(url)) {
      throw new ScrapeFailure(
        'robots-disallowed',
        `${url.host} asks in its robots.txt that this page is not read by robots.`,
      )
    }
    return rules.pauseMs
  }

  async #rulesOf(url: URL, signal: AbortSignal): Promise<Rules> {
    const kept = this.#cache.get(url.origin)
    if (kept && kept.expires > this.#clock.now()) return kept
    const rules = await this.#read(new URL('/robots.txt', url), signal)
    this.#cache.delete(url.origin)
    this.#cache.set(url.origin, rules)
    const [oldest] = this.#cache.keys()
    if (this.#cache.size > maxEntries && oldest !== undefined) this.#cache.delete(oldest)
    return rules
  }

  async #read(url: URL, signal: AbortSignal): Promise<Rules> {
    const now = this.#clock.now()
    const open = { allows: () => true, pauseMs: 0, expires: now + dayMs }
    let answer: Awaited<ReturnType<FetchRobots>>
    try {
      answer = await this.#fetch(url, signal)
    } catch (error) {
      // RFC 9309 §2.3.1.2: more redirects than five count as unavailable, which allows all.
      if (isScrapeFailure(error, 'too-many-redirects')) return open
      if (isScrapeFailure(error, 'timed-out')) {
        throw new ScrapeFailure(
          'timed-out',
          `${url.host} did not send its robots.txt in time, so the page was not read.`,
          error,
        )
      }
      throw error
    }
    if (answer.status >= 500 || answer.status === 429) {
      const closed = `${url.host} cannot say just now what robots may read (robots.txt: ${answer.status}). Try again later.`
      return { ...open, closed, expires: now + closedMs }
    }
    if (answer.status >= 400) return open
    const parsed = robotsParser(url.href, answer.body.toString('utf8'))
    return {
      allows: (page) => parsed.isAllowed(page.href, this.#agent) ?? true,
      pauseMs: Math.min((parsed.getCrawlDelay(this.#agent) ?? 0) * 1_000, maxPauseMs),
      expires: now + lifetimeMs(answer.headers['cache-control']),
    }
  }
}

/** How long an answer may be kept: as it says, a minute at least and a day at most. */
function lifetimeMs(cacheControl: string | undefined): number {
  const maxAge = /(?:^|,)\s*max-age\s*=\s*"?(\d+)/i.exec(cacheControl ?? '')?.[1]
  return maxAge === undefined ? dayMs : Math.min(dayMs, Math.max(60_000, Number(maxAge) * 1_000))
}
