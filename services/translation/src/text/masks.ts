import { keepsSpans, type SpanEdge, spanEdge } from './spans.ts'

/**
 * What must not be translated stands in a segment as one private-use character each, U+E000 onward; a text's own
 * private-use characters are masked too, so that the two cannot be confused.
 */
const first = 0xe000
/** Masks that one segment may hold: beyond it the segment is kept as it is. Below the stand-ins of Apertium's format. */
export const maxMasks = 2_048

const anyPrivate = /\p{Co}/u
const everyPrivate = /\p{Co}/gu

/** Something that comes out as it went in. */
export interface Mask {
  /** What stands in the source. */
  readonly source: string
  /** What stands in the result: the same, or a glossary's translation. */
  readonly result: string
  /** Markup that opens or closes: both sides of a pair have its number. */
  readonly pair?: SpanEdge
  /** Ends a sentence wherever it stands, and stays outside of it. */
  readonly breaks?: boolean
}

/** Markup around words, as it is written. */
export interface Span {
  readonly open: string
  readonly close: string
}

/** Prose, or something that is not. */
export type Token = { readonly prose: string } | { readonly mask: Mask }

/** A mask of something that stays as it is. */
export function verbatim(source: string): Token {
  return { mask: { source, result: source } }
}

/** The character that stands for mask number `index` of a segment. */
export function maskCharacter(index: number): string {
  return String.fromCharCode(first + index)
}

/** Index of the mask that a character stands for; -1 for any other character. */
export function maskIndex(character: string): number {
  const code = character.charCodeAt(0) - first
  return code >= 0 && code < maxMasks && character.length === 1 ? code : -1
}

/** Whether a text holds a private-use character. */
export function hasPrivate(text: string): boolean {
  return anyPrivate.test(text)
}

/** Whether every mask stands in `text` exactly once, every span of `source` too, and nothing else private does. */
export function keepsMasks(text: string, { text: source, masks }: Pick<Masked, 'text' | 'masks'>): boolean {
  const found = text.match(everyPrivate) ?? []
  const own = found.filter((character) => !spanEdge(character))
  if (own.length !== masks.length || new Set(own).size !== own.length) return false
  return own.every((character) => masks[maskIndex(character)] !== undefined) && keepsSpans(source, text)
}

/** A text whose markup and masked things are private-use characters. */
export interface Masked {
  readonly text: string
  readonly masks: readonly Mask[]
  readonly spans: readonly Span[]
}

/** Puts the masked things and the markup back: as they were in the source, or as the result has them. */
export function unmask(
  text: string,
  { masks, spans = [] }: Pick<Masked, 'masks'> & Partial<Masked>,
  side: 'source' | 'result',
): string {
  if (masks.length === 0 && spans.length === 0) return text
  return text.replace(everyPrivate, (character) => {
    const edge = spanEdge(character)
    if (edge) return spans[edge.number]?.[edge.side] ?? character
    return masks[maskIndex(character)]?.[side] ?? character
  })
}
