import type { Glossary } from './glossary.ts'
import {
  type Mask,
  type Masked,
  maskCharacter,
  maskIndex,
  maxMasks,
  type Span,
  type Token,
  unmask,
} from './masks.ts'
import { sentences } from './sentences.ts'
import { maxSpans, spanCharacter, widenToWords } from './spans.ts'

/** One sentence of prose that goes to an engine, with masks and markup as private-use characters. */
export interface Segment extends Masked {
  /** The same with the masked things in their places: what memory is asked for, and what is kept when all fails. */
  readonly source: string
}

/** A text taken apart: what stays as it is, and what is translated. Joined in order they are the text again. */
export type Part = string | Segment

/** How a text is taken apart. */
export interface ParseOptions {
  /** The language it is written in: sentences are split by its rules. */
  readonly language: string
  readonly glossary: Glossary
}

const letters = /\p{L}/u

/** Whether something is left to translate in a masked text. */
export function hasProse(text: string): boolean {
  return letters.test(text)
}

/** Tokens of running text as parts: lines, then sentences, with edges that need no translation left outside. */
export function toParts(tokens: readonly Token[], language: string): Part[] {
  const parts: Part[] = []
  let masks: Mask[] = []
  let line = ''
  const flush = () => {
    if (line !== '') parts.push(...lineParts(line, masks, language))
    masks = []
    line = ''
  }
  for (const token of tokens) {
    if ('mask' in token) {
      if (token.mask.breaks) {
        flush()
        parts.push(token.mask.result)
        continue
      }
      if (masks.length === maxMasks) flush()
      line += maskCharacter(masks.length)
      masks.push(token.mask)
      continue
    }
    const [head = '', ...rest] = token.prose.split(/(\r\n|[\r\n])/)
    line += head
    for (let index = 0; index < rest.length; index += 2) {
      flush()
      parts.push(rest[index] ?? '')
      line = rest[index + 1] ?? ''
    }
  }
  flush()
  return parts
}

/** What a line of a list or of a quotation begins with: a bullet, a number, a letter with a bracket or a stop. */
const listMark = /^\s*(?:(?:[*+•·◦‣–—>-]|#{1,6}|\(?(?:\p{L}|\d{1,3}|[ivxlc]{1,5}|[IVXLC]{1,5})[).])[ \t]+)+/u

function lineParts(line: string, masks: readonly Mask[], language: string): Part[] {
  const [mark] = listMark.exec(line) ?? ['']
  const rest = line.slice(mark.length)
  const head = mark === '' ? [] : [mark]
  if (!hasProse(rest)) return [...head, unmask(rest, { masks }, 'result')].filter((part) => part !== '')
  return [...head, ...sentences(rest, language).flatMap((sentence) => sentenceParts(sentence, masks))]
}

/** A sentence as verbatim edge, segment, verbatim edge: spaces, lone masks and signs at the edges are not sent. */
function sentenceParts(sentence: string, masks: readonly Mask[]): Part[] {
  if (!hasProse(sentence)) return [unmask(sentence, { masks }, 'result')]
  const { start, end } = core(sentence, masks)
  const segment = toSegment(sentence.slice(start, end), masks)
  const before = unmask(sentence.slice(0, start), { masks }, 'result')
  const after = unmask(sentence.slice(end), { masks }, 'result')
  return [before, segment, after].filter((part) => part !== '')
}

/**
 * A sentence by its own numbers: markup whose two sides it holds, with words between them, becomes spans, all else masks. Markup
 * around nothing but masks is one mask with them.
 */
function toSegment(text: string, lineMasks: readonly Mask[]): Segment {
  const masks: Mask[] = []
  const spans: Span[] = []
  const numbers = new Map<number, number>()
  const maskAt = (at: number) => lineMasks[maskIndex(text[at] ?? '')]
  let written = ''
  for (let at = 0; at < text.length; at += 1) {
    const mask = maskAt(at)
    const number = mask?.pair && numbers.get(mask.pair.number)
    if (!mask) written += text[at]
    else if (number !== undefined) written += spanCharacter({ number, side: 'close' })
    else {
      const end = closingOf(text, at, maskAt)
      const close = maskAt(end)
      if (mask.pair && close && hasProse(text.slice(at, end)) && spans.length < maxSpans) {
        numbers.set(mask.pair.number, spans.length)
        written += spanCharacter({ number: spans.length, side: 'open' })
        spans.push({ open: mask.result, close: close.result })
        continue
      }
      const piece = text.slice(at, close ? end + 1 : at + 1)
      if (close) at = end
      written += maskCharacter(masks.length)
      masks.push({
        source: unmask(piece, { masks: lineMasks }, 'source'),
        result: unmask(piece, { masks: lineMasks }, 'result'),
      })
    }
  }
  return { text: widenToWords(written), masks, spans, source: unmask(written, { masks, spans }, 'source') }
}

/** Where the pair that opens at `at` closes; -1 where it does not, or where nothing opens. */
function closingOf(text: string, at: number, maskAt: (at: number) => Mask | undefined): number {
  const pair = maskAt(at)?.pair
  if (pair?.side !== 'open') return -1
  for (let end = at + 1; end < text.length; end += 1) {
    if (maskAt(end)?.pair?.number === pair.number) return end
  }
  return -1
}

/** Edges that are left outside: spaces, and masks unless the other half of their pair stays inside. */
function core(sentence: string, masks: readonly Mask[]): { start: number; end: number } {
  let start = 0
  let end = sentence.length
  const edge = /[\s\p{Co}]/u
  while (start < end && edge.test(sentence[start] ?? '')) start += 1
  while (end > start && edge.test(sentence[end - 1] ?? '')) end -= 1
  const inside = (from: number, to: number, number: number) =>
    [...sentence.slice(from, to)].some((character) => masks[maskIndex(character)]?.pair?.number === number)
  for (let at = start - 1; at >= 0; at -= 1) {
    const pair = masks[maskIndex(sentence[at] ?? '')]?.pair
    if (pair && inside(start, end, pair.number)) start = at
  }
  for (let at = end; at < sentence.length; at += 1) {
    const pair = masks[maskIndex(sentence[at] ?? '')]?.pair
    if (pair && inside(start, at, pair.number)) end = at + 1
  }
  return { start, end }
}
