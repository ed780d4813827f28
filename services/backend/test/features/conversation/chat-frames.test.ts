import type { ServerFrame } from '@parlance/contracts/chat'
import { expect, test } from 'vitest'
import { encodeFrame, encodeFrames } from '../../../src/features/conversation/chat-frames.ts'
import type {
  TranslatedMessage,
  TranslationRecord,
} from '../../../src/features/conversation/conversation-records.ts'
import { broadcast, framesAfter } from '../../../src/features/conversation/fan-out.ts'
import type { ChangeSet } from '../../../src/features/conversation/room-reader.ts'

/** Reads frames as RFC 6455 has them. */
function decode(bytes: Uint8Array): ServerFrame[] {
  const data = Buffer.from(bytes)
  const frames: ServerFrame[] = []
  for (let at = 0; at < data.length; ) {
    expect(data[at]).toBe(0x81)
    const short = data[at + 1] ?? 0
    const head = short < 126 ? 2 : short === 126 ? 4 : 10
    const length =
      head === 2 ? short : head === 4 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2))
    frames.push(JSON.parse(data.toString('utf8', at + head, at + head + length)))
    at += head + length
  }
  return frames
}

const message = (seq: number, change: number, more: Partial<TranslatedMessage> = {}): TranslatedMessage => ({
  id: `id-${seq}`,
  seq,
  rev: 1,
  change,
  authorId: 'a',
  authorName: 'Ann',
  lang: 'en',
  body: `body ${seq}`,
  createdAt: new Date(0),
  editedAt: null,
  deleted: false,
  translations: [],
  languages: [],
  ...more,
})
const translation = (seq: number, change: number, lang: 'fr' | 'es'): TranslationRecord => ({
  seq,
  rev: 1,
  lang,
  change,
  body: `${lang} ${seq}`,
  engine: 'apertium',
  model: '',
  confidence: 1,
})
const set = (from: number, to: { seq: number; change: number }, more: Partial<ChangeSet>): ChangeSet => ({
  from: { seq: from, change: from },
  to,
  edits: [],
  translations: [],
  messages: [],
  languages: ['en', 'fr', 'es'],
  complete: true,
  ...more,
})
const brief = (frames: readonly ServerFrame[]) =>
  frames.map((frame) => `${frame.type} ${'seq' in frame ? frame.seq : ''}`)

test.each([0, 1, 50, 100, 60_000, 70_000])(
  'a frame whose text is some %i bytes longer is framed as RFC 6455 has it',
  (size) => {
    const frame: ServerFrame = { type: 'error', code: 'x', message: 'é'.repeat(size) }
    expect(decode(encodeFrame(frame))).toEqual([frame])
    expect(decode(encodeFrames([frame, frame, frame]))).toEqual([frame, frame, frame])
  },
)

test('one change is one frame, which says itself how far its reader is; other languages get nothing of a translation', () => {
  const said = broadcast('r', set(3, { seq: 4, change: 4 }, { messages: [message(4, 4)] }))
  expect(decode(said.bytesFor('en'))).toMatchObject([{ type: 'message', seq: 4, change: 4 }])
  expect(said.bytesFor('fr')).toBe(said.bytesFor('en'))
  const made = broadcast('r', set(4, { seq: 4, change: 5 }, { translations: [translation(4, 5, 'fr')] }))
  expect(decode(made.bytesFor('fr'))).toMatchObject([{ type: 'translation', seq: 4, lang: 'fr', change: 5 }])
  expect(made.bytesFor('es')).toHaveLength(0)
})

test('several changes: older messages first, then new ones with their translations, then how far that is', () => {
  const changes = set(
    4,
    { seq: 6, change: 9 },
    {
      edits: [
        message(2, 7, { rev: 2, editedAt: new Date(0) }),
        message(1, 5, { rev: 2, deleted: true, body: '' }),
      ],
      translations: [translation(3, 6, 'fr')],
      messages: [message(5, 8, { translations: [translation(5, 9, 'fr')] }), message(6, 9)],
    },
  )
  const said = broadcast('r', changes)
  expect(brief(decode(said.bytesFor('fr')))).toEqual([
    'deleted 1',
    'translation 3',
    'edited 2',
    'message 5',
    'translation 5',
    'message 6',
    'caughtUp 6',
  ])
  expect(brief(decode(said.bytesFor('es')))).toEqual([
    'deleted 1',
    'edited 2',
    'message 5',
    'message 6',
    'caughtUp 6',
  ])
  expect(decode(said.bytesFor('es')).some((frame) => frame.type === 'message' && 'change' in frame)).toBe(
    false,
  )
})

test('who is in the middle of a set gets the rest of it, and what it has only as what changed', () => {
  const changes = set(
    4,
    { seq: 6, change: 9 },
    {
      edits: [message(1, 5, { rev: 2, editedAt: new Date(0) })],
      translations: [translation(3, 6, 'fr')],
      messages: [
        message(5, 8, { rev: 2, editedAt: new Date(0) }),
        message(6, 9, { translations: [translation(6, 9, 'fr')] }),
      ],
    },
  )
  expect(brief(framesAfter('r', changes, 'fr', { seq: 5, change: 7 }))).toEqual([
    'edited 5',
    'message 6',
    'translation 6',
  ])
  expect(brief(framesAfter('r', changes, 'en', { seq: 5, change: 5 }))).toEqual(['edited 5', 'message 6'])
  expect(brief(framesAfter('r', changes, 'fr', { seq: 6, change: 9 }))).toEqual([])
})
