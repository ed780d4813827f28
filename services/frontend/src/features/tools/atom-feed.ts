import type { ToolSummary } from '../../api/rest-types.ts'
import type { Language } from '../../i18n/languages.ts'
import { localPath } from '../../i18n/paths.ts'

/** What a feed is of, beside its entries. */
export interface AtomFeed {
  readonly lang: Language
  /** The site's address, without a slash at its end. */
  readonly site: string
  /** Path of the page whose news it tells, with its language. */
  readonly page: string
  readonly title: string
  readonly subtitle: string
  /** The newest first. */
  readonly tools: readonly ToolSummary[]
}

/** The media type of a feed (RFC 4287, section 7). */
export const atomType = 'application/atom+xml'

/** Where the feed of a page is. */
export function feedPath(page: string): string {
  return `${page}/feed.atom`
}

/** Listings as an Atom feed (RFC 4287). A listing is one entry a language, known by its address there. */
export function atomXml({ lang, site, page, title, subtitle, tools }: AtomFeed): string {
  const updated =
    tools
      .map(({ publishedAt }) => publishedAt)
      .toSorted()
      .at(-1) ?? epoch
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
<id>${text(site + feedPath(page))}</id>
<title>${text(title)}</title>
<subtitle>${text(subtitle)}</subtitle>
<link rel="self" type="${atomType}" href="${text(site + feedPath(page))}"/>
<link rel="alternate" type="text/html" hreflang="${lang}" href="${text(site + page)}"/>
<updated>${updated}</updated>
<author><name>Parlance</name><uri>${text(site)}/</uri></author>
${tools.map((tool) => entry(tool, lang, site)).join('')}</feed>
`
}

/** An empty directory has never changed. */
const epoch = '1970-01-01T00:00:00.000Z'

function entry(tool: ToolSummary, lang: Language, site: string): string {
  const address = text(site + localPath(lang, `/tools/${tool.slug}`))
  const written = tool.languages.tagline
  const summary = tool.tagline || tool.overview
  const { category } = tool
  return `<entry>
<id>${address}</id>
<title>${text(tool.name)}</title>
<link rel="alternate" type="text/html" hreflang="${lang}" href="${address}"/>
<published>${tool.publishedAt}</published>
<updated>${tool.publishedAt}</updated>
<summary xml:lang="${text(written)}">${text(summary)}</summary>
${category ? `<category term="${text(category.slug)}" label="${text(category.name)}"/>\n` : ''}</entry>
`
}

/** Text as XML 1.0 can have it: without the control characters that no file of it may hold, even escaped. */
function text(value: string): string {
  return value
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
