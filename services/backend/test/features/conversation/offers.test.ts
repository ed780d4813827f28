import { expect, test } from 'vitest'
import type {
  TranslatedMessage,
  TranslationRecord,
} from '../../../src/features/conversation/conversation-records.ts'
import { joinOffers } from '../../../src/features/conversation/offers.ts'

const from = { seq: 2, change: 5 }
const message = (seq: number, change: number): TranslatedMessage => ({
  id: `id-${seq}`,
  seq,
  rev: 1,
  change,
  authorId: '',
  authorName: 'Ann',
  lang: 'en',
  body: '',
  createdAt: new Date(0),
  editedAt: null,
  deleted: false,
  translations: [],
  languages: [],
})
const made = (seq: number, change: number): TranslationRecord => ({
  seq,
  rev: 1,
  lang: 'fr',
  change,
  body: '',
  engine: 'apertium',
  model: '',
  confidence: 1,
})
const said = (seq: number, change: number) => ({ change, message: message(seq, change) })

test('offers that follow one another become one set, in whatever order they came', () => {
  expect(joinOffers(from, [said(4, 7), said(3, 6)])).toEqual({
    from,
    to: { seq: 4, change: 7 },
    edits: [],
    translations: [],
    messages: [message(3, 6), message(4, 7)],
  })
})

test('what lies beyond a gap is left out; where nothing follows there is no set', () => {
  expect(joinOffers(from, [said(3, 6), said(5, 8)])?.to).toEqual({ seq: 3, change: 6 })
  expect(joinOffers(from, [said(3, 7)])).toBeUndefined()
  expect(joinOffers(from, [said(4, 6)])).toBeUndefined()
  expect(joinOffers(from, [said(2, 5)])).toBeUndefined()
})

test('a translation goes with its message where that is new, and by itself where it is not', () => {
  const offers = [
    said(3, 6),
    { change: 7, translations: [made(3, 7), made(1, 7)] },
    { change: 8, translations: [made(2, 8)] },
  ]
  const set = joinOffers(from, offers)
  expect(set?.messages).toEqual([{ ...message(3, 6), translations: [made(3, 7)] }])
  expect(set?.translations).toEqual([made(1, 7), made(2, 8)])
  expect(set?.to).toEqual({ seq: 3, change: 8 })
})
