import { jsonrepair } from 'jsonrepair'
import type { PageDocument } from './dom.ts'

/** A schema.org node, of which nothing is certain. */
export type LinkedNode = Readonly<Record<string, unknown>>

const maxNodes = 2_000
/** Broken JSON longer than this is not mended. */
const longestBroken = 100_000

/** The roots of a page's JSON-LD, one a script. What does not parse is passed over. */
export function linkedRoots(document: PageDocument): unknown[] {
  const roots: unknown[] = []
  for (const script of document.querySelectorAll('script[type="application/ld+json" i]')) {
    const text = (script.textContent ?? '').replace(/^\s*(?:<!\[CDATA\[|<!--)|(?:\]\]>|-->)\s*$/g, '')
    const root = parsed(text) ?? mended(text)
    if (root !== undefined) roots.push(root)
  }
  return roots
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** JSON as templates break it: a line break within a string, a comma too many, a comment. What is no object even so is none. */
function mended(text: string): unknown {
  if (text.length > longestBroken || !/^\s*[[{]/.test(text)) return undefined
  try {
    const root = parsed(jsonrepair(text))
    return typeof root === 'object' && root !== null ? root : undefined
  } catch {
    return undefined
  }
}

/** Every node under the roots, outermost first. */
export function linkedNodes(roots: readonly unknown[]): LinkedNode[] {
  const found: LinkedNode[] = []
  const queue: unknown[] = [...roots]
  for (let at = 0; at < queue.length && at < maxNodes; at++) {
    const value = queue[at]
    if (Array.isArray(value)) queue.push(...value.slice(0, maxNodes))
    else if (typeof value === 'object' && value !== null) {
      found.push(value as LinkedNode)
      queue.push(
        ...Object.values(value)
          .slice(0, maxNodes)
          .filter((inner) => typeof inner === 'object'),
      )
    }
  }
  return found
}

/** Whether a node is of one of these schema.org types. */
export function isOfType(node: LinkedNode, ...types: string[]): boolean {
  const own = [node['@type']].flat()
  return own.some(
    (type) =>
      typeof type === 'string' &&
      types.includes(type.replace(/^(?:https?:\/\/(?:www\.)?schema\.org\/#?|schema:)/, '')),
  )
}

/** A property as text: the string itself, an object's `name`, `url` or `@id`, or the first of several. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return textOf(value[0])
  if (typeof value !== 'object' || value === null) return ''
  const { name, url, contentUrl, '@id': id } = value as LinkedNode
  return textOf(name ?? url ?? contentUrl ?? id)
}
