import { isLanguage, type Language, languages } from './languages.ts'

/** Name of the cookie that remembers the interface language somebody chose. */
export const languageCookie = 'parlance_lang'

/** The language that a path begins with, and the rest: `/fr/tools` → `fr`, `/tools`. */
export function splitLanguage(pathname: string): { language: Language | undefined; rest: string } {
  const [, first = '', ...others] = pathname.split('/')
  if (!isLanguage(first)) return { language: undefined, rest: pathname }
  return { language: first, rest: `/${others.join('/')}` }
}

/**
 * A path whose language is written otherwise than the site has it, such as `/EN/tools` or `/pt-BR`, as the site's own;
 * undefined where it begins with no language, or is right as it is.
 */
export function settledPath(pathname: string): string | undefined {
  const [, first = '', ...others] = pathname.split('/')
  const tag = /^([a-z]{2})(?:[-_][a-z]{4})?(?:[-_](?:[a-z]{2}|\d{3}))?$/i.exec(first)
  const language = tag?.[1]?.toLowerCase()
  if (!isLanguage(language) || language === first) return undefined
  return ['', language, ...others].join('/')
}

/** `/tools` in French is `/fr/tools`; the home page is `/fr`. */
export function localPath(language: Language, path: string): string {
  return path === '/' ? `/${language}` : `/${language}${path}`
}

/** The same page in another language; query and fragment are the caller's. */
export function samePageIn(language: Language, pathname: string): string {
  return localPath(language, splitLanguage(pathname).rest)
}

/** `hreflang` → path of a page, for every language and `x-default`. */
export function alternatesOf(path: string): Record<string, string> {
  const entries = languages.map((language) => [language, localPath(language, path)] as const)
  return { ...Object.fromEntries(entries), 'x-default': path === '/' ? '/' : localPath('en', path) }
}
