import { ScrapeFailure } from '../failure.ts'
import { portOf } from '../net/guard.ts'
import type { Sources } from './page-source.ts'

/** Addresses of one answer. */
export const mostAddresses = 1_000
/** Sitemaps of an index that are read. */
const mostSitemaps = 10
/** Milliseconds for all of it: somebody waits. */
const deadlineMs = 8_000
const longestAddress = 2_048

/** The pages of a sitemap. */
export interface AddressList {
  readonly urls: readonly string[]
  /** How many more there are, as far as was read. */
  readonly left: number
}

/**
 * Reads a sitemap, or the sitemaps of an index, as politely and as guarded as a page. It is text to us: nothing of XML is
 * interpreted but the addresses between `<loc>` and `</loc>`.
 *
 * @throws ScrapeFailure; `no-sitemap` where no address is named
 */
export async function listAddresses(
  sources: Sources,
  start: string,
  most: number,
  caller: AbortSignal,
): Promise<AddressList> {
  const signal = AbortSignal.any([caller, AbortSignal.timeout(deadlineMs)])
  const first = sources.guard.checkUrl(start)
  const found = new Set<string>()
  const sitemaps = [first.href]
  let fault: unknown
  for (let at = 0; at < Math.min(sitemaps.length, mostSitemaps) && found.size <= most; at += 1) {
    try {
      const text = await fetchText(sources, sources.guard.checkUrl(sitemaps[at] ?? ''), signal)
      const named = locationsOf(text)
      if (/<sitemapindex[\s>]/i.test(text.slice(0, 2_000))) sitemaps.push(...named.slice(0, mostSitemaps))
      else for (const url of named) found.add(url)
    } catch (error) {
      // The others may be there.
      caller.throwIfAborted()
      fault = signal.aborted ? tooSlow(first) : error
    }
  }
  if (found.size === 0)
    throw fault ?? new ScrapeFailure('no-sitemap', `${first.host} has no sitemap at this address.`)
  const urls = [...found].slice(0, most)
  return { urls, left: found.size - urls.length }
}

async function fetchText(
  { fetcher, gate, guard, robots, limits }: Sources,
  url: URL,
  signal: AbortSignal,
): Promise<string> {
  await guard.resolve(url.hostname, portOf(url))
  const { status, body } = await fetcher.get(url, {
    accept: 'application/xml,text/xml;q=0.9,*/*;q=0.1',
    maxBytes: limits.pageBytes,
    onExcess: 'cut',
    deadlineMs,
    maxRedirects: limits.redirects,
    signal,
    permit: async (hop) => void (await robots.permit(hop, signal)),
    turn: (hop, request) => gate.run(hop.host, request, signal),
  })
  if (status === 404 || status === 410)
    throw new ScrapeFailure('page-not-found', `${url.host} has nothing at this address (${status}).`)
  if (status < 200 || status >= 300)
    throw new ScrapeFailure('http-error', `${url.host} answered with error ${status}.`)
  return body.toString('utf8')
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function locationsOf(xml: string): string[] {
  const found: string[] = []
  for (const [, inside = ''] of xml.matchAll(/<loc>([^<]{1,4000})<\/loc>/gi)) {
    const text = inside.trim().replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '')
    const url = text.length <= longestAddress ? URL.parse(text) : null
    if (url?.protocol === 'http:' || url?.protocol === 'https:') found.push(url.href)
  }
  return found
}

function tooSlow(url: URL): ScrapeFailure {
  return new ScrapeFailure('timed-out', `${url.host} took too long to send its sitemap.`)
}
