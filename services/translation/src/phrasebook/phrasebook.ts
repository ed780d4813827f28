import { isLanguage, type Language, languages } from '@parlance/contracts'
import { compose, openingOf, type Piece } from './compose.ts'
import { LanguageIndex } from './index-of-language.ts'
import { type Pages, readPages } from './read.ts'
import { write } from './write.ts'

/** What the book says of a line. */
export interface Said {
  readonly text: string
  readonly confidence: number
}

/** How a line opens, with the sign and space after it, and what is left of the line. */
export interface Opening {
  readonly text: string
  readonly rest: string
}

/** A line of the book as it stands; several of them, or one that was only recognised. */
const sure = 0.98
const lessSure = 0.92

/** No line that is longer is looked for, in characters: phrases are short, and most of what is translated is not. */
const longest = 120

/** Short lines of chats, put into every language of the site by hand. */
export class Phrasebook {
  readonly revision: string
  readonly #indexes: ReadonlyMap<Language, LanguageIndex>

  constructor(pages: Pages = readPages()) {
    this.revision = pages.revision
    this.#indexes = new Map(languages.map((language) => [language, new LanguageIndex(language, pages)]))
  }

  /** A line in another language, if all of it is in the book; masks stay where they are. */
  translate(text: string, source: string, target: string): Said | undefined {
    if (!isLanguage(target) || source === target) return undefined
    const pieces = this.#pieces(text, source)
    if (!pieces) return undefined
    const matches = pieces.flatMap((piece) => ('match' in piece ? piece.match : []))
    const certain = matches.length === 1 && matches[0]?.fit === 'exact'
    return { text: write(text, pieces, target), confidence: certain ? sure : lessSure }
  }

  /** A greeting, thanks, yes or no that opens a line, in another language, and the rest of the line as it is. */
  opening(text: string, source: string, target: string): Opening | undefined {
    const index = isLanguage(source) ? this.#indexes.get(source) : undefined
    const found = index && isLanguage(target) ? openingOf(text, index) : undefined
    if (!found || !isLanguage(target)) return undefined
    return { text: write(found.opening, found.pieces, target), rest: found.rest }
  }

  /** The languages in which all of a line is in the book. */
  languagesOf(text: string): Language[] {
    return languages.filter((language) => this.#pieces(text, language) !== undefined)
  }

  #pieces(text: string, language: string): Piece[] | undefined {
    return isLanguage(language) ? this.#compose(text, language) : undefined
  }

  #compose(text: string, language: Language): Piece[] | undefined {
    const index = this.#indexes.get(language)
    return index && text.length <= longest ? compose(text, index) : undefined
  }
}

let shared: Phrasebook | undefined

/** The project's own book, read when first wanted. */
export function phrasebook(): Phrasebook {
  shared ??= new Phrasebook()
  return shared
}
