import type { Language } from '@parlance/contracts/languages'

/** A room as its messages know it. */
export interface RoomRecord {
  readonly id: string
  readonly slug: string
  /** Whether people without an account may write. */
  readonly guests: boolean
  readonly archived: boolean
  readonly lastSeq: number
  readonly lastChange: number
}

/** A message at its present revision. */
export interface MessageRecord {
  readonly id: string
  readonly seq: number
  /** From 1; an edit or deletion raises it. */
  readonly rev: number
  /** The room's `lastChange` when it was written, edited or deleted last. */
  readonly change: number
  /** "" where the account is gone. */
  readonly authorId: string
  readonly authorName: string
  readonly lang: Language
  /** "" where it was deleted. */
  readonly body: string
  readonly createdAt: Date
  readonly editedAt: Date | null
  readonly deleted: boolean
}

/** A finished translation of a message at its present revision. */
export interface TranslationRecord {
  readonly seq: number
  readonly rev: number
  readonly lang: Language
  /** The room's `lastChange` when it was done. */
  readonly change: number
  readonly body: string
  readonly engine: string
  readonly model: string
  readonly confidence: number
}

/** A message with what of its translations was asked for and is there. */
export interface TranslatedMessage extends MessageRecord {
  readonly translations: readonly TranslationRecord[]
  /** Languages that its present revision is, or is being, translated into. */
  readonly languages: readonly Language[]
}

/** A translation that this backend has claimed: nobody else makes it until the claim is old. */
export interface TranslationWork {
  readonly messageId: string
  readonly roomId: string
  readonly seq: number
  readonly rev: number
  readonly source: Language
  readonly target: Language
  readonly body: string
  /** How often it was tried before. */
  readonly attempts: number
}

/** What a translator made of a {@link TranslationWork}. */
export interface TranslationResult {
  readonly body: string
  /** apertium, bergamot, onnx, http, gemini, phrasebook, human; "none" = nothing serves the pair, `body` is the original. */
  readonly engine: string
  readonly model: string
  readonly confidence: number
}

/** What happened in a room after a point that a reader had reached, in one snapshot. */
export interface RoomChanges {
  readonly lastSeq: number
  readonly lastChange: number
  /** By `seq`, from the first that the reader does not have. */
  readonly messages: readonly TranslatedMessage[]
  /** Messages that the reader has and that are not what they were, by `change`; their translations are below. */
  readonly edits: readonly TranslatedMessage[]
  /** New translations of messages that the reader has, by `change`. */
  readonly translations: readonly TranslationRecord[]
}
