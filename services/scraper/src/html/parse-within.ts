import { type DefaultTreeAdapterMap, type DefaultTreeAdapterTypes, defaultTreeAdapter, Parser } from 'parse5'

/** Characters handed to the parser at once; the budget is looked at in between. */
const chunkLength = 8_192
/** Of these, whichever comes first ends the parsing. Wikipedia's longest articles have some 30,000 elements. */
const maxElements = 25_000
const maxTextLength = 3_000_000
/** Open elements: each further one makes every step of the standard's algorithm longer. */
const maxOpen = 1_500
/** Elements of one kind in the head, of which honest pages have a hundred. */
const maxMeta = 1_000
const budgetMs = 1_500
/** A tag longer than this has attributes by the thousand, which the parser compares each with each. */
const longTag = /<([a-z][a-z0-9-]*)\s[^<>]{40000,}>/gi
/** Elements whose text is no text of the page, but for data that is asked for. */
const silent = new Set(['script', 'style', 'template', 'svg'])

type Element = DefaultTreeAdapterTypes.Element

/**
 * Parses a page within a budget of work, not of time alone: a page that has more is known by what came before. What
 * scripts and style sheets say is left out, but for JSON-LD.
 */
export function parseWithin(html: string): DefaultTreeAdapterTypes.Document {
  let elements = 0
  let metas = 0
  let text = 0
  const adapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(name, namespace, attributes) {
      elements++
      if (name === 'meta') metas++
      return defaultTreeAdapter.createElement(name, namespace, attributes)
    },
    insertText(parent, value) {
      if (isSilent(parent as Element)) return
      text += value.length
      defaultTreeAdapter.insertText(parent, value)
    },
    insertTextBefore(parent, value, reference) {
      text += value.length
      defaultTreeAdapter.insertTextBefore(parent, value, reference)
    },
  }
  const parser = new Parser<DefaultTreeAdapterMap>({ treeAdapter: adapter, scriptingEnabled: false })
  const source = html.replace(longTag, '<$1>')
  const deadline = performance.now() + budgetMs
  for (let at = 0; at < source.length; at += chunkLength) {
    parser.tokenizer.write(source.slice(at, at + chunkLength), false)
    const spent =
      elements > maxElements ||
      metas > maxMeta ||
      text > maxTextLength ||
      parser.openElements.stackTop > maxOpen ||
      performance.now() > deadline
    if (spent) break
  }
  parser.tokenizer.write('', true)
  return parser.document
}

function isSilent({ tagName, attrs }: Element): boolean {
  if (tagName === 'script')
    return !attrs.some(({ name, value }) => name === 'type' && /ld\+json/i.test(value))
  return silent.has(tagName)
}
