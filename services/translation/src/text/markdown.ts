import { notInMessages } from '@parlance/contracts/message-markdown'
import type { Nodes, Parents } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { type ParseOptions, type Part, toParts } from './document.ts'
import type { Glossary } from './glossary.ts'
import { maskInline, wholePattern } from './inline.ts'
import { type Token, verbatim } from './masks.ts'
import { pairTags } from './tags.ts'

/** How Markdown is read: as a document, or as a message, in which each line stands by itself. */
export interface MarkdownOptions extends ParseOptions {
  readonly message?: boolean
}

/**
 * Takes Markdown (CommonMark with GitHub's extensions) apart by its syntax tree: prose of paragraphs, headings and cells
 * is translated, every other character stays where it is, byte for byte, as nothing is printed from the tree.
 */
export function parseMarkdown(
  text: string,
  { language, glossary, message = false }: MarkdownOptions,
): Part[] {
  const parts: Part[] = []
  const tree = parse(text, message)
  let at = 0
  const formulas = formulaBlocks(text, tree)
  for (const block of proseBlocks(tree)) {
    const [start, end] = contentSpan(block)
    if (formulas.some(([from, to]) => from <= start && end <= to)) continue
    if (end <= start || start < at) continue
    if (start > at) parts.push(text.slice(at, start))
    const reader = new InlineReader(text, glossary)
    const lines = message ? linesOf(reader.read(block)) : [reader.read(block)]
    parts.push(
      ...lines.flatMap((line) => (typeof line === 'string' ? line : toParts(pairTags(line), language))),
    )
    at = end
  }
  if (at < text.length) parts.push(text.slice(at))
  return parts
}

/** The structure of a Markdown text without its words: equal before and after, or the translation broke it. */
export function markdownSkeleton(text: string, message = false): string {
  const walk = (node: Nodes): string => {
    if (node.type === 'text') return ''
    const own =
      'url' in node
        ? node.url
        : node.type === 'inlineCode' || node.type === 'code' || node.type === 'html'
          ? node.value
          : ''
    const depth = 'depth' in node ? node.depth : ''
    const children = 'children' in node ? node.children.map(walk).filter(Boolean) : []
    // Words move, so the order of what stands inside a paragraph is not compared, only what stands there.
    if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') children.sort()
    return `${node.type}${depth}(${own}${children.join(',')})`
  }
  return (message ? '' : (frontMatter.exec(text)?.[0] ?? '')) + walk(parse(text, message))
}

/** Fields of a page before its text, in YAML or TOML. */
const frontMatter =
  /^(---|\+\+\+)[ \t]*\r?\n(?=[\w"'.-]+[ \t]*[:=]|#)(?:[^\n]*\n)*?(?:\1|\.\.\.)[ \t]*(?:\r?\n|$)/

/** The tree of a text, in which its front matter is blank; a message has none. */
function parse(text: string, message: boolean): Nodes {
  if (message) {
    const extensions = [gfm(), { disable: { null: [...notInMessages] } }]
    return fromMarkdown(text, { extensions, mdastExtensions: [gfmFromMarkdown()] })
  }
  const body = text.replace(frontMatter, (fields) => fields.replace(/[^\r\n]/g, ' '))
  return fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

/** Formulas on lines of their own, in which Markdown may see paragraphs, lists and headings; not those in code. */
function formulaBlocks(text: string, tree: Nodes): [start: number, end: number][] {
  const code = [...codeBlocks(tree)]
  return [...text.matchAll(/^[ \t>]*\$\$[^$]+\$\$[ \t]*$/gmu)]
    .map(({ index, 0: { length } }): [number, number] => [index, index + length])
    .filter(([start]) => !code.some(([from, to]) => from <= start && start < to))
}

function* codeBlocks(node: Nodes): Generator<[start: number, end: number]> {
  if (node.type === 'code' || node.type === 'html') yield span(node)
  else if ('children' in node) for (const child of node.children) yield* codeBlocks(child)
}

/** The lines of a paragraph, and what is between them; a line that ends inside emphasis goes on in the next. */
function linesOf(tokens: readonly Token[]): (Token[] | string)[] {
  const lines: (Token[] | string)[] = []
  let line: Token[] = []
  let open = 0
  for (const token of tokens) {
    if ('mask' in token && token.mask.pair) open += token.mask.pair.side === 'open' ? 1 : -1
    if (open === 0 && 'mask' in token && /^[ \t\\]*[\r\n]/.test(token.mask.source)) {
      lines.push(line, token.mask.source)
      line = []
    } else line.push(token)
  }
  return [...lines, line]
}

type Block = Extract<Nodes, { type: 'paragraph' | 'heading' | 'tableCell' }>

function* proseBlocks(node: Nodes): Generator<Block> {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') yield node
  else if ('children' in node) for (const child of node.children) yield* proseBlocks(child)
}

function span(node: Nodes): [start: number, end: number] {
  return [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]
}

function contentSpan(node: Parents): [start: number, end: number] {
  const first = node.children[0]
  const last = node.children.at(-1)
  return first && last ? [span(first)[0], span(last)[1]] : [0, 0]
}

/** Characters that mean something to Markdown inside prose, and escapes of them: none may come or go. */
const significant = /\\[!-/:-@[-`{-~]|[*_~`[\]<>|\\]|(?:\r\n|[\r\n])[ \t>]*/gu

/** Reads the inline content of one block as tokens, from the source text itself. */
class InlineReader {
  readonly #text: string
  readonly #glossary: Glossary
  #pairs = 0

  constructor(text: string, glossary: Glossary) {
    this.#text = text
    this.#glossary = glossary
  }

  read(parent: Parents): Token[] {
    return this.#fill(parent, contentSpan(parent))
  }

  /** Children in order; what lies between two of them, if anything, is kept. */
  #fill(parent: Parents, [start, end]: [number, number]): Token[] {
    const tokens: Token[] = []
    const kept = this.#kept(parent, [start, end])
    let at = start
    for (const child of parent.children) {
      const [from, to] = span(child)
      if (to <= at) continue
      if (from > at) tokens.push(verbatim(this.#text.slice(at, from)))
      if (child.type !== 'text') tokens.push(...this.#node(child))
      else {
        at = Math.max(at, from)
        for (const [first, last] of kept) {
          if (first < at || first >= to) continue
          tokens.push(...this.#prose(this.#text.slice(at, first)), verbatim(this.#text.slice(first, last)))
          at = last
        }
        if (to > at) tokens.push(...this.#prose(this.#text.slice(at, to)))
      }
      at = Math.max(at, to)
    }
    if (end > at) tokens.push(verbatim(this.#text.slice(at, end)))
    return tokens
  }

  /** What is kept whole between these places: it begins in text, and cuts no other node in two. */
  #kept(parent: Parents, [start, end]: [number, number]): [start: number, end: number][] {
    const spans = [...this.#text.slice(start, end).matchAll(wholePattern)].map(
      ({ index, 0: { length } }): [number, number] => [start + index, start + index + length],
    )
    return spans.filter(([first, last]) =>
      parent.children.every((child) => {
        const [from, to] = span(child)
        const inside = first <= from && to <= last
        return child.type === 'text' || inside || to <= first || last <= from
      }),
    )
  }

  #node(node: Nodes): Token[] {
    const [from, to] = span(node)
    const raw = this.#text.slice(from, to)
    switch (node.type) {
      case 'emphasis':
      case 'strong':
      case 'delete':
        return this.#wrapped(node, from, to)
      case 'link':
        // An autolink shows its own address.
        return raw.startsWith('[') ? this.#wrapped(node, from, to) : [verbatim(raw)]
      case 'linkReference':
        // The text of a short reference is also its name.
        return node.referenceType === 'full' ? this.#wrapped(node, from, to) : [verbatim(raw)]
      default:
        return [verbatim(raw)]
    }
  }

  #wrapped(node: Parents, from: number, to: number): Token[] {
    const [start, end] = contentSpan(node)
    if (end <= start) return [verbatim(this.#text.slice(from, to))]
    const number = this.#pairs++
    const edge = (side: 'open' | 'close', source: string): Token => ({
      mask: { source, result: source, pair: { number, side } },
    })
    return [
      edge('open', this.#text.slice(from, start)),
      ...this.#fill(node, [start, end]),
      edge('close', this.#text.slice(end, to)),
    ]
  }

  #prose(raw: string): Token[] {
    return maskInline(raw, this.#glossary).flatMap((token) => {
      if ('mask' in token) return token
      const tokens: Token[] = []
      let at = 0
      for (const match of token.prose.matchAll(significant)) {
        if (match.index > at) tokens.push({ prose: token.prose.slice(at, match.index) })
        tokens.push(verbatim(match[0]))
        at = match.index + match[0].length
      }
      if (at < token.prose.length) tokens.push({ prose: token.prose.slice(at) })
      return tokens
    })
  }
}
