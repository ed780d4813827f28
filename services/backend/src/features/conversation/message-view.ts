import type { Language } from '@parlance/contracts/languages'
import type { MessageView } from './conversation.ts'
import type { MessageRecord, TranslationRecord } from './conversation-records.ts'

/** A message as REST gives it. */
export function messageView(message: MessageRecord, translation?: TranslationRecord): MessageView {
  return {
    id: message.id,
    seq: message.seq,
    rev: message.rev,
    author: { id: message.authorId, name: message.authorName },
    lang: message.lang,
    body: message.body,
    createdAt: message.createdAt.toISOString(),
    ...(message.editedAt ? { editedAt: message.editedAt.toISOString() } : {}),
    ...(message.deleted ? { deleted: true } : {}),
    ...(translation ? { translation: translationView(translation) } : {}),
  }
}

function translationView({ lang, body, engine, model, confidence }: TranslationRecord) {
  return { lang, body, engine, model, confidence }
}

/** Whether a reader of a language lacks the translation of a message. */
export function lacksTranslation(
  message: MessageRecord,
  made: readonly TranslationRecord[],
  lang: Language,
): boolean {
  return !message.deleted && message.lang !== lang && !made.some((each) => each.lang === lang)
}
