import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { hasMarks, readable } from './message-tree.ts'
import { useRoomTexts } from './texts.tsx'

/** The messages with marks that a page came with, by their text: rendered on the server, so that neither parser nor elements are sent along. */
export const RenderedMessages = createContext<Readonly<Record<string, ReactNode>>>({})

/** A message's words. Links to pages of this site lead to them in the reader's interface language. Never HTML. */
export function MessageText({ text }: { readonly text: string }) {
  const known = useContext(RenderedMessages)[text]
  if (known) return known
  return hasMarks(text) ? <Parsed key={text} text={text} /> : readable(text)
}

/** Words that came since: their marks are read as soon as the parser is there. */
function Parsed({ text }: { readonly text: string }) {
  const { lang } = useRoomTexts()
  const [rendered, setRendered] = useState<ReactNode>()
  useEffect(() => {
    let wanted = true
    import('./on-demand.ts').then(
      ({ renderMessage }) => {
        if (wanted) setRendered(renderMessage(text, lang))
      },
      // Without a network there is no parser: the words stay as they were written.
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [text, lang])
  return rendered ?? readable(text)
}
