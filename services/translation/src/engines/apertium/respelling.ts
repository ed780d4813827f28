const ligatures: readonly (readonly [joined: string, apart: string])[] = [
  ['œ', 'oe'],
  ['Œ', 'Oe'],
  ['æ', 'ae'],
  ['Æ', 'Ae'],
]

/**
 * A text with words that a dictionary does not know in their other spelling: `cœur` as `coeur`, `oeuf` as `œuf`.
 * @returns undefined where no such word has another spelling.
 */
export function respell(text: string, unknown: readonly string[]): string | undefined {
  let changed = text
  for (const word of new Set(unknown)) {
    const other = otherSpelling(word)
    if (other !== word)
      changed = changed.replaceAll(
        new RegExp(`(?<!\\p{L})${RegExp.escape(word)}(?!\\p{L})`, 'giu'),
        otherSpelling,
      )
  }
  return changed === text ? undefined : changed
}

/** The other spelling of a word, in its case. */
export function otherSpelling(word: string): string {
  const joined = ligatures.some(([ligature]) => word.includes(ligature))
  const allCapitals = word.length > 2 && word === word.toUpperCase()
  return ligatures.reduce((spelt, [ligature, letters]) => {
    const apart = allCapitals ? letters.toUpperCase() : letters
    return joined ? spelt.replaceAll(ligature, apart) : spelt.replaceAll(apart, ligature)
  }, word)
}
