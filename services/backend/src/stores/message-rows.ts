import type { Language } from '@parlance/contracts/languages'
import type {
  MessageRecord,
  TranslatedMessage,
  TranslationRecord,
  TranslationWork,
} from '../features/conversation/conversation-records.ts'

/** The columns of a {@link MessageRecord}, of a "Message" named m. */
export const messageColumns = `m.id, m.seq, m.revision AS rev, m.change, coalesce(m."authorId"::text, '') AS "authorId",
  m."authorName", m.language AS lang, m.body, m."createdAt", m."editedAt", m."deletedAt" IS NOT NULL AS deleted`

/** The columns of a {@link TranslationRecord}, of a "MessageTranslation" named t of a message m. */
export const translationColumns = `m.seq, t.revision AS rev, t.language AS lang, t.change, t.body, t.engine, t.model,
  t.confidence`

/**
 * What makes a {@link TranslatedMessage} of a message m.
 *
 * @param languages the parameter with the languages asked for, such as `$4::text[]`
 */
export const translatedColumns = (languages: string) => `${messageColumns},
  (SELECT coalesce(json_agg(found ORDER BY found.lang), '[]') FROM (
    SELECT ${translationColumns} FROM "MessageTranslation" t
    WHERE t."messageId" = m.id AND t.revision = m.revision AND t.status = 'done' AND t.language = ANY(${languages})
  ) found) AS translations,
  (SELECT coalesce(json_agg(t.language), '[]') FROM "MessageTranslation" t
    WHERE t."messageId" = m.id AND t.revision = m.revision) AS languages`

/** The columns of a {@link WorkRow}, of a row c with messageId, revision, language and attempts, and its message m. */
export const workColumns = `c."messageId", m."roomId", m.seq, c.revision AS rev, m.language AS source,
  c.language AS target, m.body, c.attempts`

/** A message as PostgreSQL gives it, or as JSON in which times are text. */
export interface MessageRow extends Omit<MessageRecord, 'createdAt' | 'editedAt'> {
  readonly createdAt: Date | string
  readonly editedAt: Date | string | null
}

/** A message with its translations, in either form. */
export interface TranslatedRow extends MessageRow {
  readonly translations: readonly TranslationRecord[]
  readonly languages: readonly Language[]
}

export type WorkRow = TranslationWork

/** A row as the record it stands for. */
export function toMessage(row: MessageRow): MessageRecord {
  const { createdAt, editedAt, ...rest } = row
  return { ...rest, createdAt: new Date(createdAt), editedAt: editedAt === null ? null : new Date(editedAt) }
}

/** A row as the record it stands for. */
export function toTranslatedMessage(row: TranslatedRow): TranslatedMessage {
  const { translations, languages, ...message } = row
  return { ...toMessage(message), translations, languages }
}
