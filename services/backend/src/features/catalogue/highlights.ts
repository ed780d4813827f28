/** From and to in a text, in UTF-16 units; the end is not part of it. */
export type Range = number[]

/** Ranges of a text that readers need at most. */
const mostRanges = 20

/**
 * Where a text has the words that were looked for.
 *
 * @param forms words in lower case, without accents.
 */
export function highlightsOf(text: string, forms: ReadonlySet<string>): Range[] {
  const ranges: Range[] = []
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (!forms.has(plainWord(word))) continue
    ranges.push([index, index + word.length])
    if (ranges.length === mostRanges) break
  }
  return ranges
}

/** Most words are plain already, and a page has thousands of them. */
const plain = /^[a-z0-9]*$/

/** A word as the index has it: in lower case, without accents and ligatures. */
function plainWord(word: string): string {
  const lower = word.toLowerCase()
  if (plain.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
}
