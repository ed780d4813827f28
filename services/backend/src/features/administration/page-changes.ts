import type { StatedField, Suspicion } from '../revisits/statement.ts'
import type { By } from './changes.ts'

export type PageChangeStatus = 'open' | 'applied' | 'dismissed'

/** One thing that a page says otherwise; texts, lists with a line for each entry, `''` = nothing. */
export interface ChangedField {
  readonly field: StatedField
  /** What the page said before. */
  readonly before: string
  /** What it says now. */
  readonly after: string
  /** What the listing says. */
  readonly listing: string
  /** The listing says something else than the page said before: somebody wrote it. */
  readonly written: boolean
}

/** A page says something else than it did, beside what its listing says. */
export interface PageChangeView {
  readonly id: string
  readonly status: PageChangeStatus
  /** moved, parked, other-name: the domain may have changed hands. */
  readonly suspicion: Suspicion
  readonly tool: { readonly id: string; readonly slug: string; readonly name: string; readonly url: string }
  /** Where the page was found; '' = nowhere. */
  readonly url: string
  /** Empty where the page says nothing any more. */
  readonly fields: ChangedField[]
  readonly createdAt: string
  readonly updatedAt: string
}

/** What pages of listings say otherwise than they did: taken over by an editor, or not. Never by itself. */
export interface PageChanges {
  /** The newest first. */
  list(query: {
    status: PageChangeStatus
    tool?: string
    cursor?: string
    limit: number
  }): Promise<{ items: PageChangeView[]; nextCursor: string | null }>
  /**
   * Takes over what the page says now in these fields, and is done with the rest; no fields = the listing stays as it is.
   * From then on the page is compared with what it says now. Can be undone.
   *
   * @throws Problem `not-found`, `precondition` where it was settled or `fields` names what has not changed, `conflict`
   * where the new address is listed already
   */
  settle(id: string, fields: readonly StatedField[], by: By): Promise<PageChangeView>
}
