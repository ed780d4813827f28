import { expect, test } from 'vitest'
import { cuesOf, spokenLanguage } from '../../../src/features/videos/transcript-cues.ts'

test.each([
  ['english', 'en'],
  ['en', 'en'],
  ['pt-BR', 'pt'],
  ['Portuguese', 'pt'],
  ['dutch', 'nl'],
])('an engine that hears %s hears %s', (name, language) => {
  expect(spokenLanguage(name)).toBe(language)
})

test.each(['icelandic', 'is', '', undefined])('%s is no language of the site', (name) => {
  expect(() => spokenLanguage(name)).toThrow(expect.objectContaining({ reason: 'spoken-language' }))
})

test('lines are put in order, those that say nothing are left out, and none ends before it begins', () => {
  const cues = cuesOf([
    { start: 3, end: 3, text: ' Later. ' },
    { start: -0.2, end: 1.2345, text: 'First &amp;\n\nforemost <00:01> --> this' },
    { start: 2, end: 2.5, text: ' \n ' },
  ])
  expect(cues).toEqual([
    { startMs: 0, endMs: 1_235, text: 'First &amp; foremost <00:01> → this' },
    { startMs: 3_000, endMs: 4_000, text: 'Later.' },
  ])
})

test('one that is longer than a caption may be becomes several, none of whose words is lost', () => {
  const words = Array.from({ length: 200 }, (_, at) => `word${at}`).join(' ')
  const cues = cuesOf([{ start: 0, end: 60, text: words }])
  expect(cues.length).toBeGreaterThan(2)
  expect(cues.every(({ text }) => text.length <= 500)).toBe(true)
  expect(cues.map(({ text }) => text.replaceAll('\n', ' ')).join(' ')).toBe(words)
})

test('silence, and a time after the longest film, are refused', () => {
  expect(() => cuesOf([])).toThrow(expect.objectContaining({ reason: 'nothing-said' }))
  const late = [{ start: 90_000, end: 90_001, text: 'Late.' }]
  expect(() => cuesOf(late)).toThrow(expect.objectContaining({ code: 'invalid' }))
})
