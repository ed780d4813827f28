import { createHash } from 'node:crypto'
import type { Language } from '@parlance/contracts/languages'
import { Problem } from '@parlance/service-kit'
import { pairSegments } from './segments.ts'

/** A segment that was translated once. */
export interface MemoryEntry {
  /** The translation service's key, or that of a correction. */
  readonly key: string
  /** Hex SHA-256 of the NFC segment. */
  readonly segmentHash: string
  readonly source: string
  readonly target: string
  readonly sourceText: string
  readonly translated: string
  readonly engine: string
  readonly model: string
  /** 0 to 1. */
  readonly confidence: number
  /** A correction: it wins over every engine. */
  readonly human: boolean
}

/** A segment that the translation service asks for. */
export type MemoryLookup = Pick<MemoryEntry, 'key' | 'segmentHash' | 'source' | 'target'>

/** Permanent translation memory. */
export interface MemoryStore {
  /** What is remembered of each, under the key it was asked by; a correction before anything else. */
  find(lookups: readonly MemoryLookup[]): Promise<MemoryEntry[]>
  /** Keeps segments; a machine's never replaces a correction. */
  save(entries: readonly MemoryEntry[]): Promise<void>
  /**
   * Keeps corrections and, in the same transaction, has machine-made texts of listings made again that hold what was
   * corrected. All entries are of one pair of languages.
   *
   * @returns how many listings
   */
  correct(entries: readonly MemoryEntry[]): Promise<number>
  /**
   * Drops the correction of a text, and has machine-made texts of listings made again that hold it.
   *
   * @returns whether there was one
   */
  dropCorrection(
    segment: Pick<MemoryEntry, 'segmentHash' | 'source' | 'target' | 'sourceText'>,
  ): Promise<boolean>
}

/** The hot memories of the translation services. */
export interface HotMemory {
  /** Makes every reachable service forget segments, or all of them. Never rejects: what is away remembers nothing. */
  forget(segments: readonly string[] | 'all'): Promise<void>
}

/** What somebody says that a text should read in another language. */
export interface Correction {
  readonly source: Language
  readonly target: Language
  readonly text: string
  readonly translated: string
}

/** Corrections that people make, remembered for every text to come. */
export interface TranslationMemory {
  /** @returns how many segments are remembered by it @throws Problem `invalid` */
  remember(correction: Correction): Promise<number>
  /**
   * The same by somebody who answers for the directory: listings whose machine-made texts hold what was corrected are
   * translated again, soon. Texts of people stay.
   *
   * @throws Problem `invalid`
   */
  correct(correction: Correction): Promise<{ readonly segments: number; readonly listings: number }>
  /** Forgets a correction: machines speak again. @throws Problem `not-found` */
  forget(correction: Omit<Correction, 'translated'>): Promise<void>
}

/** Identity of a segment, as the translation service has it: hex SHA-256 of its NFC text. */
export function segmentHash(text: string): string {
  return createHash('sha256').update(text.normalize('NFC'), 'utf8').digest('hex')
}

/** Key of a correction; no engine's key begins like it. */
function correctionKey(hash: string, source: string, target: string): string {
  return `human|${source}|${target}|${hash}`
}

/** What a correction teaches: an entry for each of its segments. @throws Problem `invalid` */
export function correctionEntries({ source, target, text, translated }: Correction): MemoryEntry[] {
  if (source === target) throw new Problem('invalid', 'Source and target are the same language.')
  const pairs = pairSegments({ source, target, text, translated })
  if (pairs.length === 0) throw new Problem('invalid', 'The text or its translation is empty.')
  return pairs.map((pair) => {
    const hash = segmentHash(pair.text)
    return {
      key: correctionKey(hash, source, target),
      segmentHash: hash,
      source,
      target,
      sourceText: pair.text,
      translated: pair.translated,
      engine: 'human',
      model: '',
      confidence: 1,
      human: true,
    }
  })
}

/** Keeps corrections and makes the hot memories drop what they replace. */
export function createTranslationMemory(store: MemoryStore, hot: HotMemory): TranslationMemory {
  const forget = (entries: readonly MemoryEntry[]) => hot.forget(entries.map(({ segmentHash: hash }) => hash))
  return {
    remember: async (correction) => {
      const entries = correctionEntries(correction)
      await store.save(entries)
      await forget(entries)
      return entries.length
    },

    correct: async (correction) => {
      const entries = correctionEntries(correction)
      const listings = await store.correct(entries)
      await forget(entries)
      return { segments: entries.length, listings }
    },

    forget: async ({ source, target, text }) => {
      const sourceText = text.trim()
      const hash = segmentHash(sourceText)
      const dropped = await store.dropCorrection({ segmentHash: hash, source, target, sourceText })
      if (!dropped) throw new Problem('not-found', 'Nobody corrected that text.')
      await hot.forget([hash])
    },
  }
}
