/**
 * Words that a pair chooses badly whatever stands around them, and what is said instead; whole words, in small letters or
 * with a capital. For what a dictionary has no better reading of: what the tagger mistakes is mended in analysis.ts.
 */
const better: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  // “Known” as what is known of, not what is a fact.
  'en-es': [[/(?<!\p{L})sabid([oa]s?)(?!\p{L}| que )/gu, 'conocid$1']],
}

/** A pair's answer with better words. */
export function betterWords(text: string, source: string, target: string): string {
  const own = better[`${source}-${target}`] ?? []
  return own.reduce((all, [word, by]) => all.replace(word, by), text)
}
