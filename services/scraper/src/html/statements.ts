import { absolute, type PageDocument } from './dom.ts'
import { featuresOf } from './hints.ts'
import { iconsOf } from './icons.ts'
import { isOfType, type LinkedNode, linkedData, textOf } from './json-ld.ts'
import type { IconLink, ReadJob } from './reading.ts'

type Claims = readonly (string | null | undefined)[]

/** What a page states of itself in its markup; claims of one kind stand in the order of trust. */
export interface Statements {
  readonly linked: readonly LinkedNode[]
  readonly languages: Claims
  readonly dirs: Claims
  readonly times: Claims
  readonly siteNames: Claims
  readonly descriptions: Claims
  readonly icons: readonly IconLink[]
  readonly features: readonly string[]
  /** Whether it is an article: what it says of prices is about something else. */
  readonly article: boolean
  readonly manifest: string
  readonly canonical: string
  readonly image: string
  readonly refresh: string
}

const articles = ['Article', 'NewsArticle', 'BlogPosting'] as const

/** Gathers what a page states, before anything is taken out of it. */
export function statementsOf(document: PageDocument, job: ReadJob): Statements {
  const base = absolute(document.querySelector('base[href]')?.getAttribute('href'), job.url) || job.url
  const linked = linkedData(document)
  const meta = (selector: string) => document.querySelector(selector)?.getAttribute('content')
  const link = (rel: string) =>
    absolute(document.querySelector(`link[rel~="${rel}" i][href]`)?.getAttribute('href'), base)
  const attribute = (name: string) =>
    [document.documentElement, document.body].map((element) => element?.getAttribute(name))
  const canonical = link('canonical')
  return {
    linked,
    languages: [
      ...attribute('lang'),
      document.documentElement?.getAttribute('xml:lang'),
      meta('meta[http-equiv="content-language" i]'),
      meta('meta[property="og:locale" i]'),
      meta('meta[name="dc.language" i], meta[itemprop="inLanguage" i]'),
      propertyOf(linked, 'inLanguage'),
      job.contentLanguage,
    ],
    dirs: attribute('dir'),
    times: [
      meta('meta[property="article:published_time" i], meta[property="og:published_time" i]'),
      propertyOf(
        linked.filter((node) => isOfType(node, ...articles)),
        'datePublished',
      ),
      meta(
        'meta[name="dc.date.issued" i], meta[name="dcterms.created" i], meta[name="citation_publication_date" i]',
      ),
      document
        .querySelector('time[pubdate][datetime], time[itemprop="datePublished" i][datetime]')
        ?.getAttribute('datetime'),
    ],
    siteNames: [
      meta('meta[property="og:site_name" i]'),
      siteNameOf(linked),
      meta('meta[name="application-name" i]'),
    ],
    descriptions: [propertyOf(linked, 'description')],
    icons: iconsOf(document, linked, base),
    features: featuresOf(document, linked),
    article:
      meta('meta[property="og:type" i]')?.trim() === 'article' ||
      linked.some((node) => isOfType(node, ...articles)),
    manifest: link('manifest'),
    canonical: sameSite(canonical, job.url) ? canonical : '',
    image: absolute(
      meta(
        'meta[property="og:image:secure_url" i], meta[property="og:image" i], meta[property="og:image:url" i]',
      ) ??
        meta(
          'meta[name="twitter:image" i], meta[property="twitter:image" i], meta[name="twitter:image:src" i]',
        ) ??
        document.querySelector('link[rel="image_src" i]')?.getAttribute('href'),
      base,
    ),
    refresh: refreshOf(meta('meta[http-equiv="refresh" i]'), base),
  }
}

function propertyOf(linked: readonly LinkedNode[], name: string): string {
  return linked.map((node) => textOf(node[name])).find((text) => text !== '') ?? ''
}

function siteNameOf(linked: readonly LinkedNode[]): string {
  const site = linked.find((node) => isOfType(node, 'WebSite') && textOf(node.name) !== '')
  return site ? textOf(site.name) : textOf(linked.find((node) => node.publisher)?.publisher)
}

/** Where the page goes by itself within five seconds; later ones are for people who read slowly. */
function refreshOf(content: string | null | undefined, base: string): string {
  const match = /^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(content ?? '')
  return match && Number(match[1]) <= 5 ? absolute(match[2], base) : ''
}

/** A page may name its own address, not somebody else's. */
function sameSite(link: string, url: string): boolean {
  const site = (address: string) => new URL(address).hostname.replace(/^www\./, '')
  return link !== '' && site(link) === site(url)
}
