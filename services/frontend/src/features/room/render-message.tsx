import type { ReactNode } from 'react'
import type { Language } from '../../i18n/languages.ts'
import { samePageIn, splitLanguage } from '../../i18n/paths.ts'
import { literal, type MessageNode, type MessageTree } from './message-tree.ts'
import { parseMessage } from './parse-message.ts'

/** A message that has marks, as elements. Never HTML. @param lang of the interface: links to pages of this site lead to them in it */
export function renderMessage(text: string, lang: Language): ReactNode {
  return <Nodes tree={parseMessage(text)} lang={lang} />
}

function Nodes({ tree, lang }: { readonly tree: MessageTree; readonly lang: Language }): ReactNode {
  return tree.map((node, index) => {
    const key = `${index}-${typeof node === 'string' ? '' : node.kind}`
    return typeof node === 'string' ? node : <Node key={key} node={node} lang={lang} />
  })
}

function Node({
  node,
  lang,
}: {
  readonly node: Exclude<MessageNode, string>
  readonly lang: Language
}): ReactNode {
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
        <MessageLink href={node.href} lang={lang}>
          <Nodes tree={node.of} lang={lang} />
        </MessageLink>
      )
    case 'list': {
      const List = node.start === undefined ? 'ul' : 'ol'
      return (
        <List
          {...(node.start !== undefined && { start: node.start })}
          className={`my-1 ps-6 whitespace-normal ${node.start === undefined ? 'list-disc' : 'list-decimal'}`}
        >
          <Nodes tree={node.of} lang={lang} />
        </List>
      )
    }
    default: {
      const { tag: Tag, className } = blocks[node.kind]
      return (
        <Tag dir={className === undefined ? undefined : 'auto'} className={className}>
          <Nodes tree={node.of} lang={lang} />
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

function MessageLink(props: {
  readonly href: string
  readonly lang: Language
  readonly children: ReactNode
}) {
  const { href, lang, children } = props
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
