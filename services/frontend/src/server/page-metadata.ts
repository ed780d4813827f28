import type { Metadata } from 'next'
import { atomType, feedPath } from '../features/tools/atom-feed.ts'
import type { Language } from '../i18n/languages.ts'
import { alternatesOf, localPath } from '../i18n/paths.ts'

/** What each page says of itself to search engines and link previews. */
export interface PageDescription {
  readonly lang: Language
  /** Path without its language, such as `/tools`. */
  readonly path: string
  readonly title?: string
  readonly description: string
  /** What stands beside links to it, 1200 × 630, in a format that every network takes; absent = the site's own. */
  readonly picture?: { readonly url: string; readonly alt: string } | undefined
  /** The page has a feed of what is new on it. */
  readonly feed?: boolean
  /** Not to be found by search engines: a search result, a form in progress. */
  readonly hidden?: boolean
}

/** Languages as Open Graph has them: with a territory. */
const openGraphLocales: Readonly<Record<Language, string>> = {
  en: 'en_GB',
  fr: 'fr_FR',
  es: 'es_ES',
  it: 'it_IT',
  de: 'de_DE',
  nl: 'nl_NL',
  pt: 'pt_PT',
}

/** Title, self-canonical address, the same page in the other languages, and the preview. */
export function pageMetadata(page: PageDescription): Metadata {
  const { lang, path, title, description, picture, feed, hidden } = page
  const url = localPath(lang, path)
  return {
    ...(title && { title }),
    description,
    alternates: {
      canonical: url,
      languages: alternatesOf(path),
      ...(feed && { types: { [atomType]: [{ url: feedPath(url), title: title ?? 'Parlance' }] } }),
    },
    ...(hidden && { robots: { index: false, follow: true } }),
    openGraph: {
      type: 'website',
      siteName: 'Parlance',
      locale: openGraphLocales[lang],
      url,
      title: title ?? 'Parlance',
      description,
      // PNG or JPEG: some of the large networks show neither WebP nor AVIF.
      images: [{ width: 1200, height: 630, ...(picture ?? { url: `/og/${lang}.png`, alt: 'Parlance' }) }],
    },
    twitter: { card: 'summary_large_image' },
  }
}
