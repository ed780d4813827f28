import type { AccessMode } from '../../../packages/preview-gateway/src/access.ts'
import type { PreviewRecord } from '../core/preview-record.ts'
import type { Plan } from '../core/steps.ts'
import type { Tier } from '../docker/production-project.ts'
import type { ProdUpReport } from '../production/start-production.ts'

/** What the database of a new preview has in it: the sample catalogue, what others may see of the site that runs here (a copy that is kept, or one that is made now), or nothing. */
export const previewData = ['sample', 'site', 'site-now', 'none'] as const
export type PreviewData = (typeof previewData)[number]

export interface PreviewRequest {
  /** A branch, a commit, or a folder. */
  of: string
  tier: Tier
  data: PreviewData
  /** Listings that the sample catalogue is filled up to; 0: as it is. */
  size: number
  /** Who may see it; undefined: who may now, or everybody. */
  access: AccessMode | undefined
  /** Previews that may run at once on this machine. */
  most: number
  /** Seconds. */
  waitTimeout: number
  /** Only what would be done is wanted: nothing is written. */
  dryRun: boolean
}

/** What came of a start, on either engine. */
export interface MadePreview {
  /** Of a release, where there was one. */
  phases: ProdUpReport['phases']
  services: ProdUpReport['services']
  /** Where this run made one. */
  administrator?: { email: string; password: string }
}

export interface PreviewReport extends PreviewRecord, MadePreview {
  /** Where to go: its origin, or the link that lets in. */
  address: string
  /** Of all, with each phase of it among `phases`. */
  seconds: number
}

/** What is done for a preview where it runs: what needs nothing but a lock, and then the rest of it. */
export interface PreviewHost {
  first: Plan<void>['steps']
  rest(first: Plan<void>): Plan<MadePreview>
}
