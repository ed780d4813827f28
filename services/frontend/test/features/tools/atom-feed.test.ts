import { DOMParser, type Element } from '@xmldom/xmldom'
import { describe, expect, test } from 'vitest'
import type { ToolSummary } from '../../../src/api/rest-types.ts'
import { atomXml } from '../../../src/features/tools/atom-feed.ts'

const tool = (slug: string, change: Partial<ToolSummary> = {}): ToolSummary => ({
  slug,
  url: `https://${slug}.example/`,
  name: slug,
  tagline: 'What it does',
  overview: '',
  category: { slug: 'voice', name: 'Voix & sons' },
  tags: [],
  pricing: 'free',
  logo: null,
  screenshot: null,
  sourceLanguage: 'en',
  translation: null,
  views: 0,
  clicks: 0,
  featured: false,
  publishedAt: '2026-11-28T10:00:00.000Z',
  languages: { name: 'en', tagline: 'en', overview: 'en' },
  ...change,
})
const feedOf = (tools: readonly ToolSummary[]) => {
  const xml = atomXml({
    lang: 'fr',
    site: 'https://parlance.example',
    page: '/fr/tools',
    title: 'Outils <neufs> & "choisis"',
    subtitle: 'Les derniers',
    tools,
  })
  const stop = (level: string, message: string) => {
    // A replacement character is what a broken name becomes.
    if (level !== 'warning') throw new Error(`${level}: ${message}`)
  }
  const { documentElement } = new DOMParser({ onError: stop }).parseFromString(xml, 'application/xml')
  if (!documentElement) throw new Error('an empty document')
  return documentElement
}
const atom = 'http://www.w3.org/2005/Atom'
const children = (parent: Element, name: string) =>
  Array.from(parent.childNodes).filter(
    (child): child is Element =>
      child.nodeType === 1 && child.namespaceURI === atom && child.localName === name,
  )
const textOf = (parent: Element, name: string) => children(parent, name).map((child) => child.textContent)

describe('a feed keeps the rules of RFC 4287', () => {
  const nasty = tool('nasty', {
    name: 'A <b>bold</b> & "quoted" ]]> name\u0000\u001b\ud800',
    publishedAt: '2026-11-27T10:00:00.000Z',
    category: null,
  })
  const feed = feedOf([tool('first'), nasty])
  const entries = children(feed, 'entry')
  const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

  test('4.1.1: a feed has exactly one id, title and updated, at most one subtitle, and an author for its entries', () => {
    expect([feed.namespaceURI, feed.localName]).toEqual([atom, 'feed'])
    for (const name of ['id', 'title', 'updated', 'subtitle', 'author'])
      expect(textOf(feed, name), name).toHaveLength(1)
    expect(textOf(feed, 'updated')).toEqual(['2026-11-28T10:00:00.000Z'])
    expect(textOf(feed, 'title')).toEqual(['Outils <neufs> & "choisis"'])
    const [author] = children(feed, 'author')
    expect(author && textOf(author, 'name')).toHaveLength(1)
  })

  test('4.1.1 and 4.2.7: it says where it is, and one alternate of a type and language', () => {
    const links = children(feed, 'link').map((link) => [link.getAttribute('rel'), link.getAttribute('href')])
    expect(links).toEqual([
      ['self', 'https://parlance.example/fr/tools/feed.atom'],
      ['alternate', 'https://parlance.example/fr/tools'],
    ])
  })

  test('4.1.2: an entry has exactly one id, title and updated, an alternate, at most one published and summary', () => {
    expect(entries).toHaveLength(2)
    for (const entry of entries) {
      for (const name of ['id', 'title', 'updated', 'published', 'summary']) {
        expect(textOf(entry, name), name).toHaveLength(1)
      }
      expect(children(entry, 'link').map((link) => link.getAttribute('rel'))).toEqual(['alternate'])
    }
  })

  test('4.2.6: ids are absolute, and each is another', () => {
    const ids = [feed, ...entries].flatMap((element) => textOf(element, 'id'))
    expect(new Set(ids).size).toBe(3)
    for (const id of ids) expect(URL.canParse(id ?? '')).toBe(true)
  })

  test('3.3: dates are those of RFC 3339', () => {
    const dates = [feed, ...entries].flatMap((each) => [
      ...textOf(each, 'updated'),
      ...textOf(each, 'published'),
    ])
    for (const date of dates) expect(date).toMatch(dateTime)
  })

  test('2 and XML 1.0: languages are named, and no name breaks the file', () => {
    expect(feed.getAttribute('xml:lang')).toBe('fr')
    expect(children(entries[0] as Element, 'summary')[0]?.getAttribute('xml:lang')).toBe('en')
    expect(textOf(entries[1] as Element, 'title')).toEqual(['A <b>bold</b> & "quoted" ]]> name\ufffd'])
    const [category] = children(entries[0] as Element, 'category')
    expect([category?.getAttribute('term'), category?.getAttribute('label')]).toEqual([
      'voice',
      'Voix & sons',
    ])
    expect(children(entries[1] as Element, 'category')).toEqual([])
  })

  test('an empty directory has a feed too', () => {
    const empty = feedOf([])
    expect(children(empty, 'entry')).toEqual([])
    expect(textOf(empty, 'updated')[0]).toMatch(dateTime)
  })
})
