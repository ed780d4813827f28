import type { Language } from '@parlance/contracts/languages'
import type { BatchSource } from './address-list.ts'
import type { SubmissionProblem, SubmissionView } from './submissions.ts'

/** How one address of several stands; `refused`: it was not taken in, for `problem`. */
export interface BatchItemView {
  readonly url: string
  readonly status: 'refused' | SubmissionView['status']
  /** Of the whole, 0 to 1. */
  readonly progress: number
  readonly duplicate: boolean
  /** Its submission; absent where it was refused. */
  readonly submission?: string
  readonly tool?: { readonly slug: string }
  readonly decision?: NonNullable<SubmissionView['decision']>
  readonly problem?: SubmissionProblem
}

/** Several addresses that were submitted at once. */
export interface BatchView {
  readonly id: string
  readonly source: BatchSource
  /** Addresses that were left out: so many were one too many. */
  readonly left: number
  /** Of the whole, 0 to 1. */
  readonly progress: number
  readonly ended: boolean
  /** How many of the items are on their way, new listings, listed before, or without a listing. */
  readonly counts: {
    readonly open: number
    readonly listed: number
    readonly duplicate: number
    readonly failed: number
  }
  readonly items: BatchItemView[]
  readonly createdAt: string
}

/** Several addresses at once. */
export interface Batches {
  /**
   * Takes in the addresses that a text or a sitemap holds, each as a submission of its own that may be refused, fail or be
   * listed already. Those beyond the cap (200; 20 of somebody without an account) are left out and counted.
   *
   * @throws Problem `invalid` where there is no address, or both or neither are given; of the scraper, where the sitemap cannot
   * be read
   */
  submit(request: { text?: string; sitemap?: string; lang?: Language; userId?: string }): Promise<BatchView>
  /** @throws Problem `not-found` */
  get(id: string): Promise<BatchView>
  /**
   * Cancels those of its submissions that are under way and are its own. For who submitted it and for editors; one of somebody
   * without an account, for who knows its id.
   *
   * @throws Problem `not-found`, `forbidden`
   */
  cancel(id: string, by: { userId?: string; editor: boolean }): Promise<BatchView>
}
