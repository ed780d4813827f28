import type { Segment } from './document.ts'
import { spanEdge } from './spans.ts'

/** Gives a translated sentence the letter case and the spaces around masks that its source has. */
export function shapeLike(segment: Segment, result: string, target: string): string {
  const spaced = oneSpace(segment.text, result.trim().replace(/\s*\n\s*/g, ' '))
  const line = joinSigns(segment.text, spaced)
  return spaceMasks(segment.text, caseLike(segment.text, line, target))
}

/** Where the source has single spaces only, so has the result: rules that drop a word leave two. */
function oneSpace(source: string, result: string): string {
  return / {2}/.test(source) ? result : result.replace(/ {2,}/g, ' ')
}

/** Takes the space away that engines leave before a stop or comma, unless the source had one there. */
function joinSigns(source: string, result: string): string {
  return /\s[.,;:!?…)\]]/.test(source) ? result : result.replace(/\s+(?=[.,;:!?…)\]]+(?:\s|$))/g, '')
}

/** All capitals stay all capitals; the first letter is a capital where the source's is. */
function caseLike(source: string, result: string, target: string): string {
  const letters = source.match(/\p{L}/gu) ?? []
  const capitals = source.match(/\p{Lu}/gu)?.length ?? 0
  if (letters.length > 3 && capitals === letters.length && /\s/.test(source.trim())) {
    return result.toLocaleUpperCase(target)
  }
  const [first = ''] = letters
  const at = result.search(/\p{L}/u)
  if (at < 0) return result
  const letter = String.fromCodePoint(result.codePointAt(at) ?? 0)
  const word = /^[\p{L}\p{M}’']+/u.exec(result.slice(at))?.[0] ?? ''
  if (isUpper(first)) return replaceAt(result, at, letter, letter.toLocaleUpperCase(target))
  // German nouns, the English I and what is written in capitals keep theirs.
  const keeps =
    target === 'de' || /^I(?:$|['’])/.test(word) || (word.length > 1 && word === word.toUpperCase())
  const sourceStartsWithWord = /^[\p{L}]/u.test(source)
  if (!keeps && sourceStartsWithWord && !isUpper(first)) {
    return replaceAt(result, at, letter, letter.toLocaleLowerCase(target))
  }
  return result
}

function isUpper(letter: string): boolean {
  return letter !== '' && letter !== letter.toLowerCase()
}

function replaceAt(text: string, at: number, from: string, to: string): string {
  return text.slice(0, at) + to + text.slice(at + from.length)
}

/**
 * Mends the spaces beside masks: a mask that stood apart from words stands apart again, one that touched a sign touches
 * it again, and markup holds its words without a space.
 */
function spaceMasks(source: string, result: string): string {
  if (!/\p{Co}/u.test(result)) return result
  let out = ''
  let glueNext = false
  for (const piece of result.split(/(\p{Co})/u)) {
    if (!isMask(piece)) {
      out += glueNext ? piece.trimStart() : piece
      glueNext = false
      continue
    }
    const place = source.indexOf(piece)
    const [before, after] = [source[place - 1] ?? '', source[place + 1] ?? '']
    const side = spanEdge(piece)?.side
    const touchesSign = isSign(before) && isSign(out.trimEnd().at(-1) ?? '')
    if (side === 'close' || touchesSign) out = out.trimEnd()
    else if (/\s/.test(before) && out !== '' && !/\s$/.test(out)) out += ' '
    out += piece
    const next = result.slice(result.indexOf(piece) + 1)
    glueNext = side === 'open' || (isSign(after) && isSign(next.trimStart()[0] ?? ''))
    if (!glueNext && /\s/.test(after) && next !== '' && !/^\s/.test(next)) out += ' '
  }
  return out.trim()
}

function isMask(piece: string): boolean {
  return /^\p{Co}$/u.test(piece)
}

function isSign(character: string): boolean {
  return /^[\p{P}\p{Co}]$/u.test(character)
}
