import type { Pricing } from '../catalogue/catalogue.ts'
import { shorten } from '../catalogue/texts.ts'
import { plainName, slugOf } from '../identifiers.ts'
import type { ListingTexts } from './listing-store.ts'
import type { PageFacts } from './scraper.ts'

const longestName = 80
const longestTagline = 160
const longestOverview = 400
const longestDescription = 2_400
const mostFeatures = 8

/** What a listing says, taken from its page. */
export interface PageDescription {
  readonly name: string
  readonly sortName: string
  readonly slug: string
  readonly pricing: Pricing
  readonly texts: ListingTexts
}

/** Makes a listing's texts from what the page says of itself. */
export function describePage(page: PageFacts): PageDescription {
  const { name, rest } = nameOf(page)
  const description = oneLine(page.description)
  const overview = shorten(description || oneLine(page.excerpt), longestOverview)
  const tagline = shorten(rest || firstSentence(overview), longestTagline)
  const host = new URL(page.url).hostname.replace(/^www\./, '')
  return {
    name,
    sortName: plainName(name),
    slug: slugOf(name) || slugOf(host) || 'page',
    pricing: pricingOf(page.pricing),
    texts: {
      name,
      tagline: tagline || null,
      overview: overview || null,
      description: longText(page) || overview || null,
      keyFeatures: distinct(page.features.map(oneLine)).slice(0, mostFeatures),
      useCases: [],
    },
  }
}

/** Between the parts of a page title. */
const separators = /\s+[|·•—–-]\s+|\s*[|»]\s*|:\s+/

/** A front page is called as its site; a page further down as itself. `rest` is what else the title says. */
function nameOf(page: PageFacts): { name: string; rest: string } {
  const url = new URL(page.url)
  const parts = oneLine(page.title)
    .split(separators)
    .filter((part) => part !== '')
  const deep = url.pathname.split('/').filter((part) => part !== '').length > 1
  const site = oneLine(page.siteName)
  const name = (deep ? parts[0] : undefined) ?? (site || (parts[0] ?? url.hostname.replace(/^www\./, '')))
  const others = parts.filter(
    (part) => plainName(part) !== plainName(name) && plainName(part) !== plainName(site),
  )
  return { name: shorten(name, longestName), rest: others.join(' – ') }
}

/** Paragraphs of the page, as Markdown in which nothing is markup by accident. */
function longText(page: PageFacts): string {
  if (page.generatedDescription !== '') return page.generatedDescription.trim()
  const paragraphs = (page.text || page.excerpt)
    .split(/\n+/)
    .map(oneLine)
    .filter((paragraph) => paragraph.length >= 40)
  const kept: string[] = []
  let length = 0
  for (const paragraph of distinct(paragraphs)) {
    if (length + paragraph.length > longestDescription && kept.length > 0) break
    kept.push(escapeMarkdown(shorten(paragraph, longestDescription)))
    length += paragraph.length
  }
  return kept.join('\n\n')
}

/** Only what is markup where it stands: at the start of a paragraph, or anywhere for emphasis, code, links and HTML. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>]/g, (mark) => `\\${mark}`)
    .replace(/^(#{1,6}\s|[-+]\s|>|\d+[.)]\s)/, (mark) => mark.replace(/[#\-+>.)]/, (sign) => `\\${sign}`))
}

function firstSentence(text: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)
  return first?.segment.trim() ?? ''
}

function pricingOf(hint: string): Pricing {
  return hint === 'free' || hint === 'freemium' || hint === 'paid' || hint === 'contact' ? hint : 'unknown'
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))]
}
