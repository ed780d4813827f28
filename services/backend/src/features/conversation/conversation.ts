import type { Language } from '@parlance/contracts/languages'
import type { Identity } from '../accounts/accounts.ts'

export interface RoomView {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly description: string
  readonly language: Language
  readonly guests: boolean
  readonly lastSeq: number
  readonly lastMessageAt: string | null
  /** The newest that was not deleted, in the language asked for where it is translated; 200 characters at most. */
  readonly lastMessage: { readonly author: string; readonly body: string; readonly lang: Language } | null
  /** Languages of the last hundred messages. */
  readonly languages: Language[]
  /** Readers here now, as far as this backend knows. */
  readonly present?: number
  readonly tool: { readonly slug: string; readonly name: string } | null
}

/** Which rooms, in which order. */
export interface RoomsQuery {
  /** Words that each must be in title, description or slug; '' = all rooms. */
  readonly q?: string
  /** Only those where somebody, or nobody, has spoken. */
  readonly words?: 'some' | 'none'
  /** position: as editors put them, then as `recent` (the default). recent: those with readers, then those where somebody spoke last. */
  readonly sort?: 'position' | 'recent'
  /** 1 to {@link mostRooms}. */
  readonly limit: number
}

/** Most rooms of a list. */
export const mostRooms = 500

export interface RoomPage {
  readonly items: RoomView[]
  /** More rooms fit than these. */
  readonly more: boolean
}

export interface MessageView {
  readonly id: string
  readonly seq: number
  readonly rev: number
  readonly author: { readonly id: string; readonly name: string }
  readonly lang: Language
  readonly body: string
  readonly createdAt: string
  readonly editedAt?: string
  readonly deleted?: boolean
  readonly translation?: {
    readonly lang: Language
    readonly body: string
    readonly engine: string
    readonly model: string
    readonly confidence: number
  }
}

export interface MessagePage {
  readonly items: MessageView[]
  readonly lastSeq: number
  /** The room's last change that the page reflects: a reader goes on from it on the WebSocket, as `since`. */
  readonly change: number
  readonly hasMore: boolean
}

export interface MessageQuery {
  readonly lang?: Language
  readonly after?: number
  readonly before?: number
  readonly limit: number
}

/** Who writes, and from where. */
export interface Author extends Identity {
  readonly ip: string
  readonly requestId: string
}

/** Rooms and what is said in them. */
export interface Conversation {
  rooms(lang: Language, query: RoomsQuery): Promise<RoomPage>
  /** Rooms that somebody has read, and where others have written since. */
  unread(userId: string): Promise<{ room: string; unread: number }[]>
  /** @throws Problem `not-found` */
  room(slug: string, lang: Language): Promise<RoomView>
  /**
   * Ordered by `seq`; without `after` and `before`, the newest. What is not translated into `lang` yet is, as far as
   * that takes little time; the rest comes later, to who asks again.
   *
   * @throws Problem `not-found`
   */
  messages(slug: string, query: MessageQuery): Promise<MessagePage>
  /** The same `clientId` again gives the message that is there. @throws Problem */
  post(
    slug: string,
    request: { clientId: string; body: string; lang?: Language },
    author: Author,
  ): Promise<MessageView>
  /** Gives a message another text; its author and administrators may. @throws Problem */
  edit(
    slug: string,
    seq: number,
    request: { body: string; lang?: Language },
    editor: Author,
  ): Promise<MessageView>
  /** Empties a message; its author, editors and administrators may. @throws Problem */
  remove(slug: string, seq: number, editor: Author): Promise<MessageView>
  /**
   * Puts a person's translation over the machine's, for everybody, and remembers it; people with an account may.
   *
   * @throws Problem
   */
  correct(
    slug: string,
    seq: number,
    lang: Language,
    request: { body: string },
    editor: Author,
  ): Promise<MessageView>
}
