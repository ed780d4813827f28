import stringWidth from 'string-width'
import type { Cue } from './captions.ts'

/** How captions are set, after the guides of broadcasters: two lines of 42 columns. */
export const setting = {
  columns: 42,
  lines: 2,
  /** Columns that are read in a second: 17 Latin characters, half as many of Chinese or Japanese, which are two columns wide. */
  columnsPerSecond: 17,
  /** Milliseconds that any caption stands. */
  leastMs: 1_000,
  /** Milliseconds without a caption between two: readers see that it is another. */
  gapMs: 80,
} as const

/** The least piece that a line can be broken after. */
interface Piece {
  readonly text: string
  readonly width: number
  /** Whether a space parts it from the piece before. */
  readonly spaced: boolean
}

/**
 * Sets captions so that they can be read: in at most two lines of 42 columns, where a longer one becomes several that share its time
 * by their lengths; and long enough to be read, where the next leaves room for it. No caption begins earlier or later than it did.
 *
 * @param cues in the order they begin
 */
export function reflow(cues: readonly Cue[]): Cue[] {
  return cues.flatMap((cue, index) => {
    let after = index + 1
    while (cues[after]?.startMs === cue.startMs) after++
    const next = cues[after]
    const texts = setText(cue.text)
    const wanted = Math.max(
      setting.leastMs,
      (widthOf(texts.join(' ').replaceAll('\n', ' ')) / setting.columnsPerSecond) * 1_000,
    )
    const room = next ? next.startMs - setting.gapMs : Number.POSITIVE_INFINITY
    const endMs = Math.max(cue.endMs, Math.min(Math.ceil(cue.startMs + wanted), room))
    return share(texts, cue.startMs, endMs)
  })
}

/** The texts of a caption, each of which fits; one that fits as it was written stays so. */
function setText(text: string): string[] {
  const written = text.split('\n')
  if (written.length <= setting.lines && written.every((line) => widthOf(line) <= setting.columns))
    return [text]
  const pieces = piecesOf(written.join(' '))
  const texts: string[] = []
  for (let left = pieces; left.length > 0; ) {
    const count = balanced(left)
    texts.push(wrap(left.slice(0, count)).join('\n'))
    left = left.slice(count)
  }
  return texts
}

/** How many pieces the next caption takes: of as few captions as hold all of them, each about as long as the others. */
function balanced(pieces: readonly Piece[]): number {
  let most = 0
  while (most < pieces.length && wrap(pieces.slice(0, most + 1)).length <= setting.lines) most++
  if (most === pieces.length) return most
  const whole = widthOfPieces(pieces)
  const share = whole / Math.ceil(whole / widthOfPieces(pieces.slice(0, most)))
  return nearest(pieces, most, share)
}

/** Lines of pieces: one where it fits, else two of about the same length, else as many as it takes. */
function wrap(pieces: readonly Piece[]): string[] {
  if (widthOfPieces(pieces) <= setting.columns) return [textOf(pieces)]
  let most = 0
  while (most < pieces.length && widthOfPieces(pieces.slice(0, most + 1)) <= setting.columns) most++
  const at = nearest(pieces, most, widthOfPieces(pieces) / 2)
  const rest = pieces.slice(at)
  if (widthOfPieces(rest) <= setting.columns) return [textOf(pieces.slice(0, at)), textOf(rest)]
  return [textOf(pieces.slice(0, most)), ...wrap(pieces.slice(most))]
}

/** Of the places up to `most`, the one whose width is nearest to a wanted one; the end of a clause counts for some columns. */
function nearest(pieces: readonly Piece[], most: number, wanted: number): number {
  let best = most
  let least = Number.POSITIVE_INFINITY
  for (let count = 1; count <= most; count++) {
    const ends = /[.!?…,;:。、！？，；：]["'”»’）)]?$/u.test(pieces[count - 1]?.text ?? '')
    const distance = Math.abs(widthOfPieces(pieces.slice(0, count)) - wanted) - (ends ? 8 : 0)
    if (distance < least) {
      least = distance
      best = count
    }
  }
  return Math.max(1, best)
}

/** Words; of writing without spaces, and of words that no line holds, the characters. */
function piecesOf(text: string): Piece[] {
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
  return text.split(/\s+/).flatMap((word) => {
    const width = widthOf(word)
    if (width <= setting.columns && !wide.test(word)) return [{ text: word, width, spaced: true }]
    const pieces: Piece[] = []
    for (const { segment } of graphemes.segment(word)) {
      const last = pieces.at(-1)
      // No line begins with a mark that ends something, and Latin words within stay whole.
      const joined = last && (closing.test(segment) || (latin.test(segment) && latin.test(last.text)))
      if (joined && last.width < setting.columns) {
        pieces[pieces.length - 1] = {
          text: last.text + segment,
          width: last.width + widthOf(segment),
          spaced: last.spaced,
        }
      } else pieces.push({ text: segment, width: widthOf(segment), spaced: pieces.length === 0 })
    }
    return pieces
  })
}

const wide = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}]/u
const closing = /^[\p{Pe}\p{Pf}.!?…,;:。、！？，；：ー]/u
const latin = /^[\p{Letter}\p{Number}]+$/u

/** Several texts one after the other within a time, each as long as it takes to read beside the others. */
function share(texts: readonly string[], startMs: number, endMs: number): Cue[] {
  const whole = texts.reduce((sum, text) => sum + widthOf(text), 0)
  let before = 0
  return texts.map((text) => {
    const from = startMs + Math.round(((endMs - startMs) * before) / whole)
    before += widthOf(text)
    const to = startMs + Math.round(((endMs - startMs) * before) / whole)
    return { startMs: from, endMs: to, text }
  })
}

const widthOf = (text: string) => stringWidth(text)

const textOf = (pieces: readonly Piece[]) =>
  pieces.map(({ text, spaced }, index) => (spaced && index > 0 ? ` ${text}` : text)).join('')

const widthOfPieces = (pieces: readonly Piece[]) =>
  pieces.reduce((sum, { width, spaced }, index) => sum + width + (spaced && index > 0 ? 1 : 0), 0)
