import type { Language } from '../../i18n/languages.ts'
import { dayText } from './moments.ts'
import type { Entry } from './timeline.ts'

/** How a message is to be shown to somebody who reads `reader`. */
export type Rendering =
  | { readonly kind: 'deleted' }
  /** In the reader's own language: nothing to translate. */
  | { readonly kind: 'original' }
  | {
      readonly kind: 'translated'
      readonly body: string
      readonly engine: string
      readonly confidence: number
    }
  /** No translation yet; the original stands in. */
  | { readonly kind: 'awaiting' }
  /** Nothing here can translate this pair; the original stands in. */
  | { readonly kind: 'untranslatable' }

/** What there is to show of a message. */
export function renderingOf(entry: Entry, reader: Language): Rendering {
  if (entry.deleted) return { kind: 'deleted' }
  if (entry.lang === reader) return { kind: 'original' }
  const { translation } = entry
  if (!translation || translation.lang !== reader) return { kind: 'awaiting' }
  if (translation.engine === 'none') return { kind: 'untranslatable' }
  return {
    kind: 'translated',
    body: translation.body,
    engine: translation.engine,
    confidence: translation.confidence,
  }
}

const togetherMs = 5 * 60_000

/** Whether a message goes on from the one before it, so that name and time need not be said again. */
export function continues(entry: Entry, before: Entry | undefined): boolean {
  if (!before || before.deleted || entry.deleted || !isSameAuthor(entry.author, before.author)) return false
  return Date.parse(entry.createdAt) - Date.parse(before.createdAt) < togetherMs
}

/** People of the sample conversation have a name and no id. */
function isSameAuthor(one: Entry['author'], other: Entry['author']): boolean {
  return one.id === other.id && one.name === other.name
}

/** Whether a message is the first of its day. @param timeZone IANA name of the reader's */
export function startsDay(entry: Entry, before: Entry | undefined, timeZone: string): boolean {
  const dayOf = ({ createdAt }: Entry) => dayText('en', createdAt, timeZone)
  return !before || dayOf(entry) !== dayOf(before)
}

/** How many messages of others came after the last one read. */
export function unreadCount(entries: readonly Entry[], readUpTo: number, me: string | undefined): number {
  let count = 0
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index]
    if (!entry || entry.seq <= readUpTo) break
    if (entry.author.id !== me && !entry.deleted) count += 1
  }
  return count
}

/**
 * The `seq` of the first message of others after what somebody had read; undefined where there is none, or where they have
 * never read here: all of it would be new.
 */
export function firstUnreadOf(
  entries: readonly Entry[],
  readSeq: number | undefined,
  me: string | undefined,
): number | undefined {
  if (!readSeq) return undefined
  return entries.find(({ seq, author, deleted }) => seq > readSeq && author.id !== me && !deleted)?.seq
}
