import { describe, expect, it } from 'vitest'
import type { CaptionTrack } from '../../../src/api/rest-types.ts'
import { changedLines, lineAt, remaining, withDraft } from '../../../src/features/videos/caption-drafts.ts'
import { type CaptionKey, captionAct } from '../../../src/features/videos/caption-keys.ts'

const track = (...texts: string[]): CaptionTrack => ({
  language: 'fr',
  origin: 'machine',
  revision: 3,
  lines: texts.map((text, place) => ({
    place,
    startMs: place * 2_000,
    endMs: place * 2_000 + 1_500,
    text,
    source: 'machine',
    sourceText: null,
    confidence: 1,
  })),
})

describe('drafts of captions', () => {
  const read = track('un', 'deux', 'trois')

  it('hold what differs from what is kept, and no more', () => {
    const changed = withDraft(withDraft(new Map(), read, 1, 'Deux !'), read, 2, 'Trois !')
    expect([...changed]).toEqual([
      [1, 'Deux !'],
      [2, 'Trois !'],
    ])
    expect([...withDraft(changed, read, 1, 'deux')]).toEqual([[2, 'Trois !']])
  })

  it('are sent without spaces around them, and not where there are no words', () => {
    const drafts = new Map([
      [0, '  '],
      [1, ' Deux ! '],
    ])
    expect(changedLines(drafts)).toEqual([{ place: 1, text: 'Deux !' }])
  })

  it('stay where somebody else saved other words, and go where those are the same or the line is gone', () => {
    const drafts = new Map([
      [0, 'un peu'],
      [1, 'deux fois'],
      [2, 'encore'],
    ])
    expect([...remaining(drafts, track('un peu', 'deux mois'))]).toEqual([[1, 'deux fois']])
  })
})

describe('lineAt', () => {
  it('is the line that is spoken, and in a pause the one before', () => {
    expect([0, 1.9, 2, 3.8, 99].map((time) => lineAt(track('a', 'b', 'c'), time))).toEqual([0, 0, 1, 1, 2])
  })
})

describe('captionAct', () => {
  const pressed = (key: string, more: Partial<CaptionKey> = {}): CaptionKey => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    ...more,
  })

  it('saves, plays and moves', () => {
    expect(captionAct(pressed('s', { ctrlKey: true }))).toBe('save')
    expect(captionAct(pressed(' ', { metaKey: true }))).toBe('toggle')
    expect(captionAct(pressed('ArrowDown', { altKey: true }))).toBe('next')
    expect(captionAct(pressed('ArrowUp', { altKey: true }))).toBe('previous')
    expect(captionAct(pressed('Enter'))).toBe('next')
  })

  it('leaves text to the field: letters, a broken line, what an input method proposes', () => {
    expect(captionAct(pressed('s'))).toBeUndefined()
    expect(captionAct(pressed('Enter', { shiftKey: true }))).toBeUndefined()
    expect(captionAct(pressed('Enter', { isComposing: true }))).toBeUndefined()
    expect(captionAct(pressed('ArrowDown'))).toBeUndefined()
  })
})
