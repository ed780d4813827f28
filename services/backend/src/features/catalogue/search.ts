import type { Language } from '@parlance/contracts/languages'
import type { CatalogueStore, ToolFilter } from './catalogue-store-port.ts'

/** So many of the best are ranked; a list that goes on for longer is not read to its end by anybody. */
const mostFound = 500
/** With fewer results than this, the words are looked at for typos. */
const fewFound = 3

/** What was found, the best first. */
export interface Found {
  readonly ids: string[]
  /** The words that were looked for instead, where typos were likely. */
  readonly corrected?: string
}

/**
 * Words as they are looked for: dashes that stand before no word, and several in a row, are no signs of what is not
 * wanted. "" where nothing is asked for: no letter, no figure, or only what is not wanted.
 */
export function tidyWords(words: string): string {
  const tidy = words
    .replace(/-{2,}/g, ' ')
    .replace(/-(?![\p{L}\p{N}"])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const wanted = tidy.replace(/(?<=^|\s)-("[^"]*"?|\S+)/g, '')
  return /[\p{L}\p{N}]/u.test(wanted) ? tidy : ''
}

/**
 * Looks for words; where hardly anything is found, for the similar words that the directory has. Words that say nothing,
 * such as "the", find listings that are named so, and no others.
 */
export async function findWords(
  store: CatalogueStore,
  asked: string,
  filter: ToolFilter,
  lang: Language,
): Promise<Found> {
  const words = tidyWords(asked)
  if (words === '') return { ids: [] }
  const ids = await store.search(words, filter, lang, mostFound)
  if (ids.length >= fewFound) return { ids }
  if (ids.length === 0 && (await store.sayNothing(words, lang))) {
    return { ids: await store.named(words, filter, mostFound) }
  }
  const single = words.split(/\s+/).filter((word) => word !== '')
  const similar = await store.similarWords(single, lang)
  const corrected = similar.join(' ')
  if (corrected === single.join(' ')) return { ids }
  const more = await store.search(corrected, filter, lang, mostFound)
  return more.length > ids.length ? { ids: more, corrected } : { ids }
}
