import { getDomain } from 'tldts'
import { describePage } from '../submissions/describe-page.ts'
import type { PageFacts } from '../submissions/page-facts.ts'
import type { PageStatement } from '../submissions/page-statement.ts'

/** What of a statement a listing can take over; the address, only where the page has moved. */
export const statedFields = [
  'name',
  'tagline',
  'overview',
  'description',
  'keyFeatures',
  'pricing',
  'price',
  'url',
] as const
export type StatedField = (typeof statedFields)[number]

/** Why a page may be another's now: other domain, for sale, or about something else. */
export type Suspicion = '' | 'moved' | 'parked' | 'other-name'

/** Below this share of common words a long text is another one; counts and dates in a text change all the time. */
const sameText = 0.8
/** Below this one nothing of it is the same. */
const strangeText = 0.2

/** A page's statement. What Gemini writes is left out: it words the same page otherwise each time. */
export function statementOf(page: PageFacts): PageStatement {
  const url = page.finalUrl || page.url
  const { texts, name, pricing, price } = describePage({ ...page, url, generatedDescription: '' })
  return {
    name,
    tagline: texts.tagline ?? '',
    overview: texts.overview ?? '',
    description: texts.description ?? '',
    keyFeatures: texts.keyFeatures,
    pricing,
    price,
    url,
    siteName: page.siteName,
  }
}

/** Which fields a page states otherwise than it did; what it no longer says at all is not taken from a listing. */
export function changedFields(before: PageStatement, after: PageStatement): StatedField[] {
  return statedFields.filter((field) => {
    switch (field) {
      case 'pricing':
        return after.pricing !== before.pricing && after.pricing !== 'unknown'
      case 'price':
        return after.price !== null && JSON.stringify(after.price) !== JSON.stringify(before.price)
      case 'keyFeatures':
        return (
          after.keyFeatures.length > 0 && !alike(before.keyFeatures.join('\n'), after.keyFeatures.join('\n'))
        )
      case 'name':
        return after.name !== '' && plain(after.name) !== plain(before.name)
      case 'url':
        return hasMoved(before, after)
      default:
        return after[field] !== '' && !alike(before[field], after[field])
    }
  })
}

/** Whether a page may be another's now. */
export function suspicionOf(before: PageStatement, after: PageStatement): Suspicion {
  if (hasMoved(before, after)) return 'moved'
  const named = ({ name, siteName }: PageStatement) => words(`${name} ${siteName}`)
  const known = named(before)
  const shared = [...named(after)].some((word) => known.has(word))
  const strange =
    common(before.overview + before.description, after.overview + after.description) < strangeText
  return !shared && strange ? 'other-name' : ''
}

/** Another domain that somebody can register: `www.` and subdomains are the same owner's. */
function hasMoved(before: PageStatement, after: PageStatement): boolean {
  return ownerOf(before.url) !== ownerOf(after.url)
}

function ownerOf(url: string): string {
  return getDomain(url, { allowPrivateDomains: true }) ?? new URL(url).hostname
}

function alike(one: string, other: string): boolean {
  return common(one, other) >= sameText
}

/** The share of words that two texts have in common, 0 to 1; numbers do not count. */
function common(one: string, other: string): number {
  const [first, second] = [words(one), words(other)]
  const all = new Set([...first, ...second]).size
  return all === 0 ? 1 : [...first].filter((word) => second.has(word)).length / all
}

function words(text: string): Set<string> {
  return new Set(plain(text).match(/[\p{L}\p{M}]+/gu) ?? [])
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
