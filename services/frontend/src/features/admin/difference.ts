import { type ChangeObject, diffWordsWithSpace } from 'diff'

/** A piece of a text: in both versions, in the older or in the newer alone. */
export interface Piece {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** Words that are taken away and added at most: texts that differ in more have nothing to show in common, and would take long. */
const mostChanges = 1_000

/** The words that differ between two versions of a text; where nearly all do, the whole text does. */
export function difference(before: string, after: string): Piece[] {
  const found = diffWordsWithSpace(before, after, { maxEditLength: mostChanges })
  const whole = [
    { kind: 'gone', text: before },
    { kind: 'new', text: after },
  ] as const
  const pieces: Piece[] = found?.map(pieceOf) ?? [...whole]
  const letters = (kinds: readonly Piece['kind'][]) =>
    pieces
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((sum, { text }) => sum + text.replace(/[\s\p{P}]/gu, '').length, 0)
  // Two texts of other words share "of" and "the": what is left between them reads as nothing.
  const alike = letters(['same']) * 2 >= Math.max(letters(['same', 'gone']), letters(['same', 'new']))
  return (alike ? pieces : [...whole]).filter(({ text }) => text !== '')
}

const pieceOf = ({ value, added, removed }: ChangeObject<string>): Piece => ({
  kind: added ? 'new' : removed ? 'gone' : 'same',
  text: value,
})
