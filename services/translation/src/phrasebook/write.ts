import type { Language } from '@parlance/contracts'
import { typeset } from '../text/typography.ts'
import type { Piece } from './compose.ts'

/** The marks at the end of a phrase, with the space that French puts before them. */
const endMarks = /[\s\u{A0}\u{202F}]*([.!?…]+)$/u

/** Phrases in another language, with the writer's letter case and marks and the target's typography. */
export function write(text: string, pieces: readonly Piece[], target: Language): string {
  const shouts = isShouted(text)
  let first = true
  const written = pieces.map((piece, at) => {
    if ('between' in piece) return signs(piece.between, target)
    const wording = piece.match.phrase.in[target].written
    const words = wording.replace(/^[¿¡]/, '').replace(endMarks, '')
    const [, marks = ''] = endMarks.exec(piece.text.trim()) ?? []
    const own = piece.text.trim().replace(/^[¿¡]/, '').replace(endMarks, '')
    // “OK” stays as it was written where the other language says the same.
    const same = own.toLowerCase() === words.toLowerCase()
    const cased = same ? own : first && startsHigh(piece.text) ? capital(words, target) : words
    first = opensSentence(pieces[at + 1])
    return cased + marks
  })
  const line = opened(written, target)
  return typeset(shouts ? line.toLocaleUpperCase(target) : line, target, target)
}

/** Spanish opens a question where its phrase begins, and an exclamation where its sentence does. */
function opened(written: readonly string[], target: Language): string {
  if (target !== 'es') return written.join('')
  const out = [...written]
  let sentence = 0
  let phrase = 0
  written.forEach((part, at) => {
    const isSigns = !/\p{L}/u.test(part)
    if (!isSigns) phrase = at
    const mark = /[?!]/.exec(part)?.[0]
    if (mark === '?') out[phrase] = `¿${out[phrase]}`
    if (mark === '!') out[sentence] = `¡${out[sentence]}`
    if (/[.!?…]/.test(part)) sentence = at + 1
  })
  return out.join('')
}

/** Signs without the space that French has before them; the typography of the target puts it back where it belongs. */
function signs(between: string, target: Language): string {
  if (target === 'fr') return between
  return between
    .replace(/^[\s\u{A0}\u{202F}]+(?=[,;:!?.…])/u, '')
    .replace(/(?<=«)[\s\u{A0}\u{202F}]+|[\s\u{A0}\u{202F}]+(?=»)/gu, '')
}

function opensSentence(next: Piece | undefined): boolean {
  return next !== undefined && 'between' in next && /[.!?…]/.test(next.between)
}

/** Capitals throughout, in more than a short word that is always written so. */
function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  return letters.length > 3 && letters.every((letter) => letter !== letter.toLowerCase())
}

function startsHigh(text: string): boolean {
  const [first = ''] = /\p{L}/u.exec(text) ?? []
  return first !== first.toLowerCase()
}

function capital(words: string, target: Language): string {
  return words.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase(target))
}
