import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Language, languages } from '@parlance/contracts'

/** How much each of a text's pieces speaks for each language, summed; only differences mean something. */
export type Evidence = ReadonlyMap<Language, number>

const file = fileURLToPath(new URL('../../detection/ngrams.tsv', import.meta.url))

/** What a piece counts for a language that has it, besides its own score: the constant that the table leaves out. */
const base = 53
/** In a text that is cut short here the language is clear. */
const maxWords = 120

/** The method of eld (https://github.com/nitotm/efficient-language-detector-js) with a table of the site's languages alone. */
export class Ngrams {
  readonly #rows = new Map<string, number>()
  readonly #scores: Uint8Array

  constructor(text: string = readFileSync(file, 'utf8')) {
    const width = languages.length
    const scores: number[] = []
    // Line by line, so that the text is never there twice.
    let start = text.indexOf('\n') + 1
    for (let end = text.indexOf('\n', start); end > 0; end = text.indexOf('\n', start)) {
      const tab = text.indexOf('\t', start)
      this.#rows.set(unescaped(text.slice(start, tab)), this.#rows.size)
      for (let at = tab + 1; at < end; at += 2) {
        const cell = text.slice(at, at + 2)
        scores.push(cell === '..' ? 0 : Number.parseInt(cell, 36) + base)
      }
      start = end + 1
    }
    if (scores.length !== this.#rows.size * width)
      throw new Error('detection/ngrams.tsv: two characters a language')
    this.#scores = Uint8Array.from(scores)
  }

  /** What the pieces of a text say, and how many of them are known. */
  weigh(text: string): { evidence: Evidence; known: number } {
    const sums = languages.map(() => 0)
    let known = 0
    for (const gram of pieces(text)) {
      const row = this.#rows.get(gram)
      if (row === undefined) continue
      known += 1
      sums.forEach((sum, at) => {
        sums[at] = sum + (this.#scores[row * languages.length + at] ?? 0)
      })
    }
    return { evidence: new Map(languages.map((language, at) => [language, sums[at] ?? 0])), known }
  }
}

function unescaped(name: string): string {
  const spaced = name.replaceAll('_', ' ')
  if (!spaced.includes('%')) return spaced
  return spaced.replace(/%([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Pieces of four bytes, every three, and the last four of each word; a space where a word begins or ends. */
function pieces(text: string): Set<string> {
  const found = new Set<string>()
  const words = text.toLowerCase().match(/[\p{L}\p{M}'’`]+/gu) ?? []
  for (const whole of words.slice(0, maxWords)) {
    const word = Buffer.from(whole).toString('latin1').slice(0, 70)
    let at = 0
    for (; at + 4 < word.length; at += 3) found.add((at === 0 ? ' ' : '') + word.slice(at, at + 4))
    const last = word.length === 3 ? word : word.slice(Math.max(0, word.length - 4))
    found.add(`${at === 0 ? ' ' : ''}${last} `)
  }
  return found
}
