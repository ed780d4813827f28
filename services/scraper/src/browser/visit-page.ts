import type { Browser, BrowserContext, Page, Target } from 'puppeteer-core'
import { FilteringProxy, refusalHeader } from '../net/filtering-proxy.ts'
import type { Guard } from '../net/guard.ts'
import { scriptsWithoutFont } from './missing-fonts.ts'
import { hideOverlays } from './overlays.ts'
import { runFor, untilStill } from './stand-still.ts'

/** What a visit brings back. */
export interface Visit {
  /** PNG of the window. */
  readonly screenshot: Uint8Array
  /** The document as scripts have made it. */
  readonly html: string
  /** Where the page ended up. */
  readonly url: string
  /** Connections that the guard refused to the page. */
  readonly refused: number
  /** Scripts, as Unicode names them, that the picture shows as boxes for lack of a font. */
  readonly withoutFont: readonly string[]
}

/** How a page is visited. */
export interface VisitOptions {
  readonly guard: Guard
  /** Appended to the browser's own user agent, so that sites see a browser and who drives it. */
  readonly botName: string
  readonly width: number
  readonly height: number
  readonly signal: AbortSignal
}

/** A page that gave no picture, and whether that is its own doing. */
export class VisitFault extends Error {
  readonly code: 'timed-out' | 'blocked' | 'failed' | 'too-large'

  constructor(code: VisitFault['code'], message: string) {
    super(message)
    this.name = 'VisitFault'
    this.code = code
  }
}

const navigationMs = 15_000
const quietMs = 4_000
const overlaysMs = 2_000
const pictureMs = 8_000
const fontsMs = 1_500
const contentMs = 5_000
const closeMs = 5_000
const maxBytes = 60_000_000
const maxHtmlLength = 5_000_000

/** Taken from every document before its own scripts run: ways around the proxy, and what outlives the page. */
const withheld = `for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'WebTransport', 'SharedWorker'])
  try { Object.defineProperty(globalThis, name, { value: undefined, configurable: false }) } catch {}
try { delete Navigator.prototype.serviceWorker } catch {}
try { delete Navigator.prototype.sendBeacon } catch {}`

/**
 * Visits a page in a context of its own behind a proxy of its own, and takes its picture.
 *
 * @throws VisitFault, or the signal's reason
 */
export async function visitPage(browser: Browser, url: URL, options: VisitOptions): Promise<Visit> {
  options.signal.throwIfAborted()
  const proxy = await FilteringProxy.open(options.guard, { maxBytes, maxConnections: 128 })
  try {
    const context = await browser.createBrowserContext({
      proxyServer: proxy.url,
      proxyBypassList: ['<-loopback>'],
      downloadBehavior: { policy: 'deny' },
    })
    const abort = () => void context.close().catch(() => {})
    options.signal.addEventListener('abort', abort, { once: true })
    if (options.signal.aborted) abort()
    try {
      const page = await openPage(context, browser, options)
      return await Promise.race([look(page, url, options, proxy), crashOf(page)])
    } catch (error) {
      throw options.signal.aborted ? options.signal.reason : error
    } finally {
      options.signal.removeEventListener('abort', abort)
      await within(
        context.close().catch(() => {}),
        closeMs,
      )
    }
  } finally {
    await proxy.close()
  }
}

async function look(page: Page, url: URL, { signal }: VisitOptions, proxy: FilteringProxy): Promise<Visit> {
  const status = await goTo(page, url)
  if (status !== undefined) throw status
  await settle(page, signal)
  const shot = page.screenshot({ type: 'png', captureBeyondViewport: false, optimizeForSpeed: true })
  const screenshot = await within(shot, pictureMs)
  if (!screenshot) throw new VisitFault('timed-out', 'The page does not stay long enough for a picture.')
  const withoutFont = (await within(scriptsWithoutFont(page), fontsMs).catch(() => undefined)) ?? []
  const html = (await within(page.content(), contentMs)) ?? ''
  const { refused } = proxy
  return { screenshot, html: html.slice(0, maxHtmlLength), url: page.url(), refused, withoutFont }
}

/**
 * What the browser is asked for, or undefined where it takes longer: of a page that leaves in the meantime, some questions
 * are never answered.
 */
async function within<T>(answer: Promise<T>, ms: number): Promise<T | undefined> {
  const { promise: end, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(() => resolve(undefined), ms)
  // What comes too late, or fails then, is nobody's any more.
  answer.catch(() => {})
  try {
    return await Promise.race([answer, end])
  } finally {
    clearTimeout(timer)
  }
}

/** Rejects when the page's process has ended; nothing else would tell a visit that waits for it. */
function crashOf(page: Page): Promise<never> {
  return new Promise((_, reject) => page.once('error', reject))
}

async function openPage(context: BrowserContext, browser: Browser, options: VisitOptions): Promise<Page> {
  const page = await context.newPage()
  context.on('targetcreated', (target) => {
    if (target.type() === 'page' && target !== page.target()) void closePopup(target)
  })
  page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
  await page.setViewport({ width: options.width, height: options.height, deviceScaleFactor: 1 })
  const own = (await browser.userAgent()).replace('HeadlessChrome', 'Chrome')
  await page.setUserAgent({ userAgent: `${own} ${options.botName}` })
  await page.setBypassServiceWorker(true)
  await page.emulateMediaFeatures([
    { name: 'prefers-reduced-motion', value: 'reduce' },
    { name: 'prefers-color-scheme', value: 'light' },
  ])
  await page.evaluateOnNewDocument(withheld)
  return page
}

/** Closes a window that a page has opened; it may be gone already. */
async function closePopup(target: Target): Promise<void> {
  try {
    await (await target.page())?.close()
  } catch {
    // Closed by the page, or with it.
  }
}

/** Goes there; a page that never finishes loading is pictured as far as it has come. */
async function goTo(page: Page, url: URL): Promise<VisitFault | undefined> {
  try {
    const response = await page.goto(url.href, { waitUntil: 'load', timeout: navigationMs })
    if (response?.headers()[refusalHeader] !== undefined)
      return new VisitFault('blocked', 'The page leads to a place that is not read.')
    if (response && response.status() >= 400)
      return new VisitFault('failed', `The site answered the browser with ${response.status()}.`)
    return undefined
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (!/timeout/i.test(message))
      return new VisitFault(/TUNNEL|PROXY/.test(message) ? 'blocked' : 'failed', plain(message))
    return page.url() === 'about:blank'
      ? new VisitFault('timed-out', 'The page did not load in time.')
      : undefined
  }
}

/** Waits until the network is quiet and the page stands still, and takes what asks for something over it out of its picture. */
async function settle(page: Page, signal: AbortSignal): Promise<void> {
  await page.waitForNetworkIdle({ idleTime: 400, concurrency: 2, timeout: quietMs, signal }).catch(() => {})
  await untilStill(page, signal)
  await runFor(page, hideOverlays, overlaysMs, signal)
}

function plain(message: string): string {
  return `The browser could not open the page (${/net::(\w+)/.exec(message)?.[1] ?? 'failed'}).`
}
