import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'
import { type ParseOptions, type Part, toParts } from './document.ts'
import type { Glossary } from './glossary.ts'
import { maskInline } from './inline.ts'
import { type Token, verbatim } from './masks.ts'
import { isBlock } from './tags.ts'

type Node = DefaultTreeAdapterMap['node']

/** Elements whose text is not prose. */
const notProse = new Set(['script', 'style', 'code', 'pre', 'kbd', 'samp', 'var', 'textarea', 'template'])

/**
 * Takes an HTML page or fragment apart by its tree: sentences run through inline elements, which go with their words, and end
 * at blocks. What says `translate="no"` or `class="notranslate"` stays. Nothing is printed from the tree: all that is not prose
 * is the source, byte for byte.
 */
export function parseHtml(text: string, { language, glossary }: ParseOptions): Part[] {
  const reader = new HtmlReader(text, glossary)
  return toParts(reader.read(parseFragment(text, { sourceCodeLocationInfo: true })), language)
}

/** The tags of a text in any order: equal before and after, or the translation broke one. */
export function htmlSkeleton(text: string): string {
  return (text.match(/<[a-zA-Z/!?][^>]*>?/g) ?? []).sort().join('')
}

class HtmlReader {
  readonly #html: string
  readonly #glossary: Glossary
  readonly #tokens: Token[] = []
  /** How far the source was read. The tree may hold nodes in another order, and some twice. */
  #at = 0
  #pairs = 0

  constructor(html: string, glossary: Glossary) {
    this.#html = html
    this.#glossary = glossary
  }

  read(root: Node): Token[] {
    this.#children(root)
    this.#keepUntil(this.#html.length, true)
    return this.#tokens
  }

  #children(parent: Node): void {
    if ('childNodes' in parent) for (const child of parent.childNodes) this.#node(child)
  }

  #node(node: Node): void {
    const place = node.sourceCodeLocation
    // What the parser put in itself, such as <tbody>, has no place, but what it holds has.
    // Nor has its second copy of an element that was not closed in order a place of its own.
    if (!place || place.startOffset < this.#at) {
      if (!('tagName' in node) || isProse(node)) this.#children(node)
      return
    }
    // Tags that the tree leaves out, as those of the page itself.
    const between = this.#html.slice(this.#at, place.startOffset)
    this.#keepUntil(
      place.startOffset,
      [...between.matchAll(tagIn)].some(([, name = '']) => isBlock(name.toLowerCase())),
    )
    if (node.nodeName === '#text') this.#text(place.endOffset)
    else if (!('tagName' in node)) this.#keepUntil(place.endOffset, false)
    else if (!isProse(node)) this.#keepUntil(place.endOffset, isBlock(node.tagName))
    else this.#element(node, node.sourceCodeLocation?.startTag?.endOffset, node.sourceCodeLocation?.endTag)
  }

  #element(
    node: DefaultTreeAdapterMap['element'],
    inner: number | undefined,
    end: { startOffset: number; endOffset: number } | undefined | null,
  ): void {
    const block = isBlock(node.tagName)
    const outer = inner ?? node.sourceCodeLocation?.endOffset ?? this.#at
    if (block || !end) {
      this.#keepUntil(outer, block)
      this.#children(node)
      if (end) this.#keepUntil(end.endOffset, block)
      else if (block) this.#tokens.push({ mask: { source: '', result: '', breaks: true } })
      return
    }
    const number = this.#pairs++
    const edge = (side: 'open' | 'close', to: number) => {
      if (to <= this.#at) return
      const source = this.#html.slice(this.#at, to)
      this.#tokens.push({ mask: { source, result: source, pair: { number, side } } })
      this.#at = to
    }
    edge('open', outer)
    this.#children(node)
    this.#keepUntil(end.startOffset, false)
    edge('close', end.endOffset)
  }

  /** Takes the source up to a place as it is. */
  #keepUntil(place: number, breaks: boolean): void {
    if (place <= this.#at) return
    const source = this.#html.slice(this.#at, place)
    this.#tokens.push(breaks ? { mask: { source, result: source, breaks } } : verbatim(source))
    this.#at = place
  }

  /** Text up to a place: character references of letters and marks read, line ends taken for the spaces that they are. */
  #text(place: number): void {
    const raw = this.#html.slice(this.#at, place)
    this.#at = place
    const [indent = ''] = this.#atBlock ? (/^\s*/.exec(raw) ?? []) : []
    const [rest = ''] = this.#beforeBlock ? (/\s*$/.exec(raw.slice(indent.length)) ?? []) : []
    if (indent) this.#tokens.push(verbatim(indent))
    const body = raw.slice(indent.length, raw.length - rest.length)
    const prose = body
      .replace(/\s*\n\s*/g, ' ')
      .replace(frenchSpace, '\u{A0}')
      .replace(reference, readReference)
    for (const token of maskInline(prose, this.#glossary)) {
      if ('mask' in token) this.#tokens.push(token)
      else
        this.#tokens.push(
          ...token.prose
            .split(/([<>&])/)
            .flatMap((part, at) => (part === '' ? [] : at % 2 ? verbatim(part) : { prose: part })),
        )
    }
    if (rest) this.#tokens.push(verbatim(rest))
  }

  /** Whether a tag of a block comes next, or nothing. */
  get #beforeBlock(): boolean {
    tagAhead.lastIndex = this.#at
    const [, name] = tagAhead.exec(this.#html) ?? []
    return this.#at === this.#html.length || (name !== undefined && isBlock(name.toLowerCase()))
  }

  get #atBlock(): boolean {
    const last = this.#tokens.at(-1)
    return !last || ('mask' in last && last.mask.breaks === true)
  }
}

/** The space that French sets before high punctuation and inside guillemets: typography, not a mark. */
const frenchSpace =
  /(?:&nbsp;|&#160;|&#8239;|&#xA0;|&#x202F;)(?=[;:!?»])|(?<=«)(?:&nbsp;|&#160;|&#8239;|&#xA0;|&#x202F;)/gi
const tagIn = /<\/?([a-zA-Z][a-zA-Z0-9-]*)/g
const tagAhead = /<\/?([a-zA-Z][a-zA-Z0-9-]*)/y
const reference = /&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/g

/** A letter or mark by its reference; what means something to HTML, and spaces of their own, stay references. */
function readReference(written: string): string {
  const [node] = parseFragment(written).childNodes
  const text = node && 'value' in node ? node.value : ''
  return /^[\p{L}\p{M}\p{N}\p{P}]+$/u.test(text) && !/[<>&]/.test(text) ? text : written
}

function isProse(node: DefaultTreeAdapterMap['element']): boolean {
  if (notProse.has(node.tagName)) return false
  const attribute = (name: string) => node.attrs.find((each) => each.name === name)?.value.toLowerCase()
  if (attribute('translate') === 'no') return false
  return !(attribute('class') ?? '').split(/\s+/).includes('notranslate')
}
