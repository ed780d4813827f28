import type { By } from './changes.ts'

/** What listings are sorted by: one category each, any number of tags. */
export type TermKind = 'categories' | 'tags'

export interface TermText {
  readonly language: string
  readonly name: string
  /** Of categories; "" = none. */
  readonly description: string
}

export interface TermView {
  readonly id: string
  readonly slug: string
  /** Of categories: a name of lucide's icons; "" for tags. */
  readonly icon: string
  readonly position: number
  readonly revision: number
  /** Listings, whatever their status. */
  readonly tools: number
  readonly texts: TermText[]
}

export interface TermEdit {
  /** 0 = a new one. */
  readonly revision: number
  readonly slug: string
  readonly icon?: string
  readonly texts: {
    readonly language: string
    readonly name: string
    readonly description?: string
  }[]
}

/** Categories and tags. Rights are the caller's to check. */
export interface Taxonomy {
  list(kind: TermKind): Promise<TermView[]>
  /** @throws Problem `conflict` where the slug is taken */
  add(kind: TermKind, edit: TermEdit, by: By): Promise<TermView>
  /** @throws Problem `not-found`, `conflict`, `aborted` with both versions */
  change(kind: TermKind, id: string, edit: TermEdit, by: By): Promise<TermView>
  /** Its listings become those of the other. @throws Problem `not-found`, `invalid` */
  merge(kind: TermKind, id: string, into: string, by: By): Promise<TermView>
  /** @throws Problem `not-found`, `precondition` where listings have it */
  remove(kind: TermKind, id: string, by: By): Promise<void>
  /** Puts categories in an order: those named first, as named. */
  order(ids: readonly string[], by: By): Promise<TermView[]>
}
