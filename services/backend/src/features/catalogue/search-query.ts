import type { ToolFilter } from './catalogue-store-port.ts'
import type { KnownWord } from './search-port.ts'

/** So many words of a question are looked for; the rest is left out. */
const mostWords = 12

/** What somebody typed, in parts: each of words that stand beside each other. */
export interface AskedPart {
  readonly words: readonly string[]
  readonly excluded: boolean
  /** In quotes: the words in this order. */
  readonly phrase: boolean
}

/** Reads a question: words, "phrases", and -what is not wanted. Signs between letters part words, as in the index. */
export function readQuestion(text: string): AskedPart[] {
  const parts: AskedPart[] = []
  let left = mostWords
  for (const [, minus, quoted, single] of text.matchAll(
    /(?<=^|\s)(-(?=["\p{L}\p{N}]))?(?:"([^"]*)"?|(\S+))/gu,
  )) {
    const words = wordsOf(quoted ?? single ?? '').slice(0, left)
    if (words.length === 0) continue
    left -= words.length
    parts.push({ words, excluded: minus === '-', phrase: quoted !== undefined && words.length > 1 })
  }
  return parts
}

/** The words of a text in lower case: runs of letters and figures. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.map((word) => word.slice(0, 60)) ?? []
  )
}

/**
 * The tsquery of parts whose words are known; words that say nothing are left out. '' where nothing is left.
 *
 * @param some one of the words, or phrases, is enough
 */
export function queryOf(
  parts: readonly (AskedPart & { readonly known: readonly KnownWord[] })[],
  some = false,
): string {
  const joint = some ? ' | ' : ' & '
  const wanted: string[] = []
  const unwanted: string[] = []
  for (const { known, excluded, phrase } of parts) {
    const saying = known.filter(({ stop }) => !stop).map(anyOf)
    const text = phrase ? phraseOf(known) : saying.join(excluded ? ' & ' : joint)
    if (text === '') continue
    if (excluded) unwanted.push(`!(${text})`)
    else wanted.push(text)
  }
  if (wanted.length === 0) return ''
  return [some ? `(${wanted.join(joint)})` : wanted.join(joint), ...unwanted].join(' & ')
}

/** The tsquery of names that have all these words, the last being a beginning where `open`; '' for none. */
export function nameQueryOf(plain: readonly string[], open: boolean): string {
  return plain
    .map((word, index) => `${quote(`=${word}`)}${open && index === plain.length - 1 ? ':*' : ''}`)
    .join(' & ')
}

/** The tsquery of a filter; '' for none. */
export function filterQueryOf(filter: ToolFilter): string {
  return filterKeys(filter)
    .map((key) => quote(`#${key}`))
    .join(' & ')
}

/** A filter as facets: c:category t:tag p:price l:language f:featured. */
export function filterKeys({ category, tags, pricing, contentLanguage, featured }: ToolFilter): string[] {
  return [
    ...(category ? [`c:${category}`] : []),
    ...(tags ?? []).map((tag) => `t:${tag}`),
    ...(pricing ? [`p:${pricing}`] : []),
    ...(contentLanguage ? [`l:${contentLanguage}`] : []),
    ...(featured ? ['f:featured'] : []),
  ]
}

function anyOf({ lexemes }: KnownWord): string {
  const quoted = lexemes.map(quote)
  return quoted.length === 1 ? (quoted[0] ?? '') : `(${quoted.join(' | ')})`
}

/** Words that follow each other; what says nothing counts as a step between them. */
function phraseOf(known: readonly KnownWord[]): string {
  let text = ''
  let steps = 1
  for (const word of known) {
    if (word.stop) {
      steps += 1
      continue
    }
    text = text === '' ? anyOf(word) : `${text} <${steps}> ${anyOf(word)}`
    steps = 1
  }
  return text === '' ? '' : `(${text})`
}

function quote(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}
