import type { ServerFrame } from '@parlance/contracts/chat'
import type { Language } from '@parlance/contracts/languages'
import { changeFrame, encodeFrames, messageFrame, translationFrame } from './chat-frames.ts'
import type { MessageRecord, TranslatedMessage, TranslationRecord } from './conversation-records.ts'
import type { ChangeSet, Position } from './room-reader.ts'

/** The frames of one change set, each encoded once however many languages and readers there are. */
export interface Broadcast {
  /** What readers of a language are sent, in one piece; empty = nothing. */
  bytesFor(language: Language): Uint8Array
}

/** Changes of what readers have, in the order they happened. */
function olderChanges(set: ChangeSet): (TranslatedMessage | TranslationRecord)[] {
  return [...set.edits, ...set.translations].sort((a, b) => a.change - b.change)
}

function isMessage(item: MessageRecord | TranslationRecord): item is MessageRecord {
  return 'authorId' in item
}

/** Encodes a change set for whoever had everything before it. */
export function broadcast(room: string, set: ChangeSet): Broadcast {
  const older = olderChanges(set)
  const only = older.length + set.messages.length === 1 && !set.messages[0]?.translations.length
  // A single frame says itself how far the reader is then; several are followed by one that does.
  const change = only && set.complete ? set.to.change : undefined
  const common = new Map<object, Buffer>()
  const encodeCommon = (key: object, frame: () => ServerFrame) => {
    const bytes = common.get(key) ?? encodeFrames([frame()])
    common.set(key, bytes)
    return bytes
  }
  const pieces = (language: Language): Uint8Array[] => {
    const list: Uint8Array[] = []
    for (const item of older) {
      if (isMessage(item)) list.push(encodeCommon(item, () => changeFrame(room, item, change)))
      else if (item.lang === language) list.push(encodeFrames([translationFrame(room, item, change)]))
    }
    for (const message of set.messages) {
      list.push(encodeCommon(message, () => messageFrame(room, message, change)))
      for (const made of message.translations) {
        if (made.lang === language) list.push(encodeFrames([translationFrame(room, made)]))
      }
    }
    if (list.length > 0 && change === undefined && set.complete) {
      list.push(encodeCommon(set, () => ({ type: 'caughtUp', room, ...set.to })))
    }
    return list
  }
  const done = new Map<Language, Uint8Array>()
  return {
    bytesFor(language) {
      let bytes = done.get(language)
      if (!bytes) {
        const list = pieces(language)
        bytes = list.length === 1 && list[0] ? list[0] : Buffer.concat(list)
        done.set(language, bytes)
      }
      return bytes
    },
  }
}

/** The frames of a change set for one reader, who has everything up to a position inside it. */
export function framesAfter(room: string, set: ChangeSet, language: Language, at: Position): ServerFrame[] {
  const frames: ServerFrame[] = []
  for (const item of olderChanges(set)) {
    if (item.change <= at.change) continue
    if (isMessage(item)) frames.push(changeFrame(room, item))
    else if (item.lang === language) frames.push(translationFrame(room, item))
  }
  for (const message of set.messages) {
    if (message.seq > at.seq) frames.push(messageFrame(room, message))
    else if (message.change > at.change) frames.push(changeFrame(room, message))
    for (const made of message.translations) {
      if (made.lang !== language) continue
      if (message.seq > at.seq || made.change > at.change) frames.push(translationFrame(room, made))
    }
  }
  return frames
}
