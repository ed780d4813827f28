import type { AdminListingTexts } from '../../api/rest-types.ts'

/** The texts of a listing in the order of its page; a list is written a line an item. */
export const textFields = [
  { name: 'name', rows: 1, list: false },
  { name: 'tagline', rows: 2, list: false },
  { name: 'overview', rows: 4, list: false },
  { name: 'description', rows: 10, list: false },
  { name: 'keyFeatures', rows: 5, list: true },
  { name: 'useCases', rows: 4, list: true },
  { name: 'metaTitle', rows: 1, list: false },
  { name: 'metaDescription', rows: 2, list: false },
] as const satisfies readonly { name: keyof AdminListingTexts; rows: number; list: boolean }[]

/** A text as a form holds it. */
export function asText(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join('\n')
}

/** The items of a list that was written a line an item. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** A piece of a text: in both versions, in the older or in the newer alone. */
export interface Piece {
  readonly kind: 'same' | 'gone' | 'new'
  readonly text: string
}

/** Words that are compared at most: beyond, the whole text counts as changed. */
const mostWords = 1_500

/** The words that differ between two versions of a text, by their longest common subsequence. */
export function difference(before: string, after: string): Piece[] {
  const words = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? []
  const [old, now] = [words(before), words(after)]
  if (old.length > mostWords || now.length > mostWords) {
    return [
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ]
  }
  const width = now.length + 1
  const length = new Uint16Array((old.length + 1) * width)
  const at = (row: number, column: number) => length[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = now.length - 1; column >= 0; column--) {
      length[row * width + column] =
        old[row] === now[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const pieces: { kind: Piece['kind']; text: string }[] = []
  const add = (kind: Piece['kind'], text: string) => {
    const last = pieces.at(-1)
    if (last?.kind === kind) last.text += text
    else pieces.push({ kind, text })
  }
  let row = 0
  let column = 0
  while (row < old.length || column < now.length) {
    const [one, other] = [old[row], now[column]]
    if (one !== undefined && one === other) {
      add('same', one)
      row++
      column++
    } else if (one !== undefined && (other === undefined || at(row + 1, column) >= at(row, column + 1))) {
      add('gone', one)
      row++
    } else if (other !== undefined) {
      add('new', other)
      column++
    }
  }
  return pieces
}
