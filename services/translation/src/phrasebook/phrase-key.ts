import type { Language } from '@parlance/contracts'

/** How a phrase is looked up: its words, and whether it is put as a question. */
export interface PhraseKey {
  readonly words: string
  readonly asks: boolean
}

const ascii = /^[\0-\x7F]*$/

/** A phrase without what writers differ in: case, apostrophes, spaces, commas, marks at its ends. Words may be empty. */
export function phraseKey(text: string): PhraseKey {
  const line = (ascii.test(text) ? text : text.normalize('NFC'))
    .toLowerCase()
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[¿¡,]/g, ' ')
    .replace(/\s+/g, ' ')
  const words = line.replace(/^[\s.…]+|[\s.!?…;:]+$/g, '')
  return { words, asks: line.slice(words.length).includes('?') }
}

const combining = /\p{M}+/gu
const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

/** Words as those write them who leave accents, apostrophes and hyphens out. */
export function folded(words: string): string {
  if (ascii.test(words)) return words.replaceAll("'", '').replaceAll('-', ' ')
  return words
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(combining, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll("'", '')
    .replaceAll('-', ' ')
}

/** German words on a keyboard without umlauts; undefined where nothing differs. */
export function spelledOut(words: string, language: Language): string | undefined {
  if (language !== 'de' || !/[äöüß]/.test(words)) return undefined
  return folded(words.replace(/[äöüß]/g, (letter) => umlauts[letter] ?? letter))
}

const drawnOut = /(\p{L})\1{2}|(\p{L}{2})\2{2}/u

/** Words without drawn-out letters and laughs: `heyyy`, `thaaanks`, `hahahaha`; most kept first. Empty where none are. */
export function shortened(words: string): string[] {
  if (!drawnOut.test(words)) return []
  const laughs = words.replace(/(\p{L}{2})\1{2,}/gu, '$1$1')
  const twice = laughs.replace(/(\p{L})\1{2,}/gu, '$1$1')
  const once = laughs.replace(/(\p{L})\1{2,}/gu, '$1')
  return [...new Set([laughs, twice, once])].filter((each) => each !== words)
}
