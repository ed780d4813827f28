import type { ChatAuthor, MessageFrame, ServerFrame, TranslationFrame } from '@parlance/contracts/chat'
import type { Message } from '../../api/rest-types.ts'
import type { Language } from '../../i18n/languages.ts'

/** A translation of one revision of a message. */
export interface ShownTranslation {
  readonly rev: number
  readonly lang: Language
  readonly body: string
  readonly engine: string
  readonly confidence: number
}

/** A message that the server has numbered. */
export interface Entry extends Omit<MessageFrame, 'type' | 'room'> {
  readonly translation?: ShownTranslation
}

/** A message of the reader's own that the server has not confirmed. */
export interface Pending {
  readonly clientId: string
  readonly body: string
  readonly lang: Language | undefined
  /** ISO 8601, by the reader's clock. */
  readonly createdAt: string
  readonly status: 'sending' | 'failed'
  /** Why it failed: a domain code, or `timeout`. */
  readonly code?: string
}

/** What a room shows, oldest first. */
export interface Timeline {
  readonly me: ChatAuthor | undefined
  readonly entries: readonly Entry[]
  readonly pending: readonly Pending[]
  /** Translations that came before their message or its revision. */
  readonly early: Readonly<Record<number, ShownTranslation>>
  /** There are older messages than those here. */
  readonly hasMore: boolean
}

export type TimelineEvent =
  | { readonly type: 'frame'; readonly frame: ServerFrame }
  /** A page of the past, or with `fresh` the whole view anew. */
  | {
      readonly type: 'history'
      readonly items: readonly Message[]
      readonly hasMore: boolean
      readonly fresh?: boolean
    }
  | { readonly type: 'me'; readonly me: ChatAuthor | undefined }
  | { readonly type: 'said'; readonly message: Pending }
  | { readonly type: 'failed'; readonly clientId: string; readonly code: string }
  | { readonly type: 'retried'; readonly clientId: string }
  | { readonly type: 'discarded'; readonly clientId: string }

export const emptyTimeline: Timeline = { me: undefined, entries: [], pending: [], early: {}, hasMore: false }

/** The highest number seen; a reconnection asks for what came after it. */
export function lastSeq({ entries }: Timeline): number {
  return entries.at(-1)?.seq ?? 0
}

/** What a room shows after an event. Applying the same frame twice changes nothing. */
export function stepTimeline(now: Timeline, event: TimelineEvent): Timeline {
  switch (event.type) {
    case 'frame':
      return stepFrame(now, event.frame)
    case 'history':
      return history(now, event)
    case 'me':
      return { ...now, me: event.me }
    case 'said':
      return { ...now, pending: [...now.pending, event.message] }
    case 'failed':
      return withPending(now, event.clientId, (message) => ({
        ...message,
        status: 'failed',
        code: event.code,
      }))
    case 'retried':
      return withPending(now, event.clientId, ({ code: _, ...message }) => ({
        ...message,
        status: 'sending',
      }))
    case 'discarded':
      return { ...now, pending: now.pending.filter(({ clientId }) => clientId !== event.clientId) }
  }
}

function stepFrame(now: Timeline, frame: ServerFrame): Timeline {
  switch (frame.type) {
    case 'message':
      return arrived(now, frame)
    case 'translation':
      return translated(now, frame)
    case 'ack':
      return acknowledged(now, frame)
    case 'edited':
      return withEntry(now, frame.seq, frame.rev, ({ translation: _, ...entry }) => ({
        ...entry,
        rev: frame.rev,
        body: frame.body,
        lang: frame.lang,
        editedAt: frame.editedAt,
      }))
    case 'deleted':
      return withEntry(now, frame.seq, frame.rev, ({ translation: _, ...entry }) => ({
        ...entry,
        rev: frame.rev,
        body: '',
        deleted: true,
      }))
    default:
      return now
  }
}

function arrived(now: Timeline, { type: _type, room: _room, ...message }: MessageFrame): Timeline {
  const known = now.entries.find(({ seq }) => seq === message.seq)
  if (known && known.rev >= message.rev) return now
  const entry = withTranslation(message, now.early[message.seq])
  // Our own message may come round before its acknowledgement: the echo gives way to it at once.
  const echo = now.me?.id === message.author.id ? now.pending.find(isEchoOf(message)) : undefined
  return {
    ...now,
    entries: inserted(now.entries, entry),
    early: without(now.early, entry.translation ? message.seq : undefined),
    pending: echo ? now.pending.filter((one) => one !== echo) : now.pending,
  }
}

function translated(now: Timeline, frame: TranslationFrame): Timeline {
  const { seq, rev, lang, body, engine, confidence } = frame
  const translation = { rev, lang, body, engine, confidence }
  const entry = now.entries.find((one) => one.seq === seq)
  if (!entry || entry.rev < rev) return { ...now, early: { ...now.early, [seq]: translation } }
  if (entry.rev > rev || entry.deleted) return now
  return { ...now, entries: inserted(now.entries, { ...entry, translation }) }
}

function acknowledged(now: Timeline, frame: Extract<ServerFrame, { type: 'ack' }>): Timeline {
  const message = now.pending.find(({ clientId }) => clientId === frame.clientId)
  if (!message) return now
  const pending = now.pending.filter((one) => one !== message)
  if (!now.me || now.entries.some(({ seq }) => seq === frame.seq)) return { ...now, pending }
  const { body, createdAt } = message
  const lang = message.lang ?? 'en'
  const entry: Entry = { seq: frame.seq, id: frame.id, rev: 0, author: now.me, lang, body, createdAt }
  return { ...now, pending, entries: inserted(now.entries, entry) }
}

function history(now: Timeline, event: Extract<TimelineEvent, { type: 'history' }>): Timeline {
  let entries: readonly Entry[] = event.fresh ? [] : now.entries
  for (const { translation, ...message } of event.items) {
    const known = entries.find(({ seq }) => seq === message.seq)
    if (known && known.rev > message.rev) continue
    const early = translation
      ? { ...translation, rev: message.rev }
      : event.fresh
        ? undefined
        : known?.translation
    entries = inserted(entries, withTranslation(message, early))
  }
  return { ...now, entries, hasMore: event.hasMore, ...(event.fresh && { early: {} }) }
}

function isEchoOf(message: { readonly body: string }) {
  return (pending: Pending) => pending.status === 'sending' && pending.body === message.body
}

function withTranslation(entry: Entry, early: ShownTranslation | undefined): Entry {
  return early?.rev === entry.rev ? { ...entry, translation: early } : entry
}

function withEntry(now: Timeline, seq: number, rev: number, change: (entry: Entry) => Entry): Timeline {
  const entry = now.entries.find((one) => one.seq === seq)
  if (!entry || entry.rev >= rev) return now
  const changed = change(entry)
  const next = changed.deleted ? changed : withTranslation(changed, now.early[seq])
  return { ...now, entries: inserted(now.entries, next), early: without(now.early, seq) }
}

function withPending(now: Timeline, clientId: string, change: (message: Pending) => Pending): Timeline {
  return { ...now, pending: now.pending.map((one) => (one.clientId === clientId ? change(one) : one)) }
}

/** The entries with one more, or with one replaced, in order of `seq`. Nearly always it belongs at the end. */
function inserted(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const place = entries.findLastIndex(({ seq }) => seq <= entry.seq)
  const replaces = entries[place]?.seq === entry.seq
  return [...entries.slice(0, replaces ? place : place + 1), entry, ...entries.slice(place + 1)]
}

function without(early: Timeline['early'], seq: number | undefined): Timeline['early'] {
  if (seq === undefined || !(seq in early)) return early
  const { [seq]: _, ...rest } = early
  return rest
}
