/** The languages of the site, in the order they are offered (BCP 47 primary subtags). */
export const languages = ['en', 'fr', 'es', 'it', 'de', 'nl', 'pt'] as const

/** A language that the site speaks. */
export type Language = (typeof languages)[number]

/** Each language by its own name. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  it: 'Italiano',
  de: 'Deutsch',
  nl: 'Nederlands',
  pt: 'Português',
}

/** Whether a string names a language of the site. */
export function isLanguage(value: unknown): value is Language {
  return (languages as readonly unknown[]).includes(value)
}
