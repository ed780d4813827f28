import { isLanguage, type Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import {
  correctionEntries,
  type HotMemory,
  type MemoryEntry,
} from '../translation-memory/translation-memory.ts'
import type { TextOrigin } from './catalogue.ts'

/** The texts that people correct. */
export interface CorrectableTexts {
  readonly tagline: string
  readonly overview: string
  /** Markdown. */
  readonly description: string
  readonly keyFeatures: readonly string[]
  readonly useCases: readonly string[]
}

export type CorrectableField = keyof CorrectableTexts

export const correctableFields = [
  'tagline',
  'overview',
  'description',
  'keyFeatures',
  'useCases',
] as const satisfies readonly CorrectableField[]

/** What a correction came to. */
export interface CorrectedListing {
  readonly slug: string
  readonly language: Language
  readonly corrected: CorrectableField[]
  /** Texts of the language that were not corrected and bear its mark all the same: there is one for all of them. */
  readonly unchanged: CorrectableField[]
  readonly translation: TextOrigin
  /** Texts and sentences that are remembered by it. */
  readonly segments: number
  /** Other listings that are translated again because of it. */
  readonly listings: number
}

/** Who corrects, as the audit names them. */
export interface Corrector {
  readonly id: string
  readonly ip: string
  readonly requestId: string
}

/** Texts as they are kept; null or empty = not there. */
export type KeptTexts = { readonly [Field in CorrectableField]: CorrectableTexts[Field] | null }

/** The tables that corrections change. */
export interface CorrectionStore {
  /** A published listing, with its texts in the language that it was written in. */
  find(slug: string): Promise<{ toolId: string; sourceLanguage: string; source: KeptTexts } | undefined>
  /**
   * In one transaction: the texts become a person's, the search finds them, the audit knows who it was, the memory
   * keeps the entries, and other listings that hold what they correct are to be translated again.
   *
   * @returns the texts of the language afterwards, and how many other listings
   */
  correct(
    toolId: string,
    language: Language,
    change: {
      readonly texts: Partial<CorrectableTexts>
      readonly entries: readonly MemoryEntry[]
      readonly by: Corrector
    },
  ): Promise<{ texts: KeptTexts; translation: TextOrigin; listings: number }>
}

/** Corrections of listings' translations. */
export interface ListingCorrections {
  /** @throws Problem `not-found`, `invalid` */
  correct(
    slug: string,
    language: Language,
    texts: Partial<CorrectableTexts>,
    by: Corrector,
  ): Promise<CorrectedListing>
}

/** Corrects listings, and lets every other text profit. */
export function createListingCorrections({
  store,
  hot,
}: {
  readonly store: CorrectionStore
  readonly hot: HotMemory
}): ListingCorrections {
  return {
    correct: async (slug, language, given, by) => {
      const texts = cleanTexts(given)
      const found = await store.find(slug)
      if (!found) throw new Problem('not-found', `There is no listing "${slug}".`)
      const { toolId, sourceLanguage, source } = found
      if (sourceLanguage === language) {
        throw new Problem('invalid', `The listing is written in "${language}": that is no translation.`)
      }
      const entries = isLanguage(sourceLanguage)
        ? pairsOf(source, texts).flatMap((pair) =>
            correctionEntries({ source: sourceLanguage, target: language, ...pair }),
          )
        : []
      const { texts: kept, ...done } = await store.correct(toolId, language, { texts, entries, by })
      await hot.forget(entries.map(({ segmentHash }) => segmentHash))
      const filled = correctableFields.filter((field) => (kept[field]?.length ?? 0) > 0)
      return {
        slug,
        language,
        corrected: filled.filter((field) => texts[field] !== undefined),
        unchanged: filled.filter((field) => texts[field] === undefined),
        segments: new Set(entries.map(({ key }) => key)).size,
        ...done,
      }
    },
  }
}

/** @throws Problem `invalid` where nothing is left of a text */
function cleanTexts(given: Partial<CorrectableTexts>): Partial<CorrectableTexts> {
  const fields = correctableFields.filter((field) => given[field] !== undefined)
  if (fields.length === 0) {
    throw new Problem('invalid', `Give at least one of ${correctableFields.join(', ')}.`)
  }
  const clean = (text: string, field: CorrectableField) => {
    // PostgreSQL's text holds no NUL.
    const left = text.replaceAll('\u0000', '').trim()
    if (left === '') throw new Problem('invalid', `${field} holds an empty text.`)
    return left
  }
  return Object.fromEntries(
    fields.map((field) => {
      const text = given[field] ?? ''
      return [field, typeof text === 'string' ? clean(text, field) : text.map((each) => clean(each, field))]
    }),
  )
}

/** Each corrected text beside what it translates; a list whose length changed says not which item is which. */
function pairsOf(
  source: KeptTexts,
  texts: Partial<CorrectableTexts>,
): { text: string; translated: string }[] {
  const pairs = correctableFields.flatMap((field) => {
    const from = [source[field] ?? []].flat()
    const to = [texts[field] ?? []].flat()
    return from.length === to.length ? from.map((text, index) => ({ text, translated: to[index] ?? '' })) : []
  })
  return pairs.filter(({ text }) => text.trim() !== '')
}
