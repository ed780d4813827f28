import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLanguage, type Language, languages } from '@parlance/contracts'

/** What one line of the book says in one language. */
export interface Wording {
  /** As it is written in the middle of a sentence, with its mark where it has one. */
  readonly written: string
  /** Every way of saying it that is recognised. */
  readonly said: readonly string[]
}

/** One line of the book: the same in every language. */
export interface Phrase {
  /** File and number of the line, for messages. */
  readonly at: string
  readonly in: Readonly<Record<Language, Wording>>
}

/** The book as it is written. */
export interface Pages {
  readonly phrases: readonly Phrase[]
  /** By language: what writers of chats shorten words to, and the words. */
  readonly abbreviations: Readonly<Record<Language, ReadonlyMap<string, string>>>
  /** Identity of the data. */
  readonly revision: string
}

/** Where the book lies, beside the source and beside the bundle alike. */
export const phrasebookFolder = fileURLToPath(new URL('../../phrasebook/', import.meta.url))

const abbreviationsFile = 'abbreviations.tsv'

/**
 * Reads the book. Its README describes the format.
 * @throws Error naming file and line of what cannot be read.
 */
export function readPages(folder: string = phrasebookFolder): Pages {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
  const hash = createHash('sha256')
  const phrases: Phrase[] = []
  const abbreviations = byLanguage(() => new Map<string, string>())
  for (const name of files) {
    const text = readFileSync(join(folder, name), 'utf8')
    hash.update(name).update(text)
    const [head = [], ...rows] = text
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t'))
    const place = (index: number) => `${name}:${index + 2}`
    if (name === abbreviationsFile) {
      rows.forEach(([language = '', short = '', long = ''], index) => {
        if (!isLanguage(language) || !short || !long)
          throw new Error(`${place(index)}: language, short, long`)
        abbreviations[language].set(short, long)
      })
      continue
    }
    phrases.push(...rows.map((cells, index) => phraseOf(head, cells, place(index))))
  }
  return { phrases, abbreviations, revision: hash.digest('hex').slice(0, 12) }
}

function phraseOf(head: readonly string[], cells: readonly string[], at: string): Phrase {
  const wordings = byLanguage((language) => {
    const cell = cells[head.indexOf(language)]
    const variants = (cell ?? '').split(' / ').map((each) => each.trim())
    const [first = ''] = variants
    const written = first.replace(/^~/, '')
    if (!written) throw new Error(`${at}: nothing in ${language}`)
    return { written, said: variants.filter((each) => each !== '' && !each.startsWith('~')) }
  })
  if (cells.length !== languages.length)
    throw new Error(`${at}: ${cells.length} cells, not ${languages.length}`)
  return { at, in: wordings }
}

function byLanguage<T>(make: (language: Language) => T): Record<Language, T> {
  return Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<Language, T>
}
