import type { Language } from '@parlance/contracts/languages'

/** PostgreSQL's dictionary of stems for each language of the site. */
export const stemmers: Readonly<Record<Language, string>> = {
  en: 'english_stem',
  fr: 'french_stem',
  es: 'spanish_stem',
  it: 'italian_stem',
  de: 'german_stem',
  nl: 'dutch_stem',
  pt: 'portuguese_stem',
}
