import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../src/features/room/timeline.ts'
import { continues, renderingOf, startsDay, unreadCount } from '../../../src/features/room/timeline-view.ts'

const entry = (seq: number, change: Partial<Entry> = {}): Entry => ({
  seq,
  id: `m${seq}`,
  rev: 1,
  author: { id: 'u2', name: 'Bob' },
  lang: 'en',
  body: 'hello',
  createdAt: `2026-11-21T10:0${seq}:00.000Z`,
  ...change,
})
const translation = { rev: 1, lang: 'es' as const, body: 'hola', engine: 'apertium', confidence: 0.8 }

describe('renderingOf', () => {
  it('shows the original to those who read its language', () => {
    expect(renderingOf(entry(1, { translation }), 'en').kind).toBe('original')
  })

  it('shows the translation in the reader’s language, and no other', () => {
    expect(renderingOf(entry(1, { translation }), 'es')).toMatchObject({ kind: 'translated', body: 'hola' })
    expect(renderingOf(entry(1, { translation }), 'fr').kind).toBe('awaiting')
    expect(renderingOf(entry(1), 'fr').kind).toBe('awaiting')
  })

  it('says that nothing can translate, and that a message is gone', () => {
    expect(renderingOf(entry(1, { translation: { ...translation, engine: 'none' } }), 'es').kind).toBe(
      'untranslatable',
    )
    expect(renderingOf(entry(1, { deleted: true, body: '' }), 'es').kind).toBe('deleted')
  })
})

describe('grouping', () => {
  it('goes on for the same person within five minutes', () => {
    expect(continues(entry(2), entry(1))).toBe(true)
    expect(continues(entry(8), entry(1))).toBe(false)
    expect(continues(entry(2, { author: { id: 'u1', name: 'Ann' } }), entry(1))).toBe(false)
    expect(continues(entry(2, { author: { id: 'u2', name: 'Robert' } }), entry(1))).toBe(false)
    expect(continues(entry(2), undefined)).toBe(false)
  })

  it('begins a day with its first message', () => {
    expect(startsDay(entry(1), undefined, 'UTC')).toBe(true)
    expect(startsDay(entry(2), entry(1), 'UTC')).toBe(false)
    expect(startsDay(entry(2, { createdAt: '2026-11-24T10:00:00.000Z' }), entry(1), 'UTC')).toBe(true)
  })

  it('has the days of the reader, wherever they are', () => {
    const [morning, evening] = [entry(1), entry(2, { createdAt: '2026-11-21T16:00:00.000Z' })]
    expect(startsDay(evening, morning, 'UTC')).toBe(false)
    // One in the night of the 22nd there.
    expect(startsDay(evening, morning, 'Asia/Tokyo')).toBe(true)
    const late = entry(3, { createdAt: '2026-11-22T02:00:00.000Z' })
    expect(startsDay(late, evening, 'UTC')).toBe(true)
    expect(startsDay(late, evening, 'America/Los_Angeles')).toBe(false)
  })
})

describe('unreadCount', () => {
  it('counts what others said since', () => {
    const mine = { author: { id: 'me', name: 'Me' } }
    const entries = [entry(1), entry(2), entry(3, mine), entry(4, { deleted: true }), entry(5)]
    expect(unreadCount(entries, 1, 'me')).toBe(2)
    expect(unreadCount(entries, 5, 'me')).toBe(0)
    expect(unreadCount([], 0, 'me')).toBe(0)
  })
})
