import type { Language } from '@parlance/contracts/languages'
import type { MessageStore } from './conversation-ports.ts'
import type { RoomChanges, TranslatedMessage, TranslationRecord } from './conversation-records.ts'

/** Where a reader stands: the last message and the last change that it has. */
export interface Position {
  readonly seq: number
  readonly change: number
}

/** What a reader gets next. Old messages' changes come before new messages. */
export interface ChangeSet {
  /** Where the reader stood before, and stands after. */
  readonly from: Position
  readonly to: Position
  readonly edits: readonly TranslatedMessage[]
  readonly translations: readonly TranslationRecord[]
  readonly messages: readonly TranslatedMessage[]
  /** The languages that translations were read in. */
  readonly languages: readonly Language[]
  /** Nothing was left when it was read. */
  readonly complete: boolean
}

/** Most rows of each kind read at once; more than one change ever touches. */
export const pageSize = 200

/**
 * Reads a room from a position on, in pages, each thing once. New messages come by `seq`, so that a reader cut off in
 * the middle can say what it has; changes of older ones come by `change`, once all messages are read.
 */
export class RoomReader {
  readonly #store: Pick<MessageStore, 'changes'>
  readonly #roomId: string
  #at: Position
  /** What pages before the last gave, by `seq` and by `seq:language`, with its change. */
  readonly #given = new Map<number | string, number>()

  constructor(store: Pick<MessageStore, 'changes'>, roomId: string, from: Position) {
    this.#store = store
    this.#roomId = roomId
    this.#at = from
  }

  get position(): Position {
    return this.#at
  }

  /** Goes on from a later position, as what lies between is known otherwise. */
  advance(to: Position): void {
    this.#at = to
  }

  /** The next page; an incomplete one is to be followed by another call. */
  async next(languages: readonly Language[]): Promise<ChangeSet> {
    const from = this.#at
    const read = await this.#store.changes(this.#roomId, { ...from, limit: pageSize, languages })
    const set = read.messages.length >= pageSize ? this.#moreMessages(read) : this.#rest(read)
    return { ...set, from, to: this.#at, languages }
  }

  #moreMessages({ messages }: RoomChanges) {
    for (const { seq, change, translations } of messages) {
      this.#given.set(seq, change)
      for (const made of translations) this.#given.set(`${seq}:${made.lang}`, made.change)
    }
    this.#at = { ...this.#at, seq: messages.at(-1)?.seq ?? this.#at.seq }
    return { messages, edits: [], translations: [], complete: false }
  }

  #rest(read: RoomChanges) {
    // A full list may have been cut within one change: take what lies before that change, and ask again.
    const cut = Math.min(cutAt(read.edits), cutAt(read.translations))
    const edits = read.edits.filter(({ seq, change }) => change < cut && this.#given.get(seq) !== change)
    const translations = read.translations.filter(
      ({ seq, lang, change }) => change < cut && this.#given.get(`${seq}:${lang}`) !== change,
    )
    if (cut !== Number.POSITIVE_INFINITY) {
      this.#at = { ...this.#at, change: cut - 1 }
      return { messages: [], edits, translations, complete: false }
    }
    this.#given.clear()
    this.#at = { seq: read.lastSeq, change: read.lastChange }
    return { messages: read.messages, edits, translations, complete: true }
  }
}

function cutAt(rows: readonly { readonly change: number }[]): number {
  return rows.length < pageSize ? Number.POSITIVE_INFINITY : (rows.at(-1)?.change ?? 0)
}
