import type { PageDocument } from './dom.ts'
import { isOfType, type LinkedNode, textOf } from './json-ld.ts'

/** What a page may be about, best first; what stands further down describes the page around it. */
const subjects = [
  [
    'SoftwareApplication',
    'WebApplication',
    'MobileApplication',
    'VideoGame',
    'Product',
    'SoftwareSourceCode',
  ],
  [
    'NewsArticle',
    'Article',
    'BlogPosting',
    'TechArticle',
    'ScholarlyArticle',
    'Report',
    'OpinionNewsArticle',
    'ReportageNewsArticle',
    'AnalysisNewsArticle',
    'LiveBlogPosting',
    'SocialMediaPosting',
    'DiscussionForumPosting',
    'HowTo',
    'Recipe',
  ],
  ['VideoObject', 'Course', 'Book', 'Movie', 'Event', 'Dataset', 'CreativeWork', 'PodcastEpisode', 'Service'],
  ['WebPage', 'ItemPage', 'AboutPage', 'FAQPage', 'ProfilePage', 'CollectionPage', 'QAPage'],
] as const
/** What is never the subject of its page. */
const asideTypes = [
  'Comment',
  'Review',
  'BreadcrumbList',
  'ItemList',
  'ListItem',
  'Answer',
  'UserComments',
] as const
const maxNodes = 2_000

/** A page's JSON-LD with its entity: the node that the page is about, with every `@id` in it followed. */
export interface PageEntity {
  /** Empty where the page has none. */
  readonly node: LinkedNode
  readonly article: boolean
  /** Follows an `@id` to the node that it names. */
  resolve(value: unknown): unknown
}

/**
 * The entity of the page among the roots of its JSON-LD. Comments, breadcrumbs, reviews and lists are never taken for
 * it, nor what is merely part of another node.
 *
 * @param url the page's own address
 */
export function pageEntity(roots: readonly unknown[], url: string, document: PageDocument): PageEntity {
  const nodes = topNodes(roots)
  const byId = indexById(roots)
  const resolve = (value: unknown): unknown => {
    const id = typeof value === 'object' && value !== null ? (value as LinkedNode)['@id'] : undefined
    const named = typeof id === 'string' ? byId.get(id) : undefined
    return named && Object.keys(value as LinkedNode).length <= 2 ? named : value
  }
  const heading = document.querySelector('h1')?.textContent?.trim() ?? ''
  const score = (node: LinkedNode): number => {
    const rank = subjects.findIndex((types) => isOfType(node, ...types))
    if (rank < 0) return -1
    const title = textOf(node.headline ?? node.name)
    return 4 - rank + (isAt(node, url) ? 2 : 0) + (title !== '' && title === heading ? 1 : 0)
  }
  const node = nodes
    .map((candidate) => ({ candidate, score: score(candidate) }))
    .filter((entry) => entry.score >= 0)
    .sort((a, b) => b.score - a.score)[0]?.candidate
  return { node: node ?? {}, article: node !== undefined && isOfType(node, ...subjects[1]), resolve }
}

function isAt(node: LinkedNode, url: string): boolean {
  const plain = (address: unknown) => (typeof address === 'string' ? address.replace(/[#?].*$|\/$/g, '') : '')
  const page = node.mainEntityOfPage
  const claims = [node.url, node['@id'], page, (page as LinkedNode | undefined)?.['@id']]
  return claims.some((claim) => plain(claim) !== '' && plain(claim) === plain(url))
}

/** The nodes that stand for themselves: roots, members of a graph, main entities. */
function topNodes(roots: readonly unknown[]): LinkedNode[] {
  const found: LinkedNode[] = []
  const queue = [...roots]
  for (let at = 0; at < queue.length && at < maxNodes; at++) {
    const value = queue[at]
    if (Array.isArray(value)) queue.push(...value.slice(0, maxNodes))
    else if (typeof value === 'object' && value !== null) {
      const node = value as LinkedNode
      if (isOfType(node, ...asideTypes)) continue
      found.push(node)
      for (const name of ['@graph', 'mainEntity', 'mainEntityOfPage']) {
        if (typeof node[name] === 'object') queue.push(node[name])
      }
    }
  }
  return found
}

function indexById(roots: readonly unknown[]): Map<string, LinkedNode> {
  const found = new Map<string, LinkedNode>()
  const queue = [...roots]
  for (let at = 0; at < queue.length && at < maxNodes; at++) {
    const value = queue[at]
    if (typeof value !== 'object' || value === null) continue
    const id = (value as LinkedNode)['@id']
    const size = Object.keys(value).length
    if (typeof id === 'string' && size > Object.keys(found.get(id) ?? {}).length)
      found.set(id, value as LinkedNode)
    queue.push(...Object.values(value).slice(0, maxNodes))
  }
  return found
}

/** The people of a node's `author` or `creator`, by name; `@id`s are followed. */
export function peopleOf({ node, resolve }: PageEntity): string[] {
  const named = (value: unknown): string[] => {
    const entry = resolve(value)
    if (Array.isArray(entry)) return entry.slice(0, 20).flatMap(named)
    if (typeof entry === 'string') return [entry]
    if (typeof entry !== 'object' || entry === null) return []
    const { name, givenName, familyName } = entry as LinkedNode
    return [textOf(name) || [givenName, familyName].map(textOf).filter(Boolean).join(' ')]
  }
  const authors = named(node.author).filter(Boolean)
  return authors.length > 0 ? authors : named(node.creator).filter(Boolean)
}
