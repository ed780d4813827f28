import type { Language } from '@parlance/contracts/languages'
import type { CatalogueStore, ToolFilter } from './catalogue-store.ts'

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

/** Looks for words; where hardly anything is found, for the similar words that the directory has. */
export async function findWords(
  store: CatalogueStore,
  words: string,
  filter: ToolFilter,
  lang: Language,
): Promise<Found> {
  const ids = await store.search(words, filter, lang, mostFound)
  if (ids.length >= fewFound) return { ids }
  const single = words.split(/\s+/).filter((word) => word !== '')
  const similar = await store.similarWords(single, lang)
  const corrected = similar.join(' ')
  if (corrected === single.join(' ')) return { ids }
  const more = await store.search(corrected, filter, lang, mostFound)
  return more.length > ids.length ? { ids: more, corrected } : { ids }
}
