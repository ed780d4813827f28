import { isLanguage, type Language } from '../../i18n/languages.ts'

/** Cookie with the language that somebody reads rooms in; apart from that of the interface. */
export const readingCookie = 'parlance_read'

/** The language to read a room in: the chosen one, or the interface's. */
export function readingLanguage(cookie: string | undefined, page: Language): Language {
  return isLanguage(cookie) ? cookie : page
}

/** What the composer offers as the language that somebody writes in. */
export type WritingLanguage = Language | 'auto'

/** The language to send with a message: none where the backend is to find out. */
export function sentLanguage(choice: WritingLanguage): Language | undefined {
  return choice === 'auto' ? undefined : choice
}
