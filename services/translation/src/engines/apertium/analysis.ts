import { measuredNouns, mendEnglish } from './mend-english.ts'
import { mendSpanish } from './mend-spanish.ts'
import { blank, word } from './stream-patterns.ts'

/** Words that the analyser knows only one by one, joined by hyphens. */
const compound = new RegExp(`${word}(?:${blank}(?:\\^-/-<guio>\\$|-)${blank}${word})+`, 'gu')
const hyphen = new RegExp(`(?<=\\$)(${blank})(?:\\^-/-<guio>\\$|-)(${blank})(?=\\^)`, 'gu')

/**
 * Mends what the analyser of a source language says, before the tagger sees it. A compound that it knows stays one
 * word (“mother-in-law”); one of known words is taken for those (“two-year-old”), as rules that reorder words would glue them
 * together; one with an unknown word is a name and keeps its hyphens. “&” between words is said, and what the pairs are known to
 * mistake in English and Spanish is read as it is meant (see mend-english.ts, mend-spanish.ts).
 */
export function mendAnalysis(stream: string, source: string): string {
  const read = source === 'en' ? measuredNouns(stream) : stream
  const apart = read
    .replace(compound, (found) => (/\/\*/.test(found) ? found : found.replace(hyphen, '$1 $2')))
    .replace(ordinal, '$1.$2')
    .replace(ampersand, (all, before: string, left: string, space: string, right: string) =>
      isWord(before) && isWord(right) ? `${before}${left} ^&/${conjunctions[source]}<cnjcoo>$${space}` : all,
    )
  if (source === 'en') return mendEnglish(apart)
  return source === 'es' ? mendSpanish(apart) : apart
}

/** “3.ª”, of which only some analysers know that it is one word. */
const ordinal = /(<num>\$)\^\.\/\.<sent>\$\^([ºª])\/\*\2\$/gu

const conjunctions: Readonly<Record<string, string>> = { en: 'and', fr: 'et', es: 'y', it: 'e', pt: 'e' }
/** A lone “&” with the words around it; not in a name, which is unknown or known as one. */
const ampersand = new RegExp(`(${word})((?:\\[\\[/\\]\\])?)\\s+&(\\s+${blank})(?=(${word}))`, 'gu')

function isWord(found: string): boolean {
  return !/\/\*|<np>/.test(found)
}
