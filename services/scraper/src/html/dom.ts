import { parseHTML } from 'linkedom'
import { type DefaultTreeAdapterTypes, serialize } from 'parse5'
import { parseWithin } from './parse-within.ts'

/** The little of the DOM that reading a page needs; linkedom's own types want the browser's library. */
export interface PageNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly textContent: string | null
  readonly childNodes: Iterable<PageNode>
}

/** An element of the page. */
export interface PageElement extends PageNode {
  readonly nextElementSibling: PageElement | null
  readonly parentElement: PageElement | null
  getAttribute(name: string): string | null
  matches(selector: string): boolean
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
}

/** A parsed page. */
export interface PageDocument extends PageElement {
  readonly documentElement: PageElement | null
  readonly body: PageElement | null
}

/** Elements nest no deeper than in Chromium; what lies below is dropped, so that nothing overflows the stack. */
const maxDepth = 512

/**
 * Parses a page as the standard says; scripts do not run and nothing is fetched. A page that is too much is parsed as far
 * as its budget goes. linkedom alone puts up with what it is given and makes no `<head>` and `<body>` that are not
 * written, so parse5 goes first.
 */
export function parsePage(html: string): PageDocument {
  const tree = parseWithin(html)
  limitDepth(tree)
  return parseHTML(serialize(tree)).document as unknown as PageDocument
}

function limitDepth(tree: DefaultTreeAdapterTypes.Document): void {
  const stack: { node: DefaultTreeAdapterTypes.ParentNode; depth: number }[] = [{ node: tree, depth: 0 }]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, depth } = next
    if (depth >= maxDepth) node.childNodes = []
    for (const child of node.childNodes) {
      if ('childNodes' in child) stack.push({ node: child, depth: depth + 1 })
    }
  }
}

/** Text with white space folded to single spaces, cut at `max` characters at the end of a word. */
export function oneLine(text: string | null | undefined, max: number): string {
  const line = (text ?? '').replace(/\s+/g, ' ').trim()
  if (line.length <= max) return line
  const cut = line.slice(0, max)
  const space = cut.lastIndexOf(' ')
  return `${(space > max / 2 ? cut.slice(0, space) : cut).toWellFormed().trimEnd()}…`
}

/** What the page's `<title>` says; the title of an icon within it is another element of that name. */
export function titleOf(document: PageDocument): string {
  for (const element of document.querySelectorAll('title')) {
    const text = (element.textContent ?? '').trim()
    if (text !== '' && !isWithinSvg(element)) return text
  }
  return ''
}

function isWithinSvg(element: PageElement): boolean {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (at.nodeName.toUpperCase() === 'SVG') return true
  return false
}

/** A link as an absolute http(s) address; `''` where it is none. */
export function absolute(link: string | null | undefined, base: string): string {
  if (!link?.trim() || !URL.canParse(link.trim(), base)) return ''
  const url = new URL(link.trim(), base)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : ''
}
