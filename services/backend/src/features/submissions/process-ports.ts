import type { AssetStorage } from '../asset-storage-port.ts'
import type { Bus } from '../bus-port.ts'
import type { Translator } from '../translate/translator-port.ts'
import type { ListingStore } from './listing-store-port.ts'
import type { Scraper } from './scraper-port.ts'
import type { SubmissionStore } from './submission-store-port.ts'

/** Where the work on submissions is counted. */
export interface SubmissionMeasure {
  /** @param reason the problem's reason or code; "" where there is none. */
  ended(outcome: 'done' | 'failed' | 'postponed', reason: string, seconds: number): void
  stored(kind: 'logo' | 'screenshot' | 'preview'): void
}

/** What the work on a submission needs. */
export interface ProcessParts {
  readonly submissions: SubmissionStore
  readonly listings: ListingStore
  readonly scraper: Pick<Scraper, 'scrape'>
  readonly assets: AssetStorage
  readonly translator: Translator
  readonly bus: Pick<Bus, 'publish' | 'subscribe'>
  readonly measure: SubmissionMeasure
  /** Called with errors of our side, for the log. */
  readonly report: (error: unknown, submission: { id: string; attempt: number; again: boolean }) => void
  /** Translates a listing later, where it could not be now. */
  readonly translateLater: (toolId: string) => Promise<void>
}

/** Where in the whole each part ends. */
export const scrapedAt = 0.7
export const savedAt = 0.75
