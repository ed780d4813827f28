import type { AdminTerm } from '../../api/rest-types.ts'
import type { Language } from '../../i18n/languages.ts'

/** A category or tag to choose. */
export interface TermChoice {
  readonly slug: string
  readonly name: string
}

/** What a category or tag is called in a language, else in English, else its slug. */
export function termName(term: AdminTerm, lang: Language): string {
  const name = (language: string) => term.texts.find((text) => text.language === language)?.name
  return name(lang) ?? name('en') ?? term.slug
}
