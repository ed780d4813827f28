import type { Language } from '@parlance/contracts/languages'
import type { By } from './changes.ts'
import type { LanguageState, ListingTexts, ListingTranslation } from './listing-desk.ts'

/** The texts of a language as an editor sends them; what is left out stays. */
export interface TranslationEdit {
  /** The revision that the edit was made of; 0 = the language had no texts. */
  readonly revision: number
  readonly texts: Partial<ListingTexts>
}

/** How far a language is. */
export interface Coverage {
  readonly language: Language
  /** Published listings that have texts in it. */
  readonly written: number
  /** Of those, the ones that a person wrote or has read. */
  readonly reviewed: number
  readonly machine: number
}

/** Translations of listings. Rights are the caller's to check. */
export interface TranslationDesk {
  /**
   * Publishes the texts of one language; the others stay as they are.
   *
   * @throws Problem `not-found`, `aborted` with both versions
   */
  save(id: string, language: Language, edit: TranslationEdit, by: By): Promise<ListingTranslation>
  /** @returns the next listing after one that lacks texts that people wrote or read in a language; null = none is left */
  next(language: Language, after: string | undefined): Promise<string | null>
  coverage(): Promise<{ listings: number; languages: Coverage[] }>
  /** Published listings by name, with how each stands in every language. */
  matrix(
    cursor: string | undefined,
    limit: number,
  ): Promise<{
    items: { id: string; slug: string; name: string; sourceLanguage: string; languages: LanguageState[] }[]
    nextCursor: string | null
  }>
}
