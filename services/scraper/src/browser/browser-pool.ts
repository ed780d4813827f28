import type { Logger } from '@parlance/service-kit'
import type { Browser } from 'puppeteer-core'
import { type LaunchOptions, launchBrowser } from './launch.ts'
import { watchMemory } from './memory-watch.ts'
import { groupMemory } from './process-memory.ts'

/** How long a browser is kept. */
export interface BrowserPoolOptions extends LaunchOptions {
  /** Visits after which a new browser takes over: Chromium grows even with its pages closed. */
  readonly maxVisits: number
  /** Resident bytes of all its processes after which a new one takes over. */
  readonly maxBytes: number
  /** Resident bytes of one page's process; a page that grows over it is ended while it grows. */
  readonly pageBytes: number
  /** Resident bytes of all its processes during a visit; over it, the largest page is ended. */
  readonly groupBytes: number
  /** Milliseconds without a visit after which it ends. */
  readonly idleMs: number
  readonly logger: Logger
}

interface Held {
  readonly browser: Browser
  readonly pid: number | undefined
  active: number
  visits: number
  retired: boolean
  /** Pages that were ended for their memory, since the browser started. */
  overgrown: number
  unwatch: (() => void) | undefined
}

const watchMs = 100

const closeDeadlineMs = 3_000

/** Chromium is there and does not start; the message says why, as far as it can be told. */
export class BrowserStartFault extends Error {
  override readonly name = 'BrowserStartFault'
}

/** Keeps one browser warm between visits, and sees to it that an old, fat, hung or dead one is replaced. */
export class BrowserPool {
  readonly #options: BrowserPoolOptions
  #current: Promise<Held> | undefined
  readonly #alive = new Set<Held>()
  #idle: NodeJS.Timeout | undefined
  #closed = false
  #version: string | undefined
  #startFault: BrowserStartFault | undefined

  constructor(options: BrowserPoolOptions) {
    this.#options = options
  }

  /** The browser's own name and version, once one has run. */
  get version(): string | undefined {
    return this.#version
  }

  /** Why the last start failed, until one succeeds. */
  get startFault(): BrowserStartFault | undefined {
    return this.#startFault
  }

  /** Process ids of the browsers alive. */
  get pids(): number[] {
    return [...this.#alive].flatMap(({ pid }) => pid ?? [])
  }

  /**
   * Lends a browser for one visit, and watches its memory meanwhile.
   *
   * @param work is told whether a page was ended for its memory since the visit began
   * @throws BrowserStartFault, or what the visit throws
   */
  async visit<T>(work: (browser: Browser, overgrown: () => boolean) => Promise<T>): Promise<T> {
    clearTimeout(this.#idle)
    const held = await this.#take()
    const before = held.overgrown
    try {
      return await work(held.browser, () => held.overgrown > before)
    } finally {
      await this.#giveBack(held)
    }
  }

  /** Starts a browser, if none is there, so that it is ready for the visit to come. */
  warm(): void {
    if (this.#closed || this.#current) return
    this.#current = this.#launch()
    // Whoever visits hears of a fault; the timer ends a browser that nobody comes for.
    this.#current.then(
      () => this.#restLater(),
      () => {},
    )
  }

  /** Kills a browser that does not answer; the next visit starts a new one. */
  kill(browser: Browser): void {
    for (const held of this.#alive) if (held.browser === browser) this.#kill(held)
  }

  /** Ends every browser. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#idle)
    // One that is just starting ends itself once it has.
    await this.#current?.catch(() => {})
    await Promise.all([...this.#alive].map((held) => this.#end(held)))
  }

  async #take(): Promise<Held> {
    if (this.#closed) throw new Error('the service is stopping')
    this.#current ??= this.#launch()
    const starting = this.#current
    const held = await starting.catch((error) => {
      if (this.#current === starting) this.#current = undefined
      throw error
    })
    if (held.retired || !held.browser.connected) {
      if (this.#current === starting) this.#current = undefined
      return this.#take()
    }
    held.active++
    held.visits++
    held.unwatch ??= this.#watch(held)
    if (held.visits >= this.#options.maxVisits) this.#retire(held, 'visits')
    return held
  }

  async #launch(): Promise<Held> {
    const { logger, executable, sandbox } = this.#options
    const started = performance.now()
    const browser = await launchBrowser({ executable, sandbox }).catch((error) => {
      this.#startFault = new BrowserStartFault(whyNotStarted(error, sandbox), { cause: error })
      logger.error({ err: error }, 'browser does not start')
      throw this.#startFault
    })
    this.#startFault = undefined
    const held: Held = {
      browser,
      pid: browser.process()?.pid,
      active: 0,
      visits: 0,
      retired: false,
      overgrown: 0,
      unwatch: undefined,
    }
    this.#alive.add(held)
    browser.once('disconnected', () => {
      this.#retire(held, 'ended')
      this.#kill(held)
    })
    this.#version = await browser.version()
    if (this.#closed) {
      await this.#end(held)
      throw new Error('the service is stopping')
    }
    logger.info(
      { pid: held.pid, version: this.#version, ms: Math.round(performance.now() - started) },
      'browser started',
    )
    return held
  }

  #watch(held: Held): (() => void) | undefined {
    if (held.pid === undefined) return undefined
    const { pageBytes, groupBytes, logger } = this.#options
    return watchMemory({
      leader: held.pid,
      processBytes: pageBytes,
      groupBytes,
      intervalMs: watchMs,
      killed: ({ pid, bytes }) => {
        held.overgrown++
        logger.warn({ pid, bytes, limit: pageBytes }, 'a page was ended for its memory')
      },
    })
  }

  async #giveBack(held: Held): Promise<void> {
    held.active--
    if (held.active === 0) {
      held.unwatch?.()
      held.unwatch = undefined
    }
    const bytes = held.retired || held.pid === undefined ? undefined : await groupMemory(held.pid)
    if (bytes !== undefined && bytes > this.#options.maxBytes) this.#retire(held, 'memory')
    if (held.retired && held.active === 0) await this.#end(held)
    this.#restLater()
  }

  #restLater(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => void this.#endIdle(), this.#options.idleMs).unref()
  }

  async #endIdle(): Promise<void> {
    for (const held of this.#alive) {
      if (held.active > 0) continue
      this.#retire(held, 'idle')
      await this.#end(held)
    }
  }

  #retire(held: Held, why: string): void {
    if (held.retired) return
    held.retired = true
    // One that is not retired is the current one.
    this.#current = undefined
    this.#options.logger.info({ pid: held.pid, visits: held.visits, why }, 'browser retired')
  }

  async #end(held: Held): Promise<void> {
    this.#retire(held, 'closed')
    const timer = setTimeout(() => this.#kill(held), closeDeadlineMs)
    await held.browser.close().catch(() => this.#kill(held))
    clearTimeout(timer)
    this.#alive.delete(held)
  }

  #kill(held: Held): void {
    held.unwatch?.()
    if (!this.#alive.delete(held) || held.pid === undefined) return
    try {
      // puppeteer starts Chromium as the leader of a group of its own: the helpers go with it.
      process.kill(process.platform === 'win32' ? held.pid : -held.pid, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }
}

function whyNotStarted(error: unknown, sandbox: boolean): string {
  const message = error instanceof Error ? error.message : String(error)
  if (sandbox && /sandbox|namespace/i.test(message)) {
    return "Chromium's sandbox cannot be set up here: allow user namespaces (deploy/seccomp), or set SCRAPER_SANDBOX=off."
  }
  if (/timed? ?out/i.test(message)) return 'Chromium did not start in time.'
  return 'Chromium is installed and does not start; the log of the scraper says why.'
}
