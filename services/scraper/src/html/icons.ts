import { absolute, type PageDocument } from './dom.ts'
import { isOfType, type LinkedNode } from './json-ld.ts'
import type { IconLink } from './reading.ts'

const maxIcons = 12

/** Icons by what the page claims of them, best first: large before small, and what is made for an icon before a logo. */
export function iconsOf(document: PageDocument, linked: readonly LinkedNode[], base: string): IconLink[] {
  const icons: IconLink[] = []
  const add = (link: string | null | undefined, size: number) => {
    const url = link?.startsWith('data:image/') && link.length < 200_000 ? link : absolute(link, base)
    if (url && !icons.some((icon) => icon.url === url)) icons.push({ url, size })
  }
  for (const link of document.querySelectorAll('link[rel][href]')) {
    const rels = (link.getAttribute('rel') ?? '').toLowerCase().split(/\s+/)
    const href = link.getAttribute('href')
    if (rels.some((rel) => rel.startsWith('apple-touch-icon')))
      add(href, sizeOf(link.getAttribute('sizes')) || 180)
    else if (rels.includes('icon'))
      add(
        href,
        isSvg(href, link.getAttribute('type'))
          ? Number.POSITIVE_INFINITY
          : sizeOf(link.getAttribute('sizes')),
      )
  }
  const tile = document.querySelector('meta[name="msapplication-TileImage" i]')
  if (tile) add(tile.getAttribute('content'), 144)
  for (const node of linked) {
    if (isOfType(node, 'Organization', 'Corporation', 'SoftwareApplication', 'WebApplication'))
      add(logoOf(node), 96)
  }
  add(
    document.querySelector('meta[property="og:logo" i], meta[itemprop="logo" i]')?.getAttribute('content'),
    96,
  )
  add('/favicon.ico', 16)
  return icons.sort((a, b) => rank(b) - rank(a)).slice(0, maxIcons)
}

/** The icons of a web app manifest, `maskable`-only ones left out because their edges are meant to be cut off. */
export function manifestIcons(text: string, base: string): IconLink[] {
  let manifest: unknown
  try {
    manifest = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return []
  }
  const list = (manifest as { icons?: unknown } | null)?.icons
  if (!Array.isArray(list)) return []
  return list.slice(0, 50).flatMap((icon: LinkedNode | null) => {
    const { src, sizes, type, purpose } = icon ?? {}
    const url = typeof src === 'string' ? absolute(src, base) : ''
    const forMasks = typeof purpose === 'string' && !purpose.split(/\s+/).includes('any')
    if (!url || forMasks) return []
    const size = isSvg(url, String(type ?? ''))
      ? Number.POSITIVE_INFINITY
      : sizeOf(typeof sizes === 'string' ? sizes : '')
    return [{ url, size }]
  })
}

/** Best first, the same address once. */
export function bestIcons(...groups: readonly (readonly IconLink[])[]): IconLink[] {
  const byUrl = new Map<string, IconLink>()
  for (const icon of groups.flat()) {
    const known = byUrl.get(icon.url)
    if (!known || known.size < icon.size) byUrl.set(icon.url, icon)
  }
  return [...byUrl.values()].sort((a, b) => rank(b) - rank(a)).slice(0, maxIcons)
}

/** Beyond what we keep, larger is no better; scalable is best. */
function rank({ size }: IconLink): number {
  return size === Number.POSITIVE_INFINITY ? 1_000 : Math.min(size, 512)
}

/** `16x16 32x32` → 32; `any` → scalable. */
function sizeOf(sizes: string | null): number {
  if (!sizes) return 0
  if (/\bany\b/i.test(sizes)) return Number.POSITIVE_INFINITY
  const sides = [...sizes.matchAll(/(\d{1,5})\s*x\s*(\d{1,5})/gi)]
  return Math.max(0, ...sides.map(([, width, height]) => Math.min(Number(width), Number(height))))
}

function isSvg(href: string | null, type: string | null): boolean {
  return /svg/i.test(type ?? '') || /\.svg(?:[?#]|$)/i.test(href ?? '')
}

function logoOf(node: LinkedNode): string | undefined {
  const logo = [node.logo].flat()[0]
  if (typeof logo === 'string') return logo
  const { url, contentUrl } = (logo ?? {}) as LinkedNode
  const link = url ?? contentUrl
  return typeof link === 'string' ? link : undefined
}
