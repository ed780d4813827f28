import type { LanguageIndex, Match } from './index-of-language.ts'
import { phraseKey } from './phrase-key.ts'

/** A part of a line: a phrase of the book, or what stands between phrases. */
export type Piece = { readonly text: string; readonly match: Match } | { readonly between: string }

/** Phrases and words in one line at most. */
const maxPieces = 6
const maxWords = 14
/** Words of a phrase that another follows without a sign. */
const longestHead = 8

/** What may be followed by another phrase without a sign between them, by its English wording: “hi how are you”, “ok thanks”. */
const openers = new Set(
  'hi|hi everyone|good morning|good morning everyone|good afternoon|good evening|yes|ok|sure|exactly|sorry|thanks|thank you|thank you very much|thanks a lot|great|maybe|probably|no problem|bye|excuse me|wow|oh no|haha|lol|good idea|welcome|well done|congratulations'.split(
    '|',
  ),
)

/** What may follow another phrase so: “how much is it please”, “sounds good thanks”, “see you tomorrow bye”. */
const closers = new Set(
  'please|thanks|thank you|thank you very much|bye|see you|see you later|see you soon|see you tomorrow|good night|haha|lol|hi everyone|thanks everyone|thanks in advance|thanks for your help|sorry'.split(
    '|',
  ),
)

/** A sign between two phrases with its spaces, or masks: what is no prose. */
const separator = /(\s*(?:[,;:!?.…]+(?=[\s\p{Co}]|$)|\s[-–—](?=\s)|\p{Co}+)[\s\p{Co}]*)/u

/** A line with nothing around its words but the marks that end a sentence. */
const bare = /^[\p{L}\p{N}¿¡'’][\s\S]*(?<![\s,;:])$/u

/** A line as phrases of the book and what stands between them, or undefined where any of it is not in the book. */
export function compose(text: string, index: LanguageIndex): Piece[] | undefined {
  if (!index.mayStart(text)) return undefined
  const whole = bare.test(text) ? index.find(text) : undefined
  if (whole) return [{ text, match: whole }]
  const parts = text.split(separator)
  if (parts.length > maxPieces * 2 + 1) return undefined
  const pieces: Piece[] = []
  for (let at = 0; at < parts.length; at += 2) {
    const words = parts[at] ?? ''
    const sign = parts[at + 1] ?? ''
    if (words.trim() !== '') {
      // The mark tells a question from what only sounds like one.
      const found = run(words, /^\s*[!.…]*\?/.test(sign), index)
      if (!found) return undefined
      pieces.push(...found)
    }
    if (sign !== '') pieces.push({ between: sign })
  }
  return pieces.some((piece) => 'match' in piece) ? pieces : undefined
}

/** Phrases that follow one another with nothing but a space between them. */
function run(words: string, asks: boolean, index: LanguageIndex): Piece[] | undefined {
  const text = words.trim()
  const match = index.find(asks ? `${text}?` : text)
  if (match) return [{ text, match }]
  const all = text.split(/\s+/)
  if (all.length > maxWords) return undefined
  const plain = all.map((word) => phraseKey(word).words)
  for (let head = Math.min(all.length - 1, longestHead); head > 0; head -= 1) {
    const opening = index.exact(plain.slice(0, head).join(' '))
    if (!opening) continue
    const rest = all.slice(head).join(' ')
    const next = index.find(asks ? `${rest}?` : rest)
    const follows = next && (openers.has(opening.in.en.written) || closers.has(next.phrase.in.en.written))
    const pieces = follows
      ? [{ text: rest, match: next }]
      : openers.has(opening.in.en.written)
        ? run(rest, asks, index)
        : undefined
    if (pieces)
      return [
        { text: all.slice(0, head).join(' '), match: { phrase: opening, fit: 'exact' } },
        { between: ' ' },
        ...pieces,
      ]
  }
  return undefined
}

/** What may open a sentence that goes on after a sign, by its English wording: “Bonjour, où est la gare ?”, “No, it is red.” */
const leads = new Set([
  ...openers,
  'hello',
  'no',
  'please',
  'of course not',
  'by the way',
  'in my opinion',
  'honestly',
])

/** The phrases that open a line, with the signs after them, and what goes on; undefined where none do. */
export function openingOf(
  text: string,
  index: LanguageIndex,
): { pieces: readonly Piece[]; opening: string; rest: string } | undefined {
  const quoted = quotation.exec(text)
  if (quoted) return quotedOpening(quoted, text, index)
  if (!index.mayStart(text)) return undefined
  const [head = '', signs = ''] = text.split(separator, 2)
  const match = index.find(head)
  const [sign = ''] = /^\P{Co}*/u.exec(signs) ?? []
  const rest = text.slice(head.length + sign.length)
  // A question is no opening.
  if (match?.fit !== 'exact' || !leads.has(match.phrase.in.en.written)) return undefined
  if (!/^\s*[,;:!.…]+\s+$/u.test(sign) || !/\p{L}/u.test(rest)) return undefined
  return { pieces: [{ text: head, match }, { between: sign }], opening: head + sign, rest }
}

/** Something short that is said, in quotation marks, at the start of a sentence that tells who says it. */
const quotation = /^([“„"«‘]\s*)(\p{L}[^«»“”„"‘\n]{0,40}?)([.,!…]*)(\s*[”“"»’][,.]?\s+)(?=\P{Co}*\p{L})/u

function quotedOpening(
  [all, open = '', head = '', marks = '', close = '']: RegExpExecArray,
  text: string,
  index: LanguageIndex,
) {
  const match = index.find(head.trim())
  if (match?.fit !== 'exact' || !leads.has(match.phrase.in.en.written)) return undefined
  const pieces: Piece[] = [{ between: open }, { text: head.trim(), match }, { between: marks + close }]
  return { pieces, opening: all, rest: text.slice(all.length) }
}
