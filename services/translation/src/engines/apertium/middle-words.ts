import { maxSpans, spanCharacter, spanEdge, spanRuns } from '../../text/spans.ts'

/** A segment each of whose words is a span of its own, beside the markup that it has. */
export interface NumberedWords {
  readonly text: string
  /** The words by the number of their span less `first`. */
  readonly words: readonly string[]
  readonly first: number
}

/** Numbers the words of a segment, so that what became of each is known. Undefined when they are too many. */
export function numberWords(segment: string): NumberedWords | undefined {
  const used = [...segment].flatMap((character) => spanEdge(character)?.number ?? [])
  const first = Math.max(-1, ...used) + 1
  const words: string[] = []
  const text = segment.replace(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu, (word) => {
    const number = first + words.length
    words.push(word)
    return number < maxSpans
      ? `${spanCharacter({ number, side: 'open' })}${word}${spanCharacter({ number, side: 'close' })}`
      : word
  })
  return words.length > 0 && first + words.length <= maxSpans ? { text, words, first } : undefined
}

/** The words of the source that an untranslated word of an answer stands for, in their order; empty when none. */
export function sourceOf(untranslated: string, answer: string, { words, first }: NumberedWords): string {
  const run = spanRuns(answer).find(
    ({ text, spans }) => text.trim() === untranslated && Math.max(...spans) >= first,
  )
  return [...(run?.spans ?? [])]
    .filter((number) => number >= first)
    .sort((a, b) => a - b)
    .map((number) => words[number - first] ?? '')
    .join(' ')
}

/** An answer without the numbers of words. */
export function withoutNumbers(answer: string, { first }: NumberedWords): string {
  return answer.replace(/[\u{E800}-\u{EFFF}]/gu, (character) =>
    (spanEdge(character)?.number ?? 0) < first ? character : '',
  )
}

/** Puts a word in the place of another wherever it stands as a word, in the case that it had. */
export function replaceWord(text: string, word: string, by: string): string {
  return text.replaceAll(
    new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(word)}(?![\\p{L}\\p{N}])`, 'gu'),
    () => (/^\p{Lu}/u.test(word) ? by.charAt(0).toUpperCase() + by.slice(1) : by),
  )
}
