import type { Message } from '../../api/rest-types.ts'
import { hasMarks, type MessageTree } from './message-tree.ts'
import { parseMessage } from './parse-message.ts'

/** Trees of the texts, originals and translations, that have marks; for the server, which has the parser at hand. */
export function treesOf(messages: readonly Message[]): Record<string, MessageTree> {
  const texts = messages.flatMap(({ body, translation }) => [
    body,
    ...(translation ? [translation.body] : []),
  ])
  return Object.fromEntries(texts.filter(hasMarks).map((text) => [text, parseMessage(text)]))
}
