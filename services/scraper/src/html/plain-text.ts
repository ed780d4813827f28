import type { PageNode } from './dom.ts'

const textNode = 3
const elementNode = 1
const skipped = new Set([
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'SVG',
  'NAV',
  'FORM',
  'BUTTON',
  'SELECT',
  'IFRAME',
])
const blocks = new Set(
  'P DIV SECTION ARTICLE MAIN HEADER FOOTER ASIDE H1 H2 H3 H4 H5 H6 LI UL OL DL DT DD TR TABLE PRE BLOCKQUOTE FIGURE FIGCAPTION BR HR'.split(
    ' ',
  ),
)

/** What is not in the words of the page's author: code and quotations. */
const others = new Set(['PRE', 'CODE', 'SAMP', 'KBD', 'BLOCKQUOTE', 'Q', 'TEXTAREA', 'MATH'])

/**
 * The blocks of prose under a node, in order, each on one line; `max` characters in all.
 *
 * @param ownWords leaves out code and quotations
 */
export function proseOf(root: PageNode, max: number, ownWords = false): string[] {
  const found: string[] = []
  let line = ''
  let length = 0
  const flush = () => {
    const text = line.replace(/\s+/g, ' ').trim()
    line = ''
    if (text === '') return
    found.push(text)
    length += text.length + 2
  }
  // An explicit stack: pages nest deeper than the call stack is.
  const stack: (PageNode | 'flush')[] = [root]
  for (let node = stack.pop(); node !== undefined && length + line.length < max; node = stack.pop()) {
    if (node === 'flush') flush()
    else if (node.nodeType === textNode) line += node.textContent ?? ''
    else if (node.nodeType === elementNode || node === root) {
      const name = node.nodeName.toUpperCase()
      if (skipped.has(name) || (ownWords && others.has(name))) continue
      if (blocks.has(name)) {
        flush()
        stack.push('flush')
      }
      stack.push(...[...node.childNodes].reverse())
    }
  }
  flush()
  return cut(found, max)
}

function cut(lines: string[], max: number): string[] {
  let left = max
  const kept: string[] = []
  for (const line of lines) {
    if (left <= 0) break
    kept.push(line.slice(0, left).toWellFormed())
    left -= line.length + 2
  }
  return kept
}
