import { isLanguage, type Language } from '../../i18n/languages.ts'

/**
 * The `lang` attribute of a text: set only where the text is in another language than the page, so that screen readers
 * and hyphenation follow.
 */
export function foreignLanguage(
  languages: Readonly<Record<string, string | undefined>>,
  field: string,
  page: Language,
): Language | undefined {
  const real = languages[field]
  return isLanguage(real) && real !== page ? real : undefined
}
