/** What is wrong with a translation, for logs and notes. */
export type Fault = 'masks' | 'repetition' | 'length' | 'empty' | 'figures' | 'markup'

/** A translation may be shorter or longer than its source by these factors, and always by so many characters. */
const shortest = 0.25
const longest = 4
const slack = 40

/**
 * Faults that engines are known for: nothing at all, a loop of the same words, an absurd length, figures that changed.
 *
 * @returns the first fault, or undefined.
 */
export function findFault(source: string, result: string): Fault | undefined {
  const from = source.replace(/\p{Co}/gu, '').trim()
  const to = result.replace(/\p{Co}/gu, '').trim()
  if (/\p{L}/u.test(from) && !/[\p{L}\p{N}]/u.test(to)) return 'empty'
  if (to.length > from.length * longest + slack || to.length + slack < from.length * shortest) return 'length'
  if (loops(to) && !loops(from)) return 'repetition'
  if (figures(from) !== figures(to)) return 'figures'
  return undefined
}

/** Whether one to eight words (or characters, where there are no spaces) come four times or more in a row. */
export function loops(text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[\s,.;:!?]+/u)
    .filter(Boolean)
  for (let size = 1; size <= 8 && size * 4 <= words.length; size += 1) {
    let run = 0
    for (let at = size; at < words.length; at += 1) {
      run = words[at] === words[at - size] ? run + 1 : 0
      if (run >= size * 3) return true
    }
  }
  return /(.{2,20}?)\1{5,}/u.test(text.slice(0, 4_000))
}

/** Numbers of two digits and more: an engine may write 3 as a word, but 2024 stays 2024. */
function figures(text: string): string {
  return (text.match(/\d{2,}/g) ?? []).sort().join(' ')
}
