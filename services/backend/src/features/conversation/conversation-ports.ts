import type { Language } from '@parlance/contracts/languages'
import type { RoomPage, RoomsQuery, RoomView } from './conversation.ts'
import type {
  MessageRecord,
  RoomChanges,
  RoomRecord,
  TranslatedMessage,
  TranslationResult,
  TranslationWork,
} from './conversation-records.ts'

export interface RoomChoice extends Omit<RoomsQuery, 'q'> {
  /** Each must be in title, description or slug. */
  readonly sought: readonly string[]
  /** Rooms with readers. */
  readonly live: readonly string[]
}

/** Rooms, and how far people have read in them. */
export interface RoomStore {
  /** Rooms that are open. What is shown of a room is read of those on the page alone. */
  list(lang: Language, query: RoomChoice): Promise<RoomPage>
  view(slug: string, lang: Language): Promise<RoomView | undefined>
  find(slug: string): Promise<RoomRecord | undefined>
  /** `lastChange` of each of the rooms. */
  heads(roomIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Raises how far somebody has read; never lowers it. */
  markRead(reads: readonly { userId: string; roomId: string; seq: number }[]): Promise<void>
  /** How far somebody has read, by room; rooms never read are absent. */
  readSeqs(userId: string, roomIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** Rooms that somebody has read and where others have written since; at most a hundred are counted in each. */
  unread(userId: string): Promise<{ room: string; unread: number }[]>
  /** Which of the rooms somebody may not write in for now. */
  mutedIn(userId: string, roomIds: readonly string[]): Promise<ReadonlySet<string>>
}

/** Somebody who changes a message, as the audit names them. */
export interface Editor {
  readonly id: string
  readonly requestId: string
  readonly ip: string
}

/** A message to store. */
export interface NewMessage {
  readonly roomId: string
  readonly clientId: string
  readonly authorId: string
  readonly authorName: string
  readonly lang: Language
  readonly body: string
  /** Languages that somebody in the room reads; the message's own is left out. */
  readonly targets: readonly Language[]
}

/** What storing a message came to. */
export interface StoredMessage {
  readonly message: MessageRecord
  /** False where the same `clientId` was stored before: `message` is that one. */
  readonly fresh: boolean
  /** Claimed for this backend. */
  readonly work: readonly TranslationWork[]
}

/** Messages; every write raises the room's `lastChange` in its transaction. */
export interface MessageStore {
  /** @throws Problem `precondition` in an archived room, `conflict` where another author used the `clientId` */
  insert(message: NewMessage): Promise<StoredMessage>
  /** Until when somebody may not write in a room: null = until it is lifted, undefined = they may; an insert asks by itself. */
  mutedUntil(roomId: string, userId: string): Promise<Date | null | undefined>
  /** Whether somebody's account is open; an insert asks that by itself. */
  mayWrite(userId: string): Promise<boolean>
  /** A message of the room, deleted ones too. */
  find(roomId: string, seq: number): Promise<MessageRecord | undefined>
  /**
   * Gives a message another text, if it still has the revision; `undefined` where it does not. Its translations go.
   */
  edit(
    roomId: string,
    change: { seq: number; rev: number; body: string; lang: Language; targets: readonly Language[] },
    editor: Editor,
  ): Promise<{ message: MessageRecord; work: readonly TranslationWork[] } | undefined>
  /** Empties a message, if it still has the revision; `undefined` where it does not. */
  remove(
    roomId: string,
    change: { seq: number; rev: number },
    editor: Editor,
  ): Promise<MessageRecord | undefined>
  /** By `seq`: the first `limit` after `after`, or the last before `before`, or the last of all. */
  page(
    roomId: string,
    query: { after?: number; before?: number; limit: number; languages: readonly Language[] },
  ): Promise<TranslatedMessage[]>
  /**
   * What is new after `seq` and `change`; at most `limit` of each kind. Where there are `limit` messages there may be
   * more, and the other two are not to be used yet.
   */
  changes(
    roomId: string,
    from: { seq: number; change: number; limit: number; languages: readonly Language[] },
  ): Promise<RoomChanges>
}

/** Translations of messages: claimed, made, kept. */
export interface MessageTranslationStore {
  /**
   * Claims the translations into a language that these messages (of one room) lack. One that failed long ago, or that
   * nothing could serve then, counts as lacking; a message in that language already does not.
   */
  claim(roomId: string, seqs: readonly number[], target: Language): Promise<TranslationWork[]>
  /** Claims what others left: pending and not claimed, or claimed so long ago that who did is gone. */
  claimAbandoned(limit: number): Promise<TranslationWork[]>
  /** Keeps claims that are still being worked on. */
  renew(work: readonly TranslationWork[]): Promise<void>
  /** Keeps what was made; results of a revision that is no more are dropped. @returns the room's change, and what was kept */
  finish(
    roomId: string,
    done: readonly { work: TranslationWork; result: TranslationResult }[],
  ): Promise<{ change: number; kept: readonly TranslationWork[] }>
  /** Gives claimed work back, to be taken after so many milliseconds. */
  postpone(work: readonly TranslationWork[], delayMs: number): Promise<void>
  /** Gives work up. */
  fail(work: readonly TranslationWork[]): Promise<void>
  /** Puts a person's words over the machine's. @returns the room's change; undefined where the revision is no more */
  correct(
    roomId: string,
    correction: { seq: number; rev: number; lang: Language; body: string },
    editor: Editor,
  ): Promise<number | undefined>
}

/** Finds the language of what somebody wrote. Never throws: without a better guess, the prior is the answer. */
export interface LanguageDetector {
  detect(text: string, prior: Language): Promise<Language>
}

/** Translates the texts of messages. */
export interface MessageTranslator {
  /** One result a text, in order. @throws Problem */
  translate(
    texts: readonly string[],
    options: { source: Language; target: Language; caller: string; signal: AbortSignal },
  ): Promise<TranslationResult[]>
}

/** Remembers what people corrected. */
export interface CorrectionMemory {
  remember(correction: {
    source: Language
    target: Language
    text: string
    translated: string
  }): Promise<unknown>
}

/** A reader's connection, whatever carries it. */
export interface Peer {
  /** Bytes handed over and not yet taken by the network. */
  readonly buffered: number
  /** Sends encoded frames; see {@link encodeFrames}. Nothing happens on a closed connection. */
  send(bytes: Uint8Array): void
  /** Resolves when everything handed over has gone, or the connection has. */
  drained(): Promise<void>
  /** Ends the connection in order; by force when the other end does not answer. */
  close(code: number, reason: string): void
}
