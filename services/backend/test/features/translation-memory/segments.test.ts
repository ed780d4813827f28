import { expect, test } from 'vitest'
import { pairSegments } from '../../../src/features/translation-memory/segments.ts'
import { segmentHash } from '../../../src/features/translation-memory/translation-memory.ts'

const pairs = (text: string, translated: string) =>
  pairSegments({ source: 'en', target: 'fr', text, translated }).map(
    (pair) => `${pair.text} = ${pair.translated}`,
  )

test('a sentence teaches itself', () => {
  expect(pairs(' Good day. ', 'Bonjour.\n')).toEqual(['Good day. = Bonjour.'])
})

test('as many sentences on both sides teach the whole and each; else the whole alone', () => {
  expect(pairs('Good day. How are you?', 'Bonjour. Comment allez-vous ?')).toEqual([
    'Good day. How are you? = Bonjour. Comment allez-vous ?',
    'Good day. = Bonjour.',
    'How are you? = Comment allez-vous ?',
  ])
  expect(pairs('Good day. How are you?', 'Bonjour, comment allez-vous ?')).toEqual([
    'Good day. How are you? = Bonjour, comment allez-vous ?',
  ])
})

test('a sentence that comes twice is taught once, and an empty side teaches nothing', () => {
  expect(pairs('Yes. Yes.', 'Oui. Si.')).toEqual(['Yes. Yes. = Oui. Si.', 'Yes. = Si.'])
  expect(pairs(' ', 'Oui.')).toEqual([])
  expect(pairs('Yes.', '')).toEqual([])
})

test('a segment’s identity is that of its NFC text', () => {
  expect(segmentHash('é')).toBe(segmentHash('e\u0301'))
  expect(segmentHash('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c')
})
