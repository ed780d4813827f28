import { splitLanguage } from '../i18n/paths.ts'

/** Where a link leads, as the platform tells it of an anchor. */
export interface LinkFacts {
  /** Absolute. */
  readonly href: string
  readonly target: string
  readonly download: boolean
}

/**
 * The path, with its query and fragment, of a page that can take the place of this one without a new document; undefined
 * where the browser has to go there itself: another site, another language (the document's own changes), a file, another
 * window, or a place on this same page.
 * @param here address of the page
 */
export function softTarget(link: LinkFacts, here: string): string | undefined {
  if ((link.target && link.target !== '_self') || link.download) return undefined
  const [from, to] = [new URL(here), URL.parse(link.href)]
  if (!to || to.origin !== from.origin) return undefined
  const { language } = splitLanguage(to.pathname)
  if (!language || language !== splitLanguage(from.pathname).language) return undefined
  if (to.hash && to.pathname === from.pathname && to.search === from.search) return undefined
  return `${to.pathname}${to.search}${to.hash}`
}

/** The address that a form with method GET leads to: its action with what was filled in, empty fields left out. */
export function formAddress(action: string, fields: Iterable<readonly [string, FormDataEntryValue]>): string {
  const to = new URL(action)
  to.search = new URLSearchParams(
    [...fields].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() ? [[name, value.trim()]] : [],
    ),
  ).toString()
  return to.href
}
