import type { Token } from './masks.ts'

/** A term of the site, as a request carries it. */
export interface GlossaryTerm {
  /** As written in the source. */
  readonly term: string
  /** Empty: never translated. */
  readonly translation: string
  /** The target language it holds for; empty: all. */
  readonly language: string
  readonly caseSensitive: boolean
}

/** Terms that are taken out before translation, and put back kept or translated as the site wants them. */
export class Glossary {
  static readonly none = new Glossary([], '')

  readonly #results = new Map<string, string>()
  readonly #exact = new Set<string>()
  readonly #pattern: RegExp | undefined

  /** The terms that hold for a target language; the longest wins where two fit. */
  constructor(terms: readonly GlossaryTerm[], target: string) {
    const held = terms.filter(
      ({ term, language }) => term.trim() !== '' && (language === '' || language === target),
    )
    for (const { term, translation, caseSensitive } of held) {
      const name = caseSensitive ? term : term.toLowerCase()
      if (caseSensitive) this.#exact.add(term)
      this.#results.set(name, translation)
    }
    if (held.length === 0) return
    const alternatives = held
      .map(({ term }) => term)
      .sort((a, b) => b.length - a.length)
      .map((term) => RegExp.escape(term))
    this.#pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}_])`, 'giu')
  }

  get empty(): boolean {
    return this.#pattern === undefined
  }

  /** Parts a text at the terms; `rest` parts what lies between them. */
  split(text: string, rest: (text: string) => Token[]): Token[] {
    if (!this.#pattern) return rest(text)
    const tokens: Token[] = []
    let at = 0
    for (const match of text.matchAll(this.#pattern)) {
      const [found] = match
      const translation = this.#exact.has(found)
        ? this.#results.get(found)
        : this.#results.get(found.toLowerCase())
      if (translation === undefined) continue
      tokens.push(...rest(text.slice(at, match.index)))
      tokens.push({ mask: { source: found, result: translation || found } })
      at = match.index + found.length
    }
    tokens.push(...rest(text.slice(at)))
    return tokens
  }
}
