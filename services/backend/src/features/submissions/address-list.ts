import { canonicalUrl } from '../catalogue/canonical-url.ts'

/** What several addresses were given as. */
export type BatchSource = 'list' | 'bookmarks' | 'sitemap'

/** Addresses in the order they were given; whether they are any is said when each is taken in. */
export interface AddressList {
  readonly source: BatchSource
  readonly urls: readonly string[]
}

/**
 * Finds addresses in what somebody pasted or chose: a browser's bookmarks (the file that every browser exports), the text of a
 * sitemap, or one address a line. Of several that are the same page the first stays.
 */
export function readAddressList(text: string): AddressList {
  const source = sourceOf(text)
  return { source, urls: distinct(readers[source](text)) }
}

/** Of several that are the same page the first stays. */
export function distinct(urls: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const url of urls) {
    const key = URL.canParse(url) ? canonicalUrl(url) : url
    if (!seen.has(key)) seen.set(key, url)
  }
  return [...seen.values()]
}

function sourceOf(text: string): BatchSource {
  if (/<!doctype\s+netscape-bookmark/i.test(text) || /<a\s[^>]{0,500}href\s*=/i.test(text)) return 'bookmarks'
  return /<loc>/i.test(text) ? 'sitemap' : 'list'
}

const readers: Readonly<Record<BatchSource, (text: string) => string[]>> = {
  // Bookmarks hold scripts, searches and folders too: only what is on the web.
  bookmarks: (text) => matches(text, /<a\s[^>]{0,500}?href\s*=\s*["']?([^"'\s>]{1,4000})/gi).filter(isWeb),
  sitemap: (text) => matches(text, /<loc>([^<]{1,4000})<\/loc>/gi).filter(isWeb),
  list: (text) =>
    text
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) =>
    found.trim().replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? ''),
  )
}

function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url)
}
