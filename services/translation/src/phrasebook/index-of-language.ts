import type { Language } from '@parlance/contracts'
import { folded, type PhraseKey, phraseKey, shortened, spelledOut } from './phrase-key.ts'
import type { Pages, Phrase } from './read.ts'

/** How well a line fits: as it stands in the book, or only once abbreviations and drawn-out letters were undone. */
export type Fit = 'exact' | 'loose'

/** A phrase that was recognised. */
export interface Match {
  readonly phrase: Phrase
  readonly fit: Fit
}

/** The longest line that can be in the book, in characters. */
const longest = 80

/** Every way in which one language says what is in the book. */
export class LanguageIndex {
  readonly #exact = new Map<string, Phrase>()
  /** Without accents; null where two phrases become one. */
  readonly #folded = new Map<string, Phrase | null>()
  /** The first words of phrases, without accents. */
  readonly #starts = new Set<string>()
  readonly #short: ReadonlyMap<string, string>

  constructor(language: Language, pages: Pages) {
    this.#short = pages.abbreviations[language]
    for (const phrase of pages.phrases) {
      for (const variant of phrase.in[language].said) {
        const { words, asks } = phraseKey(variant)
        const mark = asks ? '?' : ''
        if (!this.#exact.has(words + mark)) this.#exact.set(words + mark, phrase)
        for (const plain of [folded(words), spelledOut(words, language)]) {
          if (plain === undefined) continue
          this.#starts.add(firstWord(plain))
          const known = this.#folded.get(plain + mark)
          this.#folded.set(plain + mark, known === undefined || known === phrase ? phrase : null)
        }
      }
    }
  }

  /** The phrase that a line is, or undefined. */
  find(text: string): Match | undefined {
    if (text.length > longest) return undefined
    const key = phraseKey(text)
    if (key.words === '') return undefined
    const phrase = this.#plain(key)
    if (phrase) return { phrase, fit: 'exact' }
    const long = this.#lengthened(key.words)
    for (const words of new Set([long, ...shortened(key.words), ...shortened(long)])) {
      const found = words === key.words ? undefined : this.#plain({ ...key, words })
      if (found) return { phrase: found, fit: 'loose' }
    }
    return undefined
  }

  /** The phrase that words as {@link phraseKey} leaves them are, as no question, with nothing undone but accents. */
  exact(words: string): Phrase | undefined {
    return this.#exact.get(words) ?? this.#folded.get(folded(words)) ?? undefined
  }

  /** Whether a phrase may begin as a line does: most lines that are in no book are recognised by their first word. */
  mayStart(text: string): boolean {
    const { words } = phraseKey(text.slice(0, longest).replace(/^[^\p{L}\p{N}]+/u, ''))
    const [first = ''] = words.split(' ', 1)
    if (this.#short.has(first) || this.#starts.has(firstWord(folded(words)))) return true
    return shortened(first).some((each) => this.#starts.has(firstWord(folded(each))))
  }

  /** A question is looked for among questions first, anything else among the others. */
  #plain({ words, asks }: PhraseKey): Phrase | undefined {
    const [first, second] = asks ? ['?', ''] : ['', '?']
    const exact = this.#exact.get(words + first) ?? this.#exact.get(words + second)
    if (exact) return exact
    const plain = folded(words)
    return this.#folded.get(plain + first) ?? this.#folded.get(plain + second) ?? undefined
  }

  #lengthened(words: string): string {
    return words
      .split(' ')
      .map((word) => this.#short.get(word) ?? word)
      .join(' ')
  }
}

function firstWord(words: string): string {
  const end = words.search(/[^\p{L}\p{M}\p{N}]/u)
  return end < 0 ? words : words.slice(0, end)
}
