import { retryAfterMs } from '@parlance/service-kit'
import { ChildFault, type ChildPool } from '../child/child-pool.ts'
import { isScrapeFailure, ScrapeFailure } from '../failure.ts'
import type { Reading, ReadJob } from '../html/reading.ts'
import { Cookies } from '../net/cookies.ts'
import type { Fetched, Fetcher, FetchOptions, KnownVersion } from '../net/fetch.ts'
import type { Guard } from '../net/guard.ts'
import type { HostGate } from '../politeness/host-gate.ts'
import type { Robots } from '../politeness/robots.ts'
import type { Limits } from './limits.ts'

/** Pages and files of the open web: guarded, polite, capped. */
export interface Sources {
  readonly guard: Guard
  readonly fetcher: Fetcher
  readonly gate: HostGate
  readonly robots: Robots
  readonly reader: ChildPool<ReadJob, Reading>
  readonly limits: Limits
}

/** A page as it was fetched, with all redirects of the way to it. */
export interface PageSource extends Fetched {
  readonly bytes: number
}

/** How a page is fetched; `skipRobots` is an editor's explicit wish. */
export interface PageOptions {
  readonly skipRobots: boolean
  readonly signal: AbortSignal
  /** A version that the caller has read already. */
  readonly known?: KnownVersion | undefined
}

/** What is read of a page that is too much as a whole. */
const beginningBytes = 500_000
/** How long a page is waited for that asks for patience; longer, and the job comes again. */
const longestWaitMs = 12_000
/** What browsers take for HTML where nothing says what it is (MIME Sniffing, 7.1), after marks, spaces and comments. */
const startsAsHtml =
  /^(?:\xef\xbb\xbf|\xfe\xff|\xff\xfe)?(?:[\s\0]|<!--[\s\S]*?-->)*<\0?(?:!\0?d\0?o\0?c\0?t\0?y\0?p\0?e|h\0?t\0?m\0?l|h\0?e\0?a\0?d|b\0?o\0?d\0?y|script|iframe|h1|div|font|table|a|style|title|b|br|p|meta|link|\?xml)[\s\0>]/i
const htmlTypes = /^(?:text\/html|application\/xhtml\+xml)\b/i

/**
 * Fetches a page and follows a redirect within it (`<meta http-equiv="refresh">`) once.
 *
 * @returns the page and what was read in it; no reading where it is as the caller knows it
 * @throws ScrapeFailure
 */
export async function fetchPage(
  sources: Sources,
  start: URL,
  options: PageOptions,
): Promise<{ page: PageSource; reading: Reading | undefined }> {
  const withCookies = { ...options, cookies: new Cookies() }
  const first = await fetchHtml(sources, start, withCookies)
  if (first.status === 304) return { page: first, reading: undefined }
  const reading = await readHtml(sources, first, options.signal)
  const next = reading.refresh === '' ? undefined : new URL(reading.refresh)
  if (!next || next.href === first.url.href || reading.text.length > 500) return { page: first, reading }
  const second = await followRefresh(sources, next, withCookies)
  const page = {
    ...second,
    redirects: first.redirects + second.redirects + 1,
    bytes: first.bytes + second.bytes,
  }
  if (page.status === 304) return { page, reading: undefined }
  return { page, reading: await readHtml(sources, page, options.signal) }
}

async function followRefresh(
  sources: Sources,
  next: URL,
  options: PageOptions & { readonly cookies: Cookies },
): Promise<PageSource> {
  try {
    return await fetchHtml(sources, sources.guard.checkUrl(next.href), options)
  } catch (error) {
    if (!isScrapeFailure(error, 'blocked-address', 'blocked-port', 'unsupported-scheme', 'invalid-url'))
      throw error
    throw new ScrapeFailure(
      'blocked-redirect',
      `The page sends its readers to a place that is not read. ${error.detail}`,
      error,
    )
  }
}

async function fetchHtml(
  { fetcher, gate, robots, limits }: Sources,
  url: URL,
  { skipRobots, signal, cookies, known }: PageOptions & { readonly cookies: Cookies },
): Promise<PageSource> {
  let pauseMs = 0
  const page = await fetcher.get(url, {
    accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1',
    maxBytes: limits.pageBytes,
    deadlineMs: limits.pageMs,
    maxRedirects: limits.redirects,
    waitMs: longestWaitMs,
    cookies,
    known,
    signal,
    permit: async (hop) => {
      pauseMs = skipRobots ? 0 : await robots.permit(hop, signal)
    },
    turn: (hop, request) => gate.run(hop.host, request, signal, pauseMs),
  })
  if (page.status === 304 && known !== undefined) return { ...page, bytes: 0 }
  checkStatus(page)
  const type =
    page.headers['content-type'] ??
    (startsAsHtml.test(page.body.toString('latin1', 0, 1_445)) ? 'text/html' : '')
  if (!htmlTypes.test(type)) {
    throw new ScrapeFailure(
      'not-html',
      `This is not a web page but ${type === '' ? 'a file' : type.split(';')[0]}.`,
    )
  }
  return { ...page, bytes: page.body.length }
}

function checkStatus({ status, url, body, headers }: Fetched): void {
  if (status === 404 || status === 410) {
    throw new ScrapeFailure('page-not-found', `${url.host} has no page at this address (${status}).`)
  }
  if (status === 401 || status === 403) {
    throw new ScrapeFailure('http-error', `${url.host} does not show this page to us (${status}).`)
  }
  const wait = status === 429 || status === 503 ? retryAfterMs(headers['retry-after'], Date.now()) : undefined
  if (wait !== undefined) {
    throw new ScrapeFailure(
      'busy',
      `${url.host} asks to be left alone for ${Math.ceil(wait / 1_000)} seconds.`,
    )
  }
  if (status < 200 || status >= 300)
    throw new ScrapeFailure('http-error', `${url.host} answered with error ${status}.`)
  if (body.length === 0) throw new ScrapeFailure('http-error', `${url.host} answered with an empty page.`)
}

/**
 * Reads HTML in the reading child. A page that is too much for it is tried once more by its beginning, where a page says
 * what it is.
 *
 * @throws ScrapeFailure too-large, timed-out, internal; or the signal's reason
 */
export async function readHtml(
  { reader }: Sources,
  page: Pick<Fetched, 'body' | 'headers' | 'url'>,
  signal: AbortSignal,
): Promise<Reading> {
  const job = (body: Buffer): ReadJob => ({
    body,
    contentType: page.headers['content-type'],
    contentLanguage: page.headers['content-language'],
    url: page.url.href,
  })
  try {
    return await readInChild(reader, job(page.body), signal)
  } catch (error) {
    if (!isTooMuch(error) || page.body.length <= beginningBytes) throw readingFailure(error)
  }
  try {
    return await readInChild(reader, job(page.body.subarray(0, beginningBytes)), signal)
  } catch (error) {
    throw readingFailure(error)
  }
}

/** A child that died or did not start says nothing of the page: once more, in a new one. */
async function readInChild(reader: Sources['reader'], job: ReadJob, signal: AbortSignal): Promise<Reading> {
  try {
    return await reader.run(job, signal)
  } catch (error) {
    if (!(error instanceof ChildFault && error.kind === 'crashed')) throw error
    return await reader.run(job, signal)
  }
}

function isTooMuch(error: unknown): boolean {
  return error instanceof ChildFault && (error.kind === 'timed-out' || error.kind === 'out-of-memory')
}

function readingFailure(error: unknown): unknown {
  if (!(error instanceof ChildFault)) return error
  if (error.kind === 'timed-out') {
    return new ScrapeFailure('timed-out', 'The page is too complicated to be read in time.', error)
  }
  if (error.kind === 'out-of-memory') {
    return new ScrapeFailure('too-large', 'The page is too complicated to be read.', error)
  }
  return new ScrapeFailure('internal', 'Reading the page failed on our side.', error)
}

/**
 * Fetches a file that belongs to a page: an icon, a manifest, a picture. The visitor of the page would load it too, so
 * robots.txt is not asked again; the guard and the host's turn are.
 */
export function fetchFile(
  { fetcher, gate, limits }: Sources,
  url: URL,
  signal: AbortSignal,
  options: Partial<Pick<FetchOptions, 'accept' | 'maxBytes'>> = {},
): Promise<Fetched> {
  return fetcher.get(url, {
    accept: options.accept ?? 'image/*,*/*;q=0.1',
    maxBytes: options.maxBytes ?? limits.imageBytes,
    deadlineMs: limits.fileMs,
    maxRedirects: limits.redirects,
    signal,
    turn: (hop, request) => gate.run(hop.host, request, signal),
  })
}
