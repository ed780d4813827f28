import { type Static, Type } from 'typebox'
import type { Language } from './languages.ts'

/** Protocol of `/ws`: one JSON object a text frame, in both directions. */

/** Longest message body, in UTF-16 code units. */
export const maxBodyLength = 4_000
/** Largest client frame, in bytes. */
export const maxFrameBytes = 32_768
/** Most rooms that one connection may be in. */
export const maxRooms = 20

/** Why a server ends a connection (WebSocket close codes). A client may come back after each but `badFrames` and `binary`. */
export const closeCodes = {
  /** Too many frames that are not of this protocol. */
  badFrames: 4400,
  /** The account was closed, or the session has ended: come back without a name, or sign in. */
  signedOut: 4401,
  /** No `hello` in time. */
  silent: 4408,
  /** Reads slower than the room talks: come back with `after` and `since`. */
  slow: 4413,
  /** Far more frames than the limits allow. */
  flooding: 4429,
  /** The server goes away for a moment (RFC 6455). */
  goingAway: 1001,
  /** A binary frame: the protocol has text frames alone (RFC 6455). */
  binary: 1003,
  /** Too many connections from this address (IANA registry). */
  tryLater: 1013,
} as const

const room = Type.String({ minLength: 1, maxLength: 100 })
const lang = Type.Enum(['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'])
const body = Type.String({ minLength: 1, maxLength: maxBodyLength })
const clientId = Type.String({ minLength: 1, maxLength: 64 })
/** Numbers of messages and of changes are PostgreSQL's `integer`. */
const seq = Type.Integer({ minimum: 0, maximum: 2_147_483_647 })

/**
 * Where a reader stands in a room. `after` is the last `seq` seen: messages that came since are sent, in order;
 * absent = only what comes from now on. `since` is the last `change` seen: edits, deletions and translations of older
 * messages that came since are sent too.
 */
const position = { after: Type.Optional(seq), since: Type.Optional(seq) }

/** First frame of a connection; again later to renew the token or change the language. Without `token`: reading only. */
export const helloFrame = Type.Object({
  type: Type.Literal('hello'),
  token: Type.Optional(Type.String({ maxLength: 4_096 })),
  lang,
  rooms: Type.Array(Type.Object({ room, ...position }), { maxItems: maxRooms }),
})
/** A new message; `clientId` makes a retry harmless and names the `ack`. */
export const sendFrame = Type.Object({
  type: Type.Literal('send'),
  room,
  clientId,
  body,
  lang: Type.Optional(lang),
})
export const joinFrame = Type.Object({ type: Type.Literal('join'), room, ...position })
export const leaveFrame = Type.Object({ type: Type.Literal('leave'), room })
export const editFrame = Type.Object({ type: Type.Literal('edit'), room, seq, body, clientId })
export const deleteFrame = Type.Object({ type: Type.Literal('delete'), room, seq, clientId })
export const typingFrame = Type.Object({ type: Type.Literal('typing'), room })
/** The reader has everything of the room up to `seq`. */
export const ackFrame = Type.Object({ type: Type.Literal('ack'), room, seq })

/** What a client may send. */
export const clientFrame = Type.Union([
  helloFrame,
  sendFrame,
  joinFrame,
  leaveFrame,
  editFrame,
  deleteFrame,
  typingFrame,
  ackFrame,
])
export type ClientFrame = Static<typeof clientFrame>

/** Who wrote or is present; `id` is "" where the account is gone. */
export interface ChatAuthor {
  readonly id: string
  readonly name: string
}

/**
 * What stems from a change of the room. `change` numbers rise with every message, edit, deletion and translation; where
 * a frame has one, everything of the room up to it has been sent: come back with it as `since`.
 */
interface Change {
  readonly change?: number
}

/** A message as its author wrote it. */
export interface MessageFrame extends Change {
  readonly type: 'message'
  readonly room: string
  readonly seq: number
  readonly id: string
  /** Revision, from 1; an edit raises it. */
  readonly rev: number
  readonly author: ChatAuthor
  readonly lang: Language
  /** "" where the message was deleted. */
  readonly body: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly editedAt?: string
  readonly deleted?: boolean
}

/** The message `(room, seq)` at revision `rev` in the reader's language. */
export interface TranslationFrame extends Change {
  readonly type: 'translation'
  readonly room: string
  readonly seq: number
  readonly rev: number
  readonly lang: Language
  readonly body: string
  /** apertium, bergamot, onnx, http, gemini, phrasebook, human; "none" = no engine serves the pair, body is the original. */
  readonly engine: string
  readonly model?: string
  /** 0 to 1. */
  readonly confidence: number
}

/** The message `(room, seq)` has another text. */
export interface EditedFrame extends Change {
  readonly type: 'edited'
  readonly room: string
  readonly seq: number
  readonly rev: number
  readonly body: string
  readonly lang: Language
  /** ISO 8601. */
  readonly editedAt: string
}

/** The message `(room, seq)` is gone. */
export interface DeletedFrame extends Change {
  readonly type: 'deleted'
  readonly room: string
  readonly seq: number
  readonly rev: number
}

/** Where a room stands when a connection enters it. */
export interface RoomHead {
  readonly room: string
  readonly lastSeq: number
  readonly change: number
  /** The last `seq` that this person has acknowledged, on any device; 0 for readers without a name. */
  readonly readSeq: number
  /** Whether this person may write here. */
  readonly canWrite: boolean
  /** Whether that is because an editor or administrator muted them. */
  readonly muted?: boolean
}

/** What a server sends. */
export type ServerFrame =
  | {
      readonly type: 'welcome'
      readonly user: ChatAuthor | null
      readonly lang: Language
      readonly rooms: readonly RoomHead[]
      /** Milliseconds between the server's pings. */
      readonly heartbeatMs: number
    }
  /** Answers `join`. */
  | ({ readonly type: 'joined' } & RoomHead)
  | MessageFrame
  | TranslationFrame
  | EditedFrame
  | DeletedFrame
  /** Answers `send`, `edit` and `delete`; the same again for a retry. */
  | {
      readonly type: 'ack'
      readonly clientId: string
      readonly room: string
      readonly seq: number
      readonly id: string
      readonly rev: number
    }
  | {
      readonly type: 'error'
      /** A domain code (problems.ts) or `bad-frame`. */
      readonly code: string
      readonly message: string
      /** A finer code, such as `muted`. */
      readonly reason?: string
      readonly clientId?: string
      readonly room?: string
      /** Milliseconds after which to try again, where that helps. */
      readonly retryAfterMs?: number
    }
  /** Who reads along: people with a name (the first fifty), and how many without one. */
  | {
      readonly type: 'presence'
      readonly room: string
      readonly users: readonly ChatAuthor[]
      readonly guests: number
    }
  | { readonly type: 'typing'; readonly room: string; readonly user: ChatAuthor }
  /** Everything up to `seq` and `change` has been sent; what follows is live. */
  | { readonly type: 'caughtUp'; readonly room: string; readonly seq: number; readonly change: number }
