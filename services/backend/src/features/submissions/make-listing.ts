import { isLanguage } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import { canonicalUrl } from '../catalogue/canonical-url.ts'
import { newId } from '../identifiers.ts'
import { statementOf } from '../revisits/statement.ts'
import type { Translator } from '../translate/translator-port.ts'
import { classifyPage } from './classify-page.ts'
import { describePage } from './describe-page.ts'
import { type KeptImages, keepImage } from './keep-images.ts'
import type { NewListing } from './listing-store-port.ts'
import type { PageFacts } from './page-facts.ts'
import { type ProcessParts, scrapedAt } from './process-ports.ts'
import type { Reporter } from './reporter.ts'
import type { ScrapeStep } from './scraper-port.ts'
import { blockedHost, describeProblem, problemOf, takenDown } from './submission-problems.ts'
import type { SubmissionRow } from './submission-store-port.ts'

/** @returns the listing's id; undefined where the submission ended with a listing that was there already. */
export async function makeListing(
  parts: ProcessParts,
  row: SubmissionRow,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { id, attempts: attempt } = row
  const images: KeptImages = {}
  let result: Extract<ScrapeStep, { type: 'result' }> | undefined
  try {
    for await (const step of parts.scraper.scrape(row.url, signal)) {
      if (step.type === 'progress') await reporter.report(step.step, step.fraction * scrapedAt, step.detail)
      else if (step.type === 'image') {
        await keepImage(parts.assets, images, step.image)
        parts.measure.stored(step.image.kind)
      } else result = step
    }
    if (!result) throw new Problem('unavailable', 'The scraper ended without a result.')
  } catch (error) {
    await parts.submissions.recordRun(id, attempt, {
      outcome: 'failed',
      problem: describeProblem(problemOf(error)),
    })
    throw error
  }
  const { type: _type, page, version, ...figures } = result
  await reporter.report('save', scrapedAt, '')
  const classified = classifyPage(page, await parts.listings.vocabulary())
  const { sources, pricing, price, keywords } = page
  await parts.submissions.recordRun(id, attempt, {
    outcome: 'done',
    finalUrl: page.finalUrl,
    findings: { ...classified, sources: [...sources], pricing, price, keywords: [...keywords] },
    ...figures,
  })
  const listing = {
    ...(await describeListing(parts.translator, row, page, images, signal)),
    category: classified.category,
    tags: classified.tags.map(({ slug }) => slug),
    read: { statement: statementOf({ ...page, finalUrl: page.finalUrl || page.url || row.url }), version },
  }
  // The page may have led elsewhere.
  if ((await parts.submissions.blocked(listing.url)) !== undefined) throw blockedHost()
  const known = await parts.listings.findByAddress(listing.canonicalUrl)
  if (known && !known.shown) throw new Problem('conflict', takenDown.detail, { reason: 'taken-down' })
  const made = known ? { ...known, made: false } : await parts.listings.create(listing, { id, attempt })
  if (made.made) return made.id
  await parts.submissions.finishAsDuplicate(id, attempt, made.id)
  return undefined
}

async function describeListing(
  translator: Translator,
  row: SubmissionRow,
  page: PageFacts,
  images: NewListing['images'],
  signal: AbortSignal,
): Promise<Omit<NewListing, 'category' | 'tags' | 'read'>> {
  const url = page.url || page.finalUrl || row.url
  const described = describePage({ ...page, url })
  return {
    ...described,
    id: newId(),
    roomId: newId(),
    url,
    canonicalUrl: canonicalUrl(url),
    sourceLanguage: await languageOf(translator, page, row.language, signal),
    images,
  }
}

/** What the page says, else what its words look like, else the submitter's language. */
async function languageOf(
  translator: Translator,
  page: PageFacts,
  prior: string | null,
  signal: AbortSignal,
): Promise<string> {
  const [declared = ''] = page.language.toLowerCase().split('-')
  if (/^[a-z]{2,3}$/.test(declared)) return declared
  const words = [page.title, page.description, page.excerpt].join('\n').slice(0, 2_000)
  const detected = await translator
    .detect({ text: words, signal, ...(isLanguage(prior) ? { prior } : {}) })
    .catch(() => undefined)
  return detected?.language || (prior ?? 'en')
}
