import type { Segment } from './document.ts'
import { spanEdge } from './spans.ts'

/** Gives a translated sentence the letter case and the spaces around masks that its source has. */
export function shapeLike(segment: Segment, result: string, target: string): string {
  const spaced = oneSpace(segment.text, result.trim().replace(/\s*\n\s*/g, ' '))
  const line = withoutLooseHyphens(segment.text, joinSigns(segment.text, spaced))
  return spaceMasks(segment.text, smallInside(segment.text, caseLike(segment.text, line, target), target))
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
  // Rules that put another article first write all of it in capitals, and it alone: “EL agua”.
  const shouted = word.length > 1 && word === word.toUpperCase() && /\p{Ll}/u.test(result)
  if (shouted && capitals <= 1 && particles.has(word.toLowerCase()))
    return caseLike(source, replaceAt(result, at, word, word.toLowerCase()), target)
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

const words = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu
/** What a sentence or a quotation begins after: a capital is right there. */
const begins = /(?:^|[.!?…:]|["“«„(¿¡‘]|[-–—]\s)[\s\p{Co}"“«(¿¡]*$/u
const capitalised = /^\p{Lu}[\p{Ll}\p{M}’']*(?:-\p{Ll}+)*$/u

/**
 * Takes back capitals that the engine put inside a sentence: rules that bring a word forward leave its capital behind it. Those
 * that the source has too stay, and as many more as it has names that may be called otherwise here.
 */
function smallInside(source: string, result: string, target: string): string {
  if (target === 'de' || !/\p{Ll}/u.test(source)) return result
  const inner = (text: string) =>
    [...text.matchAll(words)].filter(
      ({ index, 0: word }) => capitalised.test(word) && !begins.test(text.slice(0, index)),
    )
  const own = inner(result)
  if (own.length === 0) return result
  const spelt = new Set(source.match(words) ?? [])
  const names = inner(source)
    .filter(([word]) => word !== 'I' && !/^I['’]/.test(word))
    .map(([word]) => word)
  const translated = names.filter((word) => !own.some(([found]) => found === word))
  let text = result
  for (const { index, 0: word } of own) {
    if (spelt.has(word) && word.length > 1 && !particles.has(word.toLowerCase())) continue
    if (target === 'en' && /^I(?:['’]|$)/.test(word)) continue
    if (!particles.has(word.toLowerCase()) && translated.pop() !== undefined) continue
    text =
      text.slice(0, index) +
      word.charAt(0).toLocaleLowerCase(target) +
      word.slice(1) +
      text.slice(index + word.length)
  }
  return text
}

/** Words that are no names: articles, pronouns, prepositions, conjunctions, forms of to be. */
const particles = new Set(
  (
    'the a an it he she we you they of in on at to for and or but is are was with this that my your his her its our their ' +
    'el la los las un una lo le les me te se nos de del en a al por para con y o pero es son está están era su sus mi tu este esta ' +
    'il elle on nous vous ils elles je tu ce cet cette ces des du au aux dans sur par pour avec et ou mais est sont mon ma mes ton son sa ses leur ' +
    'lo gli i una uno di da nel sul per con e ma è sono mio suo questo questa dei degli delle ' +
    'o os as um uma eu ele ela nós eles elas do da dos das no na em com mas é são meu minha seu sua este esta isto'
  ).split(' '),
)

/** A hyphen that held on to a word which the rules dropped. */
function withoutLooseHyphens(source: string, result: string): string {
  return /\p{L}-(?!\p{L})/u.test(source) ? result : result.replace(/(?<=\p{L})-(?=$|[\s\p{P}])/gu, '')
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
    if (!glueNext && /\s/.test(after) && next !== '' && !/^(?:\s|[.,;:!?…)\]]+(?:\s|$))/.test(next))
      out += ' '
  }
  return out.trim()
}

function isMask(piece: string): boolean {
  return /^\p{Co}$/u.test(piece)
}

function isSign(character: string): boolean {
  return /^[\p{P}\p{Co}]$/u.test(character)
}
