import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { samePageIn, splitLanguage } from '../../i18n/paths.ts'
import { type Piece, piecesOf } from './message-pieces.ts'

/** A message's words. Links to pages of this site lead to them in the reader's interface language. Never HTML. */
export function MessageText({ text }: { readonly text: string }) {
  return <Pieces pieces={piecesOf(text)} />
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }): ReactNode {
  return pieces.map((piece, index) => {
    const key = `${index}-${piece.kind}`
    switch (piece.kind) {
      case 'text':
        return <span key={key}>{piece.text}</span>
      case 'code':
        return (
          <code key={key} className="rounded-sm bg-ink/10 px-1 py-px font-mono text-[0.92em]">
            {piece.text}
          </code>
        )
      case 'strong':
        return (
          <strong key={key}>
            <Pieces pieces={piece.pieces} />
          </strong>
        )
      case 'emphasis':
        return (
          <em key={key}>
            <Pieces pieces={piece.pieces} />
          </em>
        )
      case 'link':
        return (
          <MessageLink key={key} href={piece.href}>
            <Pieces pieces={piece.pieces} />
          </MessageLink>
        )
    }
    return null
  })
}

function MessageLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const lang = useLocale()
  if (href.startsWith('/')) {
    const own = splitLanguage(href).language ? samePageIn(lang, href) : href
    return (
      <a href={own} className="ink-link">
        {children}
      </a>
    )
  }
  return (
    <a href={href} target="_blank" rel="noopener nofollow ugc" className="ink-link wrap-anywhere">
      {children}
    </a>
  )
}
