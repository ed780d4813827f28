import { Readability } from '@mozilla/readability'
import { authorsOf } from './authors.ts'
import { decodeHtml } from './charset.ts'
import { type Claim, type Settled, settle } from './claims.ts'
import { oneLine, type PageDocument, type PageNode, parsePage } from './dom.ts'
import { pricingOf } from './hints.ts'
import { canonicalTag, directionOf, languageClaim, languageKey } from './language.ts'
import { hostNames, isNameless, listingName, splitTitle } from './names.ts'
import { proseOf } from './plain-text.ts'
import { priceOf } from './price.ts'
import { publishedTime } from './published.ts'
import {
  type FieldName,
  type FieldSource,
  maxLineLength,
  maxTextLength,
  type Reading,
  type ReadJob,
} from './reading.ts'
import { type Statements, statementsOf } from './statements.ts'
import { summaryOf } from './summary.ts'
import { bareLetters, cleanLine, isLeftByTool, isNotice, withoutReadOn } from './text-hygiene.ts'
import { featuresOfPage, wallOf } from './walls.ts'

/** Less prose than this from an article means that it is none; the whole page is taken instead. */
const leastProse = 200
/** Readability weighs every element against every other; a page with more is read as a whole. */
const mostElements = 15_000
/** Characters from which the language is told. */
const spokenLength = 4_000
/** A block shorter than this is a heading or a button. */
const leastSentence = 60

/** Reads a page: its sources vote field by field, and each field says who spoke for it and how sure that is. */
export async function readPage(job: ReadJob): Promise<Reading> {
  const document = parsePage(decodeHtml(job.body, job.contentType))
  const stated = statementsOf(document, job)
  const everything = document.body ? proseOf(document.body, maxTextLength) : []
  const wholeText = everything.filter((block) => !isNotice(block))
  const described = [...stated.descriptions, ...stated.titles.slice(0, 1)].some(
    ({ value }) => descriptionOf(value ?? '') !== '',
  )
  const ownWhole = document.body ? proseOf(document.body, spokenLength, true) : []
  const features = featuresOfPage(document, everything, described)
  const price = stated.article
    ? undefined
    : priceOf(wholeText.join('\n'), stated.linked, stated.meta, document)
  // Readability takes the document apart, so it comes last.
  const article = readArticle(document)
  const prose = article?.content
    ? proseOf(article.content, maxTextLength).filter((block) => !isNotice(block))
    : []
  const ownArticle = article?.content ? proseOf(article.content, spokenLength, true) : []
  const blocks = prose.join('').length >= leastProse ? prose : wholeText
  const text = blocks.join('\n\n')

  const spoken = languageClaim(spokenWords(prose.length > 0 && blocks === prose ? ownArticle : ownWhole))
  const language = languageOf([...stated.languages, spoken])
  const siteNames = stated.siteNames.map(({ value }) => cleanLine(value)).filter(Boolean)
  const siteName = settle(siteClaims(stated, job.url), {
    // Some add what the site is for: "Acme – invoices made easy".
    clean: (claim) => splitTitle(cleanLine(claim), siteNames, job.url).site || cleanLine(claim),
  })
  const whole = settle(stated.titles, {
    key: (title) => bareLetters(splitTitle(title, siteNames, job.url).own),
  })
  const title = splitTitle(whole.value, siteNames, job.url)
  const { name, tagline } = listingName(title, siteName.value, job.url)
  const description = settle(descriptionClaims(stated, article, blocks), {
    clean: descriptionOf,
    key: beginningOf,
  })
  const author = settle(
    [...stated.authors, { source: 'readability', value: stated.about ? '' : article?.byline, weight: 0.3 }],
    {
      clean: (claim) => authorsOf(claim, [...siteNames, siteName.value]).join(', '),
    },
  )
  const published = settle(stated.times, {
    clean: (claim) => publishedTime(claim, language.value, Date.now()),
    key: (time) => time.slice(0, 10),
  })
  const fields = { title: whole, siteName, description, author, language, published }
  return {
    title: oneLine(name === title.site && !isNameless(title.own) ? whole.value : title.own, maxLineLength),
    name: oneLine(name, maxLineLength),
    tagline: oneLine(tagline, maxLineLength),
    siteName: oneLine(siteName.value, maxLineLength),
    description: oneLine(description.value, maxLineLength),
    author: oneLine(author.value, maxLineLength),
    language: language.value,
    dir: directionOf([article?.dir, ...stated.dirs], language.value),
    publishedTime: published.value,
    canonical: stated.canonical,
    excerpt: oneLine(blocks.find((block) => lengthOf(block) >= leastSentence) ?? blocks[0], 500),
    text,
    summary: summaryOf(text, {
      title: whole.value,
      description: description.value,
      language: language.value,
    }),
    features: stated.features,
    pricing: pricingOf(stated.article ? '' : wholeText.join('\n'), stated.linked),
    price,
    questions: stated.questions,
    profiles: stated.profiles,
    keywords: stated.keywords,
    icons: stated.icons,
    manifest: stated.manifest,
    previewImage: stated.image,
    refresh: stated.refresh,
    sources: Object.entries(fields).flatMap(([field, settled]) => sourceOf(field as FieldName, settled)),
    wall: wallOf(features),
  }
}

/** The sentences of a page; where it has none, all that it says. Menus are often in another language. */
function spokenWords(blocks: readonly string[]): string {
  const own = blocks.filter((block) => !isNotice(block))
  const sentences = own.filter((block) => lengthOf(block) >= leastSentence).join(' ')
  return lengthOf(sentences) >= leastProse / 2 ? sentences : own.join(' ')
}

/** The page's language; in the words of a declaration (`pt-BR`) where one agrees. */
function languageOf(claims: readonly Claim[]): Settled {
  const settled = settle(claims, { clean: canonicalTag, key: languageKey })
  const declared = claims
    .filter(({ source }) => source !== 'words')
    .map(({ value }) => canonicalTag(value))
    .find((tag) => tag !== '' && languageKey(tag) === languageKey(settled.value))
  return declared === undefined ? settled : { ...settled, value: declared }
}

/** Readability's article; nothing where the page is too strange for it. */
function readArticle(document: PageDocument) {
  try {
    return new Readability<PageNode>(document as never, {
      maxElemsToParse: mostElements,
      serializer: (node) => node as unknown as PageNode,
    }).parse()
  } catch {
    return null
  }
}

/** What the site is called: its own word, and where a title ends in what its host is called too. */
function siteClaims(stated: Statements, url: string): Claim[] {
  const hosts = new Set(hostNames(url))
  const fromTitles = stated.titles
    .map(({ value }) => splitTitle(cleanLine(value), [], url).site)
    .filter((site) => site !== '')
  const known = stated.siteNames.filter(({ value }) => hosts.has(bareLetters(value ?? '')))
  return [
    ...stated.siteNames,
    ...known.map((claim) => ({ ...claim, source: `${claim.source}, host`, weight: 0.4 })),
    { source: 'title and host', value: fromTitles[0], weight: 0.5 },
  ]
}

function descriptionClaims(
  stated: Statements,
  article: { excerpt?: string | null | undefined } | null,
  blocks: readonly string[],
): Claim[] {
  const sentence = blocks.find((block) => lengthOf(block) >= leastSentence)
  return [
    ...stated.descriptions,
    { source: 'readability', value: article?.excerpt, weight: 0.3 },
    { source: 'text', value: sentence, weight: 0.25 },
  ]
}

/** A description fit to print; a notice about cookies or scripts is none. */
function descriptionOf(claim: string): string {
  const line = withoutReadOn(cleanLine(claim))
  return isNotice(line) || isLeftByTool(line) || !/\p{L}{2}/u.test(line) ? '' : line
}

/** Characters of a line; one of a script without spaces says as much as two and a half. */
function lengthOf(line: string): number {
  const dense = line.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu,
  )
  return line.length + 1.5 * (dense?.length ?? 0)
}

/** Descriptions are cut at different lengths for different readers; they are the same if they begin the same. */
function beginningOf(description: string): string {
  return bareLetters(description).slice(0, 50)
}

function sourceOf(field: FieldName, { sources, confidence }: Settled): FieldSource[] {
  return sources[0] === undefined ? [] : [{ field, source: sources.join(', '), confidence }]
}
