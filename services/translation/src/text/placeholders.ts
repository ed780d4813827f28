/** A segment whose masks an engine of words can read: `[1]`, as models know it from footnotes, and the way back. */
export interface Placeholders {
  readonly text: string
  /** Puts the masks back into what the engine said; a placeholder it made up stays as it is. */
  restore(answer: string): string
}

/** Writes masks as `[number]`, with numbers that the text itself does not hold. */
export function withPlaceholders(segment: string): Placeholders {
  const taken = new Set([...segment.matchAll(/\d+/g)].map(([number]) => Number(number)))
  const masks = new Map<number, string>()
  let next = 1
  const text = segment.replace(/\p{Co}/gu, (mask, at: number) => {
    while (taken.has(next)) next += 1
    masks.set(next, mask)
    // A placeholder that touches a word would be read as part of it.
    const before = /[\p{L}\p{N}]/u.test(segment[at - 1] ?? '') ? ' ' : ''
    const after = /[\p{L}\p{N}]/u.test(segment[at + 1] ?? '') ? ' ' : ''
    return `${before}[${next++}]${after}`
  })
  return {
    text,
    restore: (answer) =>
      answer.replace(/\[\s*(\d+)\s*\]/g, (found, number) => masks.get(Number(number)) ?? found),
  }
}
