import type { TranslatedMessage, TranslationRecord } from './conversation-records.ts'
import type { ChangeSet, Position } from './room-reader.ts'

/** What this backend has just written to the database: one change of a room. */
export interface Offer {
  readonly change: number
  readonly message?: TranslatedMessage
  readonly translations?: readonly TranslationRecord[]
}

/**
 * Joins offers, in whatever order they came, to one set that follows a position without a gap; what lies beyond a gap is
 * left out. Undefined where nothing follows.
 */
export function joinOffers(
  from: Position,
  offers: readonly Offer[],
): Pick<ChangeSet, 'from' | 'to' | 'edits' | 'translations' | 'messages'> | undefined {
  const messages = new Map<number, TranslatedMessage>()
  const translations: TranslationRecord[] = []
  let { seq, change } = from
  for (const offer of offers.toSorted((a, b) => a.change - b.change)) {
    if (offer.change !== change + 1 || (offer.message && offer.message.seq !== seq + 1)) break
    change = offer.change
    if (offer.message) {
      seq = offer.message.seq
      messages.set(seq, offer.message)
    }
    for (const made of offer.translations ?? []) {
      const message = messages.get(made.seq)
      if (message) messages.set(made.seq, { ...message, translations: [...message.translations, made] })
      else translations.push(made)
    }
  }
  if (change === from.change) return undefined
  return { from, to: { seq, change }, edits: [], translations, messages: [...messages.values()] }
}
