import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PortName } from '../../core/topology.ts'
import { StartFailure } from './start-failure.ts'

interface Page {
  status: number
  text: string
}

const pauseMs = 50

/** The page that must answer 200 before a stack counts as up. It is asked for early, so that the frontend compiles it while the others start. */
export class HomePage {
  readonly service: PortName
  readonly #url: string
  readonly #cancelled: () => boolean
  readonly #early: Promise<Page>

  /** @param deadline milliseconds of the epoch. @param cancelled ends the asking. */
  constructor(home: { service: PortName; url: string }, deadline: number, cancelled: () => boolean) {
    this.service = home.service
    this.#url = home.url
    this.#cancelled = cancelled
    this.#early = this.#ask(deadline, ({ status }) => status !== 0)
  }

  /**
   * Resolves when the page answered 200.
   *
   * @param mend is called once, when the first answer to count is a fault of the server; then it is asked again.
   * @throws StartFailure with what it answered last.
   */
  async good(deadline: number, mend: () => Promise<void>): Promise<void> {
    const isGood = ({ status }: Page) => status === 200
    let last = await this.#early
    if (!isGood(last)) last = await this.#ask(deadline, ({ status }) => status !== 0)
    if (last.status >= 500) await mend()
    if (!isGood(last)) last = await this.#ask(deadline, isGood)
    if (isGood(last)) return
    throw new StartFailure(this.service, 'unhealthy', `the home page answered ${last.status || 'nothing'}`, {
      status: 'unhealthy',
      latencyMs: 0,
      detail: last.text.slice(0, 500),
    })
  }

  /** Asks until an answer will do, or the time is over; gives the last answer. */
  async #ask(deadline: number, enough: (page: Page) => boolean): Promise<Page> {
    let page: Page = { status: 0, text: '' }
    while (!this.#cancelled() && Date.now() < deadline) {
      page = await fetchPage(this.#url, Math.max(1, deadline - Date.now()))
      if (enough(page)) break
      await sleep(pauseMs)
    }
    return page
  }
}

/** A page as a browser comes to it, through redirects. Never throws: status 0 is no answer. */
function fetchPage(url: string, timeoutMs: number, redirects = 5): Promise<Page> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      const { statusCode = 0, headers } = response
      if (statusCode >= 300 && statusCode < 400 && headers.location && redirects > 0) {
        response.resume()
        resolve(fetchPage(new URL(headers.location, url).href, timeoutMs, redirects - 1))
        return
      }
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        if (text.length < 4_096) text += chunk
      })
      response.on('end', () => resolve({ status: statusCode, text }))
      response.on('error', () => resolve({ status: 0, text: '' }))
    })
    request.on('error', () => resolve({ status: 0, text: '' }))
  })
}
