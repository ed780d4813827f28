import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterMap['node']

/** Elements whose text is not prose. */
const notProse = new Set(['script', 'style', 'code', 'pre', 'kbd', 'samp', 'var', 'textarea', 'template'])

/** A piece of prose in a page: its text, without the space around it, and where that stands in the source. */
export interface HtmlText {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The prose of an HTML page or fragment, in order. What says `translate="no"` or `class="notranslate"` has none. */
export function htmlTexts(html: string): HtmlText[] {
  const found: HtmlText[] = []
  const walk = (node: Node): void => {
    if (node.nodeName === '#text' && 'value' in node && node.sourceCodeLocation) {
      const { startOffset, endOffset } = node.sourceCodeLocation
      const source = html.slice(startOffset, endOffset)
      const text = node.value.replace(/\s+/g, ' ').trim()
      if (!/\p{L}/u.test(text)) return
      const start = startOffset + (source.length - source.trimStart().length)
      found.push({ text, start, end: startOffset + source.trimEnd().length })
    } else if ('childNodes' in node && isProse(node)) {
      for (const child of node.childNodes) walk(child)
    }
  }
  walk(parseFragment(html, { sourceCodeLocationInfo: true }))
  return found
}

function isProse(node: Node): boolean {
  if (!('tagName' in node)) return true
  if (notProse.has(node.tagName)) return false
  const attribute = (name: string) => node.attrs.find((each) => each.name === name)?.value.toLowerCase()
  if (attribute('translate') === 'no') return false
  return !(attribute('class') ?? '').split(/\s+/).includes('notranslate')
}

/** Puts other texts in their places; all else of the source stays as it is, to the byte. */
export function replaceTexts(
  html: string,
  texts: readonly HtmlText[],
  replacements: readonly string[],
): string {
  let result = ''
  let at = 0
  for (const [index, { start, end }] of texts.entries()) {
    result += html.slice(at, start) + escapeText(replacements[index] ?? '')
    at = end
  }
  return result + html.slice(at)
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
