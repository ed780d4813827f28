import type { ReactNode } from 'react'
import type { Message } from '../../api/rest-types.ts'
import type { Language } from '../../i18n/languages.ts'
import { hasMarks } from './message-tree.ts'
import { renderMessage } from './render-message.tsx'

/** Those of the texts, originals and translations, that have marks, as elements; for the server, which has the parser at hand. */
export function renderedMessages(messages: readonly Message[], lang: Language): Record<string, ReactNode> {
  const texts = messages.flatMap(({ body, translation }) => [
    body,
    ...(translation ? [translation.body] : []),
  ])
  return Object.fromEntries(texts.filter(hasMarks).map((text) => [text, renderMessage(text, lang)]))
}
