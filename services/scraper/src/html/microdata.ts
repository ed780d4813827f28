import type { PageDocument, PageElement } from './dom.ts'
import type { LinkedNode } from './json-ld.ts'

/** Items and properties of a page at most. */
const maxProperties = 1_000

type Node = Record<string, unknown>

/** What a page states of itself in microdata of schema.org, as the nodes that JSON-LD would have: one a top item. */
export function microdataRoots(document: PageDocument): LinkedNode[] {
  const roots: Node[] = []
  const nodes = new Map<PageElement, Node>()
  const budget = { left: maxProperties }
  for (const element of document.querySelectorAll('[itemscope][itemtype*="schema.org/" i]')) {
    if (budget.left-- <= 0) break
    const node: Node = { '@type': (element.getAttribute('itemtype') ?? '').trim().split(/\s+/) }
    const id = element.getAttribute('itemid')
    if (id) node['@id'] = id
    nodes.set(element, node)
    if (element.getAttribute('itemprop') === null) roots.push(node)
  }
  if (nodes.size === 0) return []
  for (const element of document.querySelectorAll('[itemprop]')) {
    if (budget.left-- <= 0) break
    const owner = ownerOf(element, nodes)
    if (!owner) continue
    const value = nodes.get(element) ?? itemValue(element)
    for (const name of (element.getAttribute('itemprop') ?? '').split(/\s+/)) {
      if (name === '' || name.startsWith('@') || name === '__proto__') continue
      const before = owner[name]
      owner[name] = before === undefined ? value : [before, value].flat()
    }
  }
  return roots
}

/** The item that a property is one of: the next above it, of a type that is known. */
function ownerOf(element: PageElement, nodes: ReadonlyMap<PageElement, Node>): Node | undefined {
  for (let at = element.parentElement; at; at = at.parentElement)
    if (at.getAttribute('itemscope') !== null) return nodes.get(at)
  return undefined
}

/** A property's value where the standard has it for its element. */
function itemValue(element: PageElement): string {
  const attribute = ['content', 'datetime', 'src', 'href', 'data', 'value'].find(
    (name) => element.getAttribute(name) !== null,
  )
  const text = attribute === undefined ? element.textContent : element.getAttribute(attribute)
  return (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 5_000)
}
