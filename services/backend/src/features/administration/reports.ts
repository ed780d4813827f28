import type { By } from './changes.ts'

export const reportReasons = ['spam', 'wrong', 'abuse', 'broken', 'other'] as const
export type ReportReason = (typeof reportReasons)[number]
export type ReportStatus = 'open' | 'resolved' | 'dismissed'

/** What somebody reports: a listing by its slug, or a message by its id. */
export interface NewReport {
  readonly tool?: string
  readonly message?: string
  readonly reason: ReportReason
  readonly note?: string
}

export interface ReportView {
  readonly id: string
  readonly reason: string
  readonly note: string
  readonly status: ReportStatus
  readonly tool: { readonly id: string; readonly slug: string; readonly name: string } | null
  readonly message: {
    readonly id: string
    readonly room: string
    readonly seq: number
    readonly author: string
    readonly body: string
    readonly deleted: boolean
  } | null
  /** Name of who reported; "" = nobody with a name. */
  readonly reporter: string
  readonly createdAt: string
  readonly resolvedAt: string | null
}

/** What people say should not be as it is. */
export interface Reports {
  /** The same of the same person, still open, is one report. @throws Problem `invalid`, `not-found` */
  make(report: NewReport, reporterId: string | undefined): Promise<{ id: string }>
  /** The newest first. */
  list(query: {
    status: ReportStatus
    cursor?: string
    limit: number
  }): Promise<{ items: ReportView[]; nextCursor: string | null }>
  /** @throws Problem `not-found` */
  settle(id: string, status: ReportStatus, by: By): Promise<ReportView>
}
