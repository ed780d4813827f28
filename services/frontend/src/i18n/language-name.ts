import type { Language } from './languages.ts'

const displays = new Map<Language, Intl.DisplayNames>()

/** What a language is called in another, for the middle of a sentence: German in French is "allemand". */
export function languageNameIn(language: string, reader: Language): string {
  let display = displays.get(reader)
  if (!display) {
    display = new Intl.DisplayNames([reader], { type: 'language' })
    displays.set(reader, display)
  }
  // `of` throws on what is no language tag, and the tag may come from a stranger's page.
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? (display.of(language) ?? language) : language
}
