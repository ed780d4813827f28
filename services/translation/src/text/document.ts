import type { Glossary } from './glossary.ts'
import { type Mask, maskCharacter, maskIndex, maxMasks, type Token, unmask } from './masks.ts'
import { sentences } from './sentences.ts'

/** One sentence of prose that goes to an engine, with its masks as private-use characters. */
export interface Segment {
  readonly text: string
  readonly masks: readonly Mask[]
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

function lineParts(line: string, masks: readonly Mask[], language: string): Part[] {
  if (!hasProse(line)) return [unmask(line, masks, 'result')]
  return sentences(line, language).flatMap((sentence) => sentenceParts(sentence, masks))
}

/** A sentence as verbatim edge, segment, verbatim edge: spaces, lone masks and signs at the edges are not sent. */
function sentenceParts(sentence: string, masks: readonly Mask[]): Part[] {
  if (!hasProse(sentence)) return [unmask(sentence, masks, 'result')]
  const { start, end } = core(sentence, masks)
  const text = sentence.slice(start, end)
  const own: Mask[] = []
  const renumbered = text.replace(/\p{Co}/gu, (character) => {
    const mask = masks[maskIndex(character)]
    if (!mask) return character
    own.push(mask)
    return maskCharacter(own.length - 1)
  })
  const segment: Segment = { text: renumbered, masks: own, source: unmask(renumbered, own, 'source') }
  const before = unmask(sentence.slice(0, start), masks, 'result')
  const after = unmask(sentence.slice(end), masks, 'result')
  return [before, segment, after].filter((part) => part !== '')
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
