import { useLocale } from 'next-intl'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { samePageIn, splitLanguage } from '../../i18n/paths.ts'
import { hasMarks, literal, type MessageNode, type MessageTree, readable } from './message-tree.ts'

/** Trees of the messages that a page came with, by their text: made on the server, so that the parser is not sent along. */
export const MessageTrees = createContext<Readonly<Record<string, MessageTree>>>({})

/** A message's words. Links to pages of this site lead to them in the reader's interface language. Never HTML. */
export function MessageText({ text }: { readonly text: string }) {
  const trees = useContext(MessageTrees)
  const known = trees[text]
  if (known) return <Nodes tree={known} />
  return hasMarks(text) ? <Parsed key={text} text={text} /> : readable(text)
}

/** Words that came since: their marks are read as soon as the parser is there. */
function Parsed({ text }: { readonly text: string }) {
  const [tree, setTree] = useState<MessageTree>()
  useEffect(() => {
    let wanted = true
    import('./parse-message.ts').then(
      ({ parseMessage }) => {
        if (wanted) setTree(parseMessage(text))
      },
      // Without a network there is no parser: the words stay as they were written.
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [text])
  return tree ? <Nodes tree={tree} /> : readable(text)
}

function Nodes({ tree }: { readonly tree: MessageTree }): ReactNode {
  return tree.map((node, index) => {
    const key = `${index}-${typeof node === 'string' ? '' : node.kind}`
    return typeof node === 'string' ? node : <Node key={key} node={node} />
  })
}

function Node({ node }: { readonly node: Exclude<MessageNode, string> }): ReactNode {
  switch (node.kind) {
    case 'code':
      return (
        <code
          dir="ltr"
          className="rounded-sm bg-ink/10 px-1 py-px font-mono text-[0.92em] [unicode-bidi:isolate]"
        >
          {node.text}
        </code>
      )
    case 'fence':
      return (
        <pre
          dir="ltr"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by the keyboard
          tabIndex={0}
          className="my-1.5 overflow-x-auto rounded-md bg-ink/8 px-3 py-2 font-mono text-[0.9em]"
        >
          <code>{node.text}</code>
        </pre>
      )
    case 'rule':
      return <hr className="my-2 border-current/25" />
    case 'break':
      return '\n'
    case 'link':
      return (
        <MessageLink href={node.href}>
          <Nodes tree={node.of} />
        </MessageLink>
      )
    case 'list': {
      const List = node.start === undefined ? 'ul' : 'ol'
      return (
        <List
          {...(node.start !== undefined && { start: node.start })}
          className={`my-1 ps-6 whitespace-normal ${node.start === undefined ? 'list-disc' : 'list-decimal'}`}
        >
          <Nodes tree={node.of} />
        </List>
      )
    }
    default: {
      const { tag: Tag, className } = blocks[node.kind]
      return (
        <Tag dir={className === undefined ? undefined : 'auto'} className={className}>
          <Nodes tree={node.of} />
        </Tag>
      )
    }
  }
}

/** Elements of what only wraps its words. Blocks have a direction of their own. */
const blocks = {
  strong: { tag: 'strong', className: undefined },
  emphasis: { tag: 'em', className: undefined },
  deleted: { tag: 'del', className: undefined },
  paragraph: { tag: 'span', className: 'block not-first:mt-2 whitespace-pre-wrap' },
  quote: { tag: 'blockquote', className: 'my-1 border-s-3 border-current/25 ps-3 text-ink-soft' },
  item: { tag: 'li', className: 'my-0.5 whitespace-pre-wrap' },
} as const

function MessageLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const lang = useLocale()
  if (href.startsWith('/')) {
    const own = splitLanguage(href).language ? samePageIn(lang, href) : href
    return (
      <a href={own} className="ink-link">
        <bdi>{children}</bdi>
      </a>
    )
  }
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener nofollow ugc"
      title={literal(href)}
      className="ink-link wrap-anywhere"
    >
      <bdi>{children}</bdi>
    </a>
  )
}
