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
  /** Markup that opens or closes; a pair has the same number and stays nested. */
  readonly pair?: { readonly number: number; readonly side: 'open' | 'close' }
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

/** Whether every mask stands in `text` exactly once, nothing else private does, and pairs are nested as they were. */
export function keepsMasks(text: string, masks: readonly Mask[]): boolean {
  const found = text.match(everyPrivate) ?? []
  if (found.length !== masks.length) return false
  const seen = new Set<number>()
  const open: number[] = []
  for (const character of found) {
    const index = maskIndex(character)
    const mask = masks[index]
    if (!mask || seen.has(index)) return false
    seen.add(index)
    if (mask.pair?.side === 'open') open.push(mask.pair.number)
    // A pair whose opening stands in an earlier sentence closes nothing of this one.
    else if (mask.pair && open.includes(mask.pair.number) && open.pop() !== mask.pair.number) return false
    else if (mask.pair && !open.includes(mask.pair.number) && opensLater(mask.pair.number, masks, seen))
      return false
  }
  return true
}

function opensLater(number: number, masks: readonly Mask[], seen: ReadonlySet<number>): boolean {
  return masks.some(({ pair }, index) => pair?.number === number && pair.side === 'open' && !seen.has(index))
}

/** Puts the masked things back: as they were in the source, or as the result has them. */
export function unmask(text: string, masks: readonly Mask[], side: 'source' | 'result'): string {
  if (masks.length === 0) return text
  return text.replace(everyPrivate, (character) => masks[maskIndex(character)]?.[side] ?? character)
}
