import { notInMessages } from '@parlance/contracts/message-markdown'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { literal, type MessageNode, type MessageTree, readable } from './message-tree.ts'

/** Signs that people put after an address, and that GFM takes for a part of it. */
const afterAddress = /[»”’…」』）。、]+$/u

function conversational(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions ??= []
  data.micromarkExtensions.push({ disable: { null: [...notInMessages] } })
}

const parser = unified().use(remarkParse).use(remarkGfm).use(conversational)

type Root = ReturnType<typeof parser.parse>
type Nodes = Root | Root['children'][number]
type Parents = Extract<Nodes, { children: unknown[] }>
type List = Extract<Nodes, { type: 'list' }>
type Link = Extract<Nodes, { type: 'link' }>

/** Markdown as people write it in a conversation, as a tree of what `message-text.tsx` can show. */
export function parseMessage(text: string): MessageTree {
  return childrenOf(parser.parse(text), text)
}

function childrenOf(parent: Parents, text: string): MessageTree {
  return parent.children.flatMap((child) => nodesOf(child, text))
}

function nodesOf(node: Nodes, text: string): MessageNode[] {
  switch (node.type) {
    case 'text':
      return [readable(node.value)]
    case 'paragraph':
      return [{ kind: 'paragraph', of: childrenOf(node, text) }]
    // A title in a conversation is a line that stands out; the page keeps its own outline.
    case 'heading':
      return [{ kind: 'paragraph', of: [{ kind: 'strong', of: childrenOf(node, text) }] }]
    case 'strong':
    case 'emphasis':
      return [{ kind: node.type, of: childrenOf(node, text) }]
    case 'delete':
      return [{ kind: 'deleted', of: childrenOf(node, text) }]
    case 'inlineCode':
      return [{ kind: 'code', text: literal(node.value) }]
    case 'code':
      return [{ kind: 'fence', text: literal(node.value), lang: node.lang ?? '' }]
    case 'blockquote':
      return [{ kind: 'quote', of: childrenOf(node, text) }]
    case 'list':
      return [listOf(node, text)]
    case 'thematicBreak':
      return [{ kind: 'rule' }]
    case 'break':
      return [{ kind: 'break' }]
    case 'link':
      return linkOf(node, text)
    default:
      // Pictures would call home, and the rest is for documents: shown as it was written.
      return [sourceOf(node, text)]
  }
}

function listOf(list: List, text: string): MessageNode {
  const of = list.children.map((item): MessageNode => {
    const box = typeof item.checked === 'boolean' ? [item.checked ? '☑ ' : '☐ '] : []
    return { kind: 'item', of: [...box, ...childrenOf(item, text).flatMap(unwrapped(list.spread))] }
  })
  return { kind: 'list', start: list.ordered ? (list.start ?? 1) : undefined, of }
}

/** The items of a close list are lines, not paragraphs. */
const unwrapped =
  (spread: boolean | null | undefined) =>
  (node: MessageNode): MessageTree =>
    !spread && typeof node === 'object' && node.kind === 'paragraph' ? node.of : [node]

function linkOf(node: Link, text: string): MessageNode[] {
  const href = literal(node.url)
  if (!isSafe(href)) return [sourceOf(node, text)]
  const [only] = node.children
  if (only?.type !== 'text' || sourceOf(node, text).startsWith('[')) {
    return [{ kind: 'link', href, of: childrenOf(node, text) }]
  }
  const shown = literal(only.value)
  const [after = ''] = afterAddress.exec(shown) ?? []
  const address = after ? href.slice(0, href.length - after.length) : href
  const name = after ? shown.slice(0, shown.length - after.length) : shown
  return [{ kind: 'link', href: address, of: [name] }, ...(after ? [after] : [])]
}

function isSafe(href: string): boolean {
  if (/^\/(?![/\\])/.test(href)) return true
  return URL.canParse(href) && ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol)
}

function sourceOf({ position }: Nodes, text: string): string {
  return readable(text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0))
}
