import type { By } from './changes.ts'

/** A change, as the audit shows it. */
export interface AuditView {
  readonly id: string
  /** subject.verb */
  readonly action: string
  /** Name of who did it; "" = nobody signed in, or the account is gone. */
  readonly actor: string
  readonly subjectType: string
  readonly subjectId: string
  /** What the subject is called now; "" = it has no name. */
  readonly subject: string
  readonly detail: Record<string, unknown>
  /** Rows that it changed, with the columns and what they were and became; texts are cut. */
  readonly changes: RowChange[]
  /** It can be taken back: its rows are known, and nobody did so yet. */
  readonly undoable: boolean
  /** ISO 8601; null = it stands. */
  readonly undoneAt: string | null
  readonly createdAt: string
}

export interface RowChange {
  readonly table: string
  readonly columns: { readonly name: string; readonly before: string; readonly after: string }[]
}

export interface AuditQuery {
  readonly subjectId?: string
  readonly actorId?: string
  readonly action?: string
  /** Also what only administrators see: sign-ins, people, settings. */
  readonly everything: boolean
  /** The last id of the page before. */
  readonly cursor?: string
  /** 1 to 100. */
  readonly limit: number
}

/** Everything that was changed, the newest first, and the way back. */
export interface AuditLog {
  list(query: AuditQuery): Promise<{ items: AuditView[]; nextCursor: string | null }>
  /**
   * Takes one change back: rows become what they were, where nobody has changed the same columns since.
   *
   * @returns the id of the change that undoes it
   * @throws Problem `not-found`, `forbidden`, `precondition` where it cannot be undone, `aborted` with both versions
   */
  undo(id: string, by: By & { readonly everything: boolean }): Promise<{ id: string }>
}
