import type { PageDocument } from './dom.ts'

/** What a page's `<meta>` elements say, by name: `og:title`, `description`, `citation_author`. */
export interface Meta {
  /** The first that is not empty, of the names in this order. */
  first(...names: string[]): string
  /** Every one that is not empty. */
  all(name: string): readonly string[]
}

/** Elements looked at; a page that has more is no page. */
const maxElements = 2_000
const maxValueLength = 20_000

/**
 * Reads `<meta>` elements whatever attribute carries the name (`name`, `property`, `itemprop`, `http-equiv`), also several
 * names in one, in any case, with `.` for `:`.
 */
export function metaOf(document: PageDocument): Meta {
  const found = new Map<string, string[]>()
  let count = 0
  for (const element of document.querySelectorAll('meta[content]')) {
    if (++count > maxElements) break
    const content = (element.getAttribute('content') ?? '').slice(0, maxValueLength).trim()
    if (content === '') continue
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      for (const name of (element.getAttribute(attribute) ?? '').split(/\s+/)) {
        if (name === '') continue
        const key = keyOf(name)
        const values = found.get(key) ?? []
        values.push(content)
        found.set(key, values)
      }
    }
  }
  return {
    first: (...names) => names.map((name) => found.get(keyOf(name))?.[0]).find(Boolean) ?? '',
    all: (name) => found.get(keyOf(name)) ?? [],
  }
}

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll('.', ':')
}
