import { Readability } from '@mozilla/readability'
import { decodeHtml } from './charset.ts'
import { absolute, oneLine, type PageDocument, type PageNode, parsePage } from './dom.ts'
import { pricingOf } from './hints.ts'
import { detectLanguage, directionOf, firstLanguage } from './language.ts'
import { metascraperFields } from './metascraper.ts'
import { proseOf } from './plain-text.ts'
import { publishedTime } from './published.ts'
import { maxLineLength, maxTextLength, type Reading, type ReadJob } from './reading.ts'
import { type Statements, statementsOf } from './statements.ts'

type Article = ReturnType<typeof readArticle>

/** Less prose than this from an article means that it is none; the whole page is taken instead. */
const leastProse = 200

/**
 * Reads a page. Readability comes first, which weighs JSON-LD, Open Graph, `<meta>` and the article itself; then the
 * page's own statements that it passes over; then metascraper's rules, which also guess from class names, for what is
 * still missing.
 */
export async function readPage(job: ReadJob): Promise<Reading> {
  const html = decodeHtml(job.body, job.contentType)
  const document = parsePage(html)
  const stated = statementsOf(document, job)
  const wholeText = document.body ? proseOf(document.body, maxTextLength) : []
  // Readability takes the document apart, so it comes last.
  const article = readArticle(document)
  const prose = article?.content ? proseOf(article.content, maxTextLength) : []
  const blocks = prose.join('').length >= leastProse ? prose : wholeText
  const text = blocks.join('\n\n')
  const guesses = await metascraperFields(html, job.url, missingFields(article, stated))
  const language = firstLanguage([article?.lang, ...stated.languages, guesses.lang]) || detectLanguage(text)
  const title = firstLine(article?.title, guesses.title)
  return {
    title,
    siteName: firstLine(
      article?.siteName,
      ...stated.siteNames,
      vouchedName(guesses.publisher, `${title} ${job.url}`),
    ),
    description: firstLine(article?.excerpt, guesses.description, ...stated.descriptions),
    author: firstLine(article?.byline, guesses.author),
    language,
    dir: directionOf([article?.dir, ...stated.dirs], language),
    publishedTime: publishedTime(
      [article?.publishedTime, ...stated.times, guesses.datePublished],
      Date.now(),
    ),
    canonical: stated.canonical,
    excerpt: oneLine(blocks.find((block) => block.length >= 60) ?? blocks[0], 500),
    text,
    features: stated.features,
    pricing: pricingOf(stated.article ? '' : wholeText.join('\n'), stated.linked),
    icons: stated.icons,
    manifest: stated.manifest,
    previewImage: stated.image || absolute(guesses.image, job.url),
    refresh: stated.refresh,
  }
}

/** Readability's article; nothing where the page is too strange for it. */
function readArticle(document: PageDocument) {
  try {
    return new Readability<PageNode>(document as never, {
      maxElemsToParse: 100_000,
      serializer: (node) => node as unknown as PageNode,
    }).parse()
  } catch {
    return null
  }
}

/** The fields that metascraper is asked for, by its names: parsing a page twice is dear, and often not needed. */
function missingFields(article: Article, stated: Statements): string[] {
  const known: Readonly<Record<string, boolean>> = {
    title: !!article?.title,
    description: !!article?.excerpt,
    author: !!article?.byline,
    lang: firstLanguage([article?.lang, ...stated.languages]) !== '',
    publisher: [article?.siteName, ...stated.siteNames].some(Boolean),
    datePublished: [article?.publishedTime, ...stated.times].some(Boolean),
    image: stated.image !== '',
  }
  return Object.keys(known).filter((name) => !known[name])
}

function firstLine(...claims: (string | null | undefined)[]): string {
  const claim = claims.find((text) => text?.trim())
  return oneLine(claim, maxLineLength)
}

/** A name guessed from class names and pictures, if title or address know it too; else it may be a partner's badge. */
function vouchedName(guess: string | undefined, witness: string): string {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return guess && letters(witness).includes(letters(guess)) ? guess : ''
}
