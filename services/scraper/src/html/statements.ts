import { uninverted } from './authors.ts'
import type { Claim } from './claims.ts'
import { absolute, type PageDocument, titleOf } from './dom.ts'
import { featuresOf } from './hints.ts'
import { iconsOf } from './icons.ts'
import { isOfType, type LinkedNode, linkedNodes, linkedRoots, textOf } from './json-ld.ts'
import { keywordsOf } from './keywords.ts'
import { type Meta, metaOf } from './meta.ts'
import { microdataRoots } from './microdata.ts'
import { dashes, siteBeside, wideBars, withoutCount } from './names.ts'
import { type PageEntity, pageEntity, peopleOf } from './page-entity.ts'
import { profilesOf } from './profiles.ts'
import { type Question, questionsOf } from './questions.ts'
import type { IconLink, ReadJob } from './reading.ts'
import { bareLetters, cleanLine } from './text-hygiene.ts'
import { byline, datesInPage } from './visible.ts'

/** What a page states of itself, in its markup and to the eye: claims for the fields on which sources vote. */
export interface Statements {
  readonly titles: readonly Claim[]
  readonly siteNames: readonly Claim[]
  readonly descriptions: readonly Claim[]
  readonly authors: readonly Claim[]
  readonly times: readonly Claim[]
  readonly languages: readonly Claim[]
  readonly linked: readonly LinkedNode[]
  readonly dirs: readonly (string | null | undefined)[]
  readonly icons: readonly IconLink[]
  readonly features: readonly string[]
  readonly questions: readonly Question[]
  readonly profiles: readonly string[]
  readonly keywords: readonly string[]
  readonly meta: Meta
  /** Whether it is an article: what it says of prices is about something else. */
  readonly article: boolean
  /** Whether it is about a product: names in sight are those of its customers. */
  readonly about: boolean
  readonly manifest: string
  readonly canonical: string
  readonly image: string
  readonly refresh: string
}

/** Gathers what a page states, before anything is taken out of it. */
export function statementsOf(document: PageDocument, job: ReadJob): Statements {
  const base = absolute(document.querySelector('base[href]')?.getAttribute('href'), job.url) || job.url
  const roots = [...linkedRoots(document), ...microdataRoots(document)]
  const linked = linkedNodes(roots)
  const meta = metaOf(document)
  const link = (rel: string) =>
    absolute(document.querySelector(`link[rel~="${rel}" i][href]`)?.getAttribute('href'), base)
  const canonical = link('canonical')
  const entity = pageEntity(roots, canonical || job.url, document)
  return {
    titles: titlesOf(document, meta, entity),
    siteNames: siteNamesOf(document, meta, entity, linked, job.url),
    descriptions: descriptionsOf(meta, entity),
    authors: authorClaims(document, meta, entity),
    times: timesOf(document, meta, entity, job.url),
    languages: languagesOf(document, meta, entity, job.contentLanguage),
    linked,
    dirs: [document.documentElement, document.body].map((element) => element?.getAttribute('dir')),
    icons: iconsOf(document, linked, base),
    features: featuresOf(document, linked),
    questions: questionsOf(document, linked),
    profiles: profilesOf(document, linked, job.url),
    keywords: keywordsOf(meta, linked),
    meta,
    article: meta.first('og:type').toLowerCase() === 'article' || entity.article,
    about:
      meta.first('og:type').toLowerCase().startsWith('product') ||
      isOfType(entity.node, 'Product', 'SoftwareApplication', 'MobileApplication', 'WebApplication'),
    manifest: link('manifest'),
    canonical: sameSite(canonical, job.url) ? canonical : '',
    image: imageOf(document, meta, base),
    refresh: refreshOf(meta.first('refresh'), base),
  }
}

/** What a page wants to be called elsewhere is set by hand; its `<title>` and heading often by a template. */
function titlesOf(document: PageDocument, meta: Meta, { node }: PageEntity): Claim[] {
  const headings = [...document.querySelectorAll('h1')].filter(
    (heading) => cleanLine(heading.textContent) !== '',
  )
  const heading = headings.length === 1 ? cleanLine(headings[0]?.textContent) : ''
  const shared = meta.first('og:title')
  const title = cleanLine(titleOf(document))
  return [
    { source: 'og:title', value: shared, weight: 0.93 },
    { source: 'title', value: withoutCount(title, [heading, cleanLine(shared)]), weight: 0.7 },
    { source: 'json-ld', value: textOf(node.headline ?? node.name), weight: 0.6 },
    { source: 'twitter:title', value: meta.first('twitter:title'), weight: 0.2 },
    { source: 'dc:title', value: meta.first('dc:title', 'dcterms:title', 'citation_title'), weight: 0.7 },
    { source: 'h1', value: heading, weight: 0.4 },
  ]
}

function siteNamesOf(
  document: PageDocument,
  meta: Meta,
  { node, resolve }: PageEntity,
  linked: readonly LinkedNode[],
  url: string,
): Claim[] {
  const site = linked.find((entry) => isOfType(entry, 'WebSite') && textOf(entry.name) !== '')
  const publisher = resolve([node.publisher].flat()[0]) as LinkedNode | string | undefined
  const named =
    typeof publisher === 'object' && publisher !== null ? textOf(publisher.name) : textOf(publisher)
  return [
    { source: 'og:site_name', value: meta.first('og:site_name'), weight: 0.85 },
    { source: 'json-ld WebSite', value: textOf(site?.name), weight: 0.7 },
    { source: 'json-ld publisher', value: /^https?:/.test(named) ? '' : named, weight: 0.6 },
    { source: 'application-name', value: meta.first('application-name'), weight: 0.5 },
    { source: 'apple title', value: meta.first('apple-mobile-web-app-title'), weight: 0.35 },
    { source: 'dc:publisher', value: meta.first('dc:publisher', 'dcterms:publisher'), weight: 0.3 },
    { source: 'link to the front page', value: homeLink(document), weight: 0.3 },
    { source: 'title beside h1', value: besideHeading(document, url), weight: 0.4 },
  ]
}

/** What leads home is called as the site, or is a picture. */
function homeLink(document: PageDocument): string {
  const link = document.querySelector(
    'a[rel~="home" i], [class~="site-name" i], [class~="site-title" i], [class~="blog-title" i]',
  )
  const text = cleanLine(link?.textContent?.slice(0, 200))
  return text.length <= 60 && !/^(?:home|start|accueil|inicio|startseite)$/i.test(text) ? text : ''
}

/** What stands between a heading and the name of a site in a title. */
const betweenParts = new RegExp(String.raw`\s+(?:[|·•»]|${dashes})\s+|\s*[|${wideBars}]\s*`, 'u')

/** A title that is the page's only heading and something more may end, or begin, in the name of the site. */
function besideHeading(document: PageDocument, url: string): string {
  const headings = [...document.querySelectorAll('h1')]
  const heading = bareLetters(cleanLine(headings[0]?.textContent))
  const title = cleanLine(titleOf(document))
  if (headings.length !== 1 || heading.length < 4) return ''
  const parts = title.split(betweenParts)
  if (parts.length !== 2) return ''
  const [first = '', last = ''] = parts
  if (bareLetters(first) === heading) return siteBeside(first, last, url)
  return bareLetters(last) === heading ? siteBeside(last, first, url) : ''
}

function descriptionsOf(meta: Meta, { node }: PageEntity): Claim[] {
  return [
    { source: 'description', value: meta.first('description'), weight: 0.8 },
    { source: 'og:description', value: meta.first('og:description'), weight: 0.82 },
    { source: 'json-ld', value: textOf(node.description), weight: 0.55 },
    { source: 'twitter:description', value: meta.first('twitter:description'), weight: 0.5 },
    {
      source: 'dc:description',
      value: meta.first('dc:description', 'dcterms:description', 'dcterms:abstract'),
      weight: 0.6,
    },
  ]
}

function authorClaims(document: PageDocument, meta: Meta, entity: PageEntity): Claim[] {
  const several = (name: string) => meta.all(name).join(', ')
  return [
    { source: 'json-ld', value: peopleOf(entity).join(', '), weight: 0.85 },
    { source: 'author', value: several('author') || several('authors'), weight: 0.75 },
    { source: 'article:author', value: several('article:author'), weight: 0.7 },
    { source: 'citation_author', value: meta.all('citation_author').map(uninverted).join(', '), weight: 0.7 },
    {
      source: 'dc:creator',
      value: (meta.all('dc:creator').length > 0 ? meta.all('dc:creator') : meta.all('dcterms:creator'))
        .map(uninverted)
        .join(', '),
      weight: 0.6,
    },
    { source: 'parsely-author', value: several('parsely-author'), weight: 0.6 },
    { source: 'byl', value: meta.first('byl', 'sailthru:author', 'article:author_name'), weight: 0.6 },
    { source: 'byline', value: byline(document), weight: 0.55 },
  ]
}

function timesOf(document: PageDocument, meta: Meta, { node }: PageEntity, url: string): Claim[] {
  const inPath = /\/((?:19|20)\d\d)\/(\d\d)\/(\d\d)(?:\/|$)/.exec(url)
  return [
    {
      source: 'article:published_time',
      value: meta.first('article:published_time', 'og:published_time', 'og:article:published_time'),
      weight: 0.85,
    },
    { source: 'json-ld datePublished', value: textOf(node.datePublished), weight: 0.86 },
    { source: 'json-ld uploadDate', value: textOf(node.uploadDate), weight: 0.8 },
    { source: 'json-ld dateCreated', value: textOf(node.dateCreated), weight: 0.4 },
    {
      source: 'datePublished',
      value: meta.first(
        'datePublished',
        'dc:date:issued',
        'dcterms:issued',
        'dcterms:created',
        'dc:date',
        'citation_publication_date',
        'citation_date',
      ),
      weight: 0.7,
    },
    {
      source: 'pubdate',
      value: meta.first(
        'parsely-pub-date',
        'sailthru:date',
        'pubdate',
        'publish-date',
        'publishdate',
        'publication_date',
        'date',
        'article:published',
        'displaydate',
        'ptime',
      ),
      weight: 0.55,
    },
    ...datesInPage(document),
    { source: 'address', value: inPath ? inPath.slice(1).join('-') : '', weight: 0.3 },
  ]
}

function languagesOf(
  document: PageDocument,
  meta: Meta,
  { node }: PageEntity,
  header: string | undefined,
): Claim[] {
  const attribute = (element: PageDocument['body'], name: string) => element?.getAttribute(name)
  const root = document.documentElement
  return [
    { source: 'html lang', value: attribute(root, 'lang'), weight: 0.8 },
    { source: 'body lang', value: attribute(document.body, 'lang'), weight: 0.7 },
    { source: 'xml:lang', value: attribute(root, 'xml:lang'), weight: 0.5 },
    { source: 'content-language', value: meta.first('content-language'), weight: 0.55 },
    { source: 'og:locale', value: meta.first('og:locale'), weight: 0.5 },
    {
      source: 'dc:language',
      value: meta.first('dc:language', 'dcterms:language', 'language', 'inLanguage'),
      weight: 0.5,
    },
    { source: 'json-ld', value: textOf(node.inLanguage), weight: 0.5 },
    { source: 'Content-Language', value: header, weight: 0.45 },
  ]
}

function imageOf(document: PageDocument, meta: Meta, base: string): string {
  const link = document.querySelector('link[rel="image_src" i]')?.getAttribute('href')
  const claims = [
    ...['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'].flatMap(
      meta.all,
    ),
    link,
  ]
  return claims.map((claim) => absolute(claim, base)).find((url) => url !== '') ?? ''
}

/** Where the page goes by itself within five seconds; later ones are for people who read slowly. */
function refreshOf(content: string, base: string): string {
  const match = /^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(content)
  return match && Number(match[1]) <= 5 ? absolute(match[2], base) : ''
}

/** A page may name its own address, not somebody else's. */
function sameSite(link: string, url: string): boolean {
  const site = (address: string) => new URL(address).hostname.replace(/^www\./, '')
  return link !== '' && site(link) === site(url)
}
