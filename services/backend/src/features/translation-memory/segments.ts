import type { Language } from '@parlance/contracts/languages'

/** A text and what it is in another language. */
export interface Pair {
  readonly text: string
  readonly translated: string
}

/**
 * What a correction teaches: the whole text, and, where both sides have as many sentences, each sentence, so that it
 * is known in other texts too. Empty sides teach nothing.
 */
export function pairSegments(correction: { source: Language; target: Language } & Pair): Pair[] {
  const whole = { text: correction.text.trim(), translated: correction.translated.trim() }
  if (whole.text === '' || whole.translated === '') return []
  const from = sentences(whole.text, correction.source)
  const to = sentences(whole.translated, correction.target)
  if (from.length < 2 || from.length !== to.length) return [whole]
  const pairs = from.map((text, index) => ({ text, translated: to[index] ?? '' }))
  const distinct = new Map([whole, ...pairs].map((pair) => [pair.text, pair]))
  return [...distinct.values()]
}

function sentences(text: string, language: Language): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
  return [...segmenter.segment(text)].map(({ segment }) => segment.trim()).filter((each) => each !== '')
}
