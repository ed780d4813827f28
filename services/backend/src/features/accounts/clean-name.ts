import { Problem } from '@parlance/service-kit'

/** Marks that turn the direction of a line, and spaces of no width. Joiners stay: names and emoji need them. */
const disturbing = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** A name on one line that does not disturb the lines of others. @throws Problem where nothing can be seen of it */
export function cleanName(name: string): string {
  const line = name
    .replace(disturbing, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (!/[^\p{C}\p{Z}]/u.test(line))
    throw new Problem('invalid', 'The name shows nothing: give one with letters.')
  return line
}
