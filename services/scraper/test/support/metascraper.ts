import metascraper from 'metascraper'
import author from 'metascraper-author'
import date from 'metascraper-date'
import description from 'metascraper-description'
import image from 'metascraper-image'
import lang from 'metascraper-lang'
import publisher from 'metascraper-publisher'
import title from 'metascraper-title'
import url from 'metascraper-url'

const read = metascraper([
  author(),
  date({ datePublished: true, dateModified: false }),
  description(),
  image(),
  lang(),
  publisher(),
  title(),
  url(),
])

/** What metascraper's rules find in a page, of the fields asked for, or of all; each is absent where they find nothing. */
export async function metascraperFields(
  html: string,
  url: string,
  only?: readonly string[],
): Promise<Readonly<Record<string, string | undefined>>> {
  if (only?.length === 0) return {}
  const pick = only ? { pickPropNames: new Set(only) } : {}
  const fields = (await read({ html, url, validateUrl: false, ...pick })) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  )
}
