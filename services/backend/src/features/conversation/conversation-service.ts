import { type Language, languages } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import type { Cache } from '../cache-port.ts'
import type { Hub } from './chat-hub.ts'
import type { Author, Conversation, MessageView } from './conversation.ts'
import type {
  CorrectionMemory,
  LanguageDetector,
  MessageStore,
  MessageTranslationStore,
  RoomStore,
} from './conversation-ports.ts'
import type {
  MessageRecord,
  RoomRecord,
  TranslatedMessage,
  TranslationRecord,
} from './conversation-records.ts'
import { cleanBody } from './message-body.ts'
import { countWrite, type WriteLimits } from './message-limits.ts'
import { lacksTranslation, messageView } from './message-view.ts'
import { moderates } from './moderation.ts'
import type { TranslationDesk } from './translation-desk.ts'

/** Milliseconds that a page waits for translations that are not there yet. */
const pagePatienceMs = 1_500

/** A room's rules are asked for anew after so many milliseconds; at most so many are kept. */
const rulesMs = 3_000
const maxRules = 1_000

/** What {@link createConversation} needs. */
export interface ConversationParts {
  readonly rooms: RoomStore
  readonly messages: MessageStore
  readonly translations: MessageTranslationStore
  readonly detector: LanguageDetector
  readonly memory: CorrectionMemory
  readonly cache: Cache
  readonly limits: WriteLimits
  readonly hub: Hub
  readonly desk: TranslationDesk
  /** A message in this language is new. */
  written(language: Language): void
  report(error: unknown): void
}

/** Rooms and what is said in them, over whatever they are asked. */
export function createConversation(parts: ConversationParts): Conversation {
  const { rooms, messages, translations, hub, desk } = parts
  /** Rooms as they were a moment ago: who may write changes seldom, and what must be exact is asked in the insert. */
  const rules = new Map<string, { room: RoomRecord; at: number }>()

  const roomOf = async (slug: string): Promise<RoomRecord> => {
    const room = await rooms.find(slug)
    if (!room) throw new Problem('not-found', `There is no room "${slug}".`)
    return room
  }
  const rulesOf = async (slug: string): Promise<RoomRecord> => {
    const kept = rules.get(slug)
    if (kept && performance.now() - kept.at < rulesMs) return kept.room
    const room = await roomOf(slug)
    if (rules.size >= maxRules) rules.clear()
    rules.set(slug, { room, at: performance.now() })
    return room
  }
  const writableRoom = async (slug: string, author: Author): Promise<RoomRecord> => {
    const room = await rulesOf(slug)
    if (room.archived) throw new Problem('precondition', 'The room is closed.', { reason: 'archived' })
    if (author.role === 'guest' && !room.guests) {
      throw new Problem('forbidden', 'Only people with an account write here.', { reason: 'no-guests' })
    }
    await countWrite(parts.cache, parts.limits, author)
    return room
  }
  /** For what changes a message that is there; a new one is refused by the insert itself. */
  const changeableRoom = async (slug: string, editor: Author): Promise<RoomRecord> => {
    const room = await writableRoom(slug, editor)
    if (!(await messages.mayWrite(editor.id))) throw new Problem('forbidden', 'Your account is closed.')
    return room
  }
  const notMuted = async (room: RoomRecord, { id }: Author): Promise<void> => {
    if ((await messages.mutedUntil(room.id, id)) === undefined) return
    throw new Problem('forbidden', 'You may read here, and not write for now.', { reason: 'muted' })
  }
  const messageOf = async (room: RoomRecord, seq: number): Promise<MessageRecord> => {
    const message = await messages.find(room.id, seq)
    if (!message) throw new Problem('not-found', `There is no message ${seq} in this room.`)
    return message
  }
  const ownMessage = async (room: RoomRecord, seq: number, { id, role }: Author): Promise<MessageRecord> => {
    const message = await messageOf(room, seq)
    if (message.authorId !== id && role !== 'admin') {
      throw new Problem('forbidden', 'Only its author and administrators change a message.')
    }
    return message
  }
  const removableMessage = async (room: RoomRecord, seq: number, editor: Author): Promise<MessageRecord> => {
    const message = await messageOf(room, seq)
    if (message.authorId !== editor.id && !moderates(editor.role)) {
      throw new Problem('forbidden', 'Only its author, editors and administrators delete a message.')
    }
    return message
  }
  const targetsOf = (room: RoomRecord, lang: Language) =>
    hub.languages(room.id).filter((each) => each !== lang)

  /** Asks for what a page lacks, and waits a little. */
  const complete = async (room: RoomRecord, items: TranslatedMessage[], lang: Language) => {
    const lacking = items.filter((item) => lacksTranslation(item, item.translations, lang))
    if (lacking.length === 0) return items
    const seqs = lacking.map(({ seq }) => seq)
    const { promise: patience, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, pagePatienceMs)
    await Promise.race([desk.want(room.id, seqs, lang), patience])
    clearTimeout(timer)
    const again = await messages.page(room.id, {
      after: Math.min(...seqs) - 1,
      limit: items.length,
      languages: [lang],
    })
    const bySeq = new Map(again.map((item) => [item.seq, item]))
    return items.map((item) => bySeq.get(item.seq) ?? item)
  }

  return {
    rooms: async (lang, { q = '', ...query }) => {
      const sought = q.normalize('NFC').split(/\s+/u).filter(Boolean)
      const { items, more } = await rooms.list(lang, { ...query, sought, live: hub.live() })
      return { items: items.map((room) => ({ ...room, present: hub.present(room.id) })), more }
    },
    unread: (userId) => rooms.unread(userId),
    room: async (slug, lang) => {
      const view = await rooms.view(slug, lang)
      if (!view) throw new Problem('not-found', `There is no room "${slug}".`)
      return view
    },

    messages: async (slug, { lang, after, before, limit }) => {
      if (after !== undefined && before !== undefined) {
        throw new Problem('invalid', 'Give either `after` or `before`.')
      }
      const room = await roomOf(slug)
      const found = await messages.page(room.id, {
        ...(after === undefined ? {} : { after }),
        ...(before === undefined ? {} : { before }),
        limit: limit + 1,
        languages: lang ? [lang] : [],
      })
      const hasMore = found.length > limit
      const page = !hasMore ? found : after === undefined ? found.slice(1) : found.slice(0, limit)
      const items = lang ? await complete(room, page, lang) : page
      return {
        items: items.map((item) => messageView(item, item.translations[0])),
        lastSeq: room.lastSeq,
        change: room.lastChange,
        hasMore,
      }
    },

    post: async (slug, request, author) => {
      const body = cleanBody(request.body)
      const room = await writableRoom(slug, author)
      const lang = request.lang ?? (await parts.detector.detect(body, author.lang))
      const targets = targetsOf(room, lang)
      const { message, fresh, work } = await messages.insert({
        roomId: room.id,
        clientId: request.clientId,
        authorId: author.id,
        authorName: author.name,
        lang,
        body,
        targets,
      })
      if (fresh) {
        hub.announce(room.id, message.change, {
          message: { ...message, translations: [], languages: targets },
        })
        void desk.take(work)
        parts.written(lang)
      }
      return messageView(message)
    },

    edit: async (slug, seq, request, editor) => {
      const body = cleanBody(request.body)
      const room = await changeableRoom(slug, editor)
      await notMuted(room, editor)
      const message = await ownMessage(room, seq, editor)
      if (message.deleted)
        throw new Problem('precondition', 'The message was deleted.', { reason: 'deleted' })
      const lang = request.lang ?? (await parts.detector.detect(body, message.lang))
      // A retry of an edit that was done.
      if (message.body === body && message.lang === lang) return messageView(message)
      const change = { seq, rev: message.rev, body, lang, targets: targetsOf(room, lang) }
      const edited = await messages.edit(room.id, change, editor)
      if (!edited) throw new Problem('aborted', 'Somebody else changed the message first.')
      hub.announce(room.id, edited.message.change)
      void desk.take(edited.work)
      return messageView(edited.message)
    },

    remove: async (slug, seq, editor) => {
      const room = await changeableRoom(slug, editor)
      const message = await removableMessage(room, seq, editor)
      if (message.deleted) return messageView(message)
      const removed = await messages.remove(room.id, { seq, rev: message.rev }, editor)
      if (!removed) throw new Problem('aborted', 'Somebody else changed the message first.')
      hub.announce(room.id, removed.change)
      return messageView(removed)
    },

    correct: async (slug, seq, lang, request, editor): Promise<MessageView> => {
      if (editor.role === 'guest') {
        throw new Problem('forbidden', 'Only people with an account correct translations.', {
          reason: 'no-guests',
        })
      }
      const body = cleanBody(request.body)
      const room = await changeableRoom(slug, editor)
      await notMuted(room, editor)
      const message = await messageOf(room, seq)
      if (message.deleted)
        throw new Problem('precondition', 'The message was deleted.', { reason: 'deleted' })
      if (message.lang === lang || !languages.includes(lang)) {
        throw new Problem('invalid', 'The message is in that language already: edit it instead.')
      }
      const change = await translations.correct(room.id, { seq, rev: message.rev, lang, body }, editor)
      if (change === undefined) throw new Problem('aborted', 'Somebody else changed the message first.')
      const made: TranslationRecord = { seq, rev: message.rev, lang, change, body, ...human }
      hub.announce(room.id, change, { translations: [made] })
      const correction = { source: message.lang, target: lang, text: message.body, translated: body }
      await parts.memory.remember(correction).catch((error) => parts.report(error))
      return messageView(message, made)
    },
  }
}

/** What a person's words are marked with. */
const human = { engine: 'human', model: '', confidence: 1 }
