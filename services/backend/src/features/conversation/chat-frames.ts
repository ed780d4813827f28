import type {
  DeletedFrame,
  EditedFrame,
  MessageFrame,
  ServerFrame,
  TranslationFrame,
} from '@parlance/contracts/chat'
import type { MessageRecord, TranslationRecord } from './conversation-records.ts'

/** A message as it is sent to who does not have it. */
export function messageFrame(room: string, message: MessageRecord, change?: number): MessageFrame {
  return {
    type: 'message',
    room,
    seq: message.seq,
    id: message.id,
    rev: message.rev,
    author: { id: message.authorId, name: message.authorName },
    lang: message.lang,
    body: message.body,
    createdAt: message.createdAt.toISOString(),
    ...(message.editedAt ? { editedAt: message.editedAt.toISOString() } : {}),
    ...(message.deleted ? { deleted: true } : {}),
    ...(change === undefined ? {} : { change }),
  }
}

/** A message as it is sent to who has it at an earlier revision. */
export function changeFrame(
  room: string,
  message: MessageRecord,
  change?: number,
): EditedFrame | DeletedFrame {
  const { seq, rev, body, lang } = message
  const mark = change === undefined ? {} : { change }
  if (message.deleted) return { type: 'deleted', room, seq, rev, ...mark }
  const editedAt = (message.editedAt ?? message.createdAt).toISOString()
  return { type: 'edited', room, seq, rev, body, lang, editedAt, ...mark }
}

/** A translation, for readers of its language. */
export function translationFrame(room: string, made: TranslationRecord, change?: number): TranslationFrame {
  const { seq, rev, lang, body, engine, model, confidence } = made
  return {
    type: 'translation',
    room,
    seq,
    rev,
    lang,
    body,
    engine,
    ...(model === '' ? {} : { model }),
    confidence,
    ...(change === undefined ? {} : { change }),
  }
}

const finalTextFrame = 0x81

/**
 * A frame as it goes over the network: one unmasked, uncompressed WebSocket text frame (RFC 6455 §5.2), so that it is
 * made once however many read it.
 */
export function encodeFrame(frame: ServerFrame): Buffer {
  const text = JSON.stringify(frame)
  const length = Buffer.byteLength(text)
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(head + length)
  bytes[0] = finalTextFrame
  if (head === 2) bytes[1] = length
  else if (head === 4) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.write(text, head)
  return bytes
}

/** Several frames in one piece: one write to the network. */
export function encodeFrames(frames: readonly ServerFrame[]): Buffer {
  return Buffer.concat(frames.map(encodeFrame))
}
