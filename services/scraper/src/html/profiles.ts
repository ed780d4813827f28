import { absolute, type PageDocument } from './dom.ts'
import type { LinkedNode } from './json-ld.ts'

const mostProfiles = 12
/** Where products and their makers have a page of their own. */
const places =
  /^(?:(?:www|m|mobile)\.)?(?:github\.com|gitlab\.com|codeberg\.org|twitter\.com|x\.com|mastodon\.[a-z]+|fosstodon\.org|bsky\.app|linkedin\.com|youtube\.com|discord\.(?:gg|com)|facebook\.com|instagram\.com|tiktok\.com|threads\.net|t\.me|reddit\.com|producthunt\.com|apps\.apple\.com|itunes\.apple\.com|play\.google\.com|huggingface\.co|vimeo\.com|pinterest\.com|xing\.com|medium\.com)$/
/** Buttons that share, and pages that are nobody's. */
const nobodys =
  /\/(?:share|sharer|intent|sharing|shareArticle|dialog|login|signup|join|search|hashtag|watch|embed|submit|status|home|explore|privacy|legal|about|features|pricing|policies)(?:[/.?]|$)|[?&](?:u|url|text)=/i

/** The pages of the product and its makers elsewhere: social networks, source code, app stores. One a place, at most 12. */
export function profilesOf(document: PageDocument, linked: readonly LinkedNode[], url: string): string[] {
  const stated = linked.flatMap((node) => [node.sameAs].flat()).filter((link) => typeof link === 'string')
  const linkedTo: (string | null)[] = []
  for (const element of document.querySelectorAll('a[href], link[rel~="me" i][href]')) {
    linkedTo.push(element.getAttribute('href'))
    if (linkedTo.length >= 3_000) break
  }
  const own = hostOf(url)
  const found = new Map<string, string>()
  for (const link of [...stated, ...linkedTo]) {
    const address = absolute(link, url)
    const host = hostOf(address)
    if (!places.test(host) || host === own || found.has(host)) continue
    const { pathname } = new URL(address)
    if (pathname.length < 2 || nobodys.test(address)) continue
    found.set(host, address.replace(/[?#](?!id=).*$/, ''))
  }
  return [...found.values()].slice(0, mostProfiles)
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : ''
}
