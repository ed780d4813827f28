import type { Price, Pricing } from '../catalogue/catalogue.ts'
import { shorten } from '../catalogue/texts.ts'
import { plainName, slugOf } from '../identifiers.ts'
import type { ListingTexts } from './listing-store-port.ts'
import type { PageFacts } from './page-facts.ts'

const longestName = 80
const longestTagline = 160
const longestOverview = 400
const longestDescription = 2_400
const mostFeatures = 8
const mostQuestions = 8
const mostProfiles = 12
const longestAuthor = 160

/** What a listing says, taken from its page. */
export interface PageDescription {
  readonly name: string
  readonly sortName: string
  readonly slug: string
  readonly pricing: Pricing
  readonly price: Price | null
  readonly author: string
  readonly pageDate: Date | null
  readonly profiles: readonly string[]
  readonly texts: ListingTexts
}

/** Makes a listing's texts from what the page says of itself. */
export function describePage(page: PageFacts): PageDescription {
  const host = new URL(page.url).hostname.replace(/^www\./, '')
  const name = shorten(
    oneLine(page.name) || oneLine(page.title) || oneLine(page.siteName) || host,
    longestName,
  )
  const description = oneLine(page.description)
  const overview = shorten(description || oneLine(page.excerpt), longestOverview)
  const tagline = shorten(oneLine(page.tagline) || firstSentence(overview), longestTagline)
  return {
    name,
    sortName: plainName(name),
    slug: slugOf(name) || slugOf(host) || 'page',
    pricing: pricingOf(page.pricing),
    price: page.price,
    author: shorten(oneLine(page.author), longestAuthor),
    pageDate: dateOf(page.publishedTime),
    profiles: page.profiles.slice(0, mostProfiles),
    texts: {
      name,
      tagline: tagline || null,
      overview: overview || null,
      description: longText(page) || overview || null,
      keyFeatures: distinct(page.features.map(oneLine)).slice(0, mostFeatures),
      useCases: [],
      questions: page.questions.slice(0, mostQuestions),
    },
  }
}

/** Paragraphs of the page, as Markdown in which nothing is markup by accident. */
function longText(page: PageFacts): string {
  if (page.generatedDescription !== '') return page.generatedDescription.trim()
  if (page.summary !== '') return escapeMarkdown(oneLine(page.summary))
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

/** A time that lies in the past of the web, or none. */
function dateOf(time: string): Date | null {
  const date = new Date(time)
  const year = date.getUTCFullYear()
  return year >= 1990 && date.getTime() < Date.now() + 86_400_000 ? date : null
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))]
}
