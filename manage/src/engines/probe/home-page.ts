import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartFailure } from '../start-failure.ts'
import type { Patience } from '../start-progress.ts'

interface Page {
  status: number
  text: string
}

/** Until somebody listens, asking costs nothing; a page that was not good took the compiler's time. Milliseconds. */
const listenPauseMs = 100
const pauseMs = { first: 500, most: 4_000 }
/** A page that has not come by then is asked for again; the compiler goes on with it meanwhile. */
const pageTimeoutMs = 60_000

/** What a Next.js says that has lost pieces of what it had compiled: it answers 500 from then on. */
const lostCache =
  /ENOENT|stale reference|TurbopackInternalError|unexpected Turbopack error|unable to open.*cache/i

/** Whether the frontend's lines say that only beginning anew helps. */
export const hasLostCache = (lines: readonly string[]): boolean => lines.some((line) => lostCache.test(line))

/** The page that must answer 200 before a stack counts as up. It is asked for early, so that the frontend compiles it while the others start. */
export class HomePage {
  readonly #service: string
  readonly #url: string
  readonly #patience: Patience
  readonly #signal: AbortSignal
  readonly #early: Promise<Page>

  /** @param signal ends the asking. */
  constructor(home: { service: string; url: string }, patience: Patience, signal: AbortSignal) {
    this.#service = home.service
    this.#url = home.url
    this.#patience = patience
    this.#signal = signal
    this.#early = this.#ask(({ status }) => status !== 0)
  }

  /**
   * Resolves when the page answered 200.
   *
   * @param mend is called once, when the first answer to count is a fault of the server; then it is asked again.
   * @throws StartFailure with what it answered last.
   */
  async good(mend: () => Promise<void>): Promise<void> {
    const isGood = ({ status }: Page) => status === 200
    let last = await this.#early
    // Asked before the others were there, it may have answered badly for want of them.
    if (!isGood(last)) last = await this.#ask(({ status }) => status !== 0)
    if (last.status >= 500) await mend()
    if (!isGood(last)) last = await this.#ask(isGood)
    this.#patience.arrived('home page')
    if (isGood(last)) return
    throw new StartFailure(this.#service, 'unhealthy', `the home page answered ${last.status || 'nothing'}`, {
      status: 'unhealthy',
      latencyMs: 0,
      detail: pageText(last.text),
    })
  }

  /** Asks until an answer will do, or patience is over; gives the last answer. */
  async #ask(enough: (page: Page) => boolean): Promise<Page> {
    let page: Page = { status: 0, text: '' }
    let pause = pauseMs.first
    while (!this.#signal.aborted) {
      const left = this.#patience.left()
      if (left <= 0) break
      const latest = await fetchPage(this.#url, Math.min(left, pageTimeoutMs), this.#signal)
      if (latest.status !== 0 || page.status === 0) page = latest
      if (enough(page)) break
      this.#patience.waits('home page', page.status === 0 ? 'no answer' : `answered ${page.status}`)
      await sleep(page.status === 0 ? listenPauseMs : pause, undefined, { signal: this.#signal }).catch(
        () => {},
      )
      if (page.status !== 0) pause = Math.min(pause * 2, pauseMs.most)
    }
    return page
  }
}

/** What a page of a fault says, without its markup; at most 500 characters. */
const pageText = (html: string) =>
  html
    .replaceAll(/<(script|style)\b.*?(<\/\1>|$)/gis, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 500)

/** A page as a browser comes to it, through redirects. Never throws: status 0 is no answer. */
function fetchPage(url: string, timeoutMs: number, signal: AbortSignal, redirects = 5): Promise<Page> {
  return new Promise((resolve) => {
    const ends = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const request = get(url, { agent: false, signal: ends }, (response) => {
      const { statusCode = 0, headers } = response
      if (statusCode >= 300 && statusCode < 400 && headers.location && redirects > 0) {
        response.resume()
        resolve(fetchPage(new URL(headers.location, url).href, timeoutMs, signal, redirects - 1))
        return
      }
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        if (text.length < 16_384) text += chunk
      })
      response.on('end', () => resolve({ status: statusCode, text }))
      response.on('error', () => resolve({ status: 0, text: '' }))
    })
    request.on('error', () => resolve({ status: 0, text: '' }))
  })
}
