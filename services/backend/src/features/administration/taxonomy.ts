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

export interface TermQuery {
  /** Part of a name in any language, or of the slug. */
  readonly q?: string
  /** These alone; those that are not there are left out. */
  readonly slugs?: readonly string[]
  /** The last id of the page before. */
  readonly cursor?: string
  /** 1 to {@link mostTerms}. */
  readonly limit: number
}

/** Most categories or tags of a page. */
export const mostTerms = 500

export interface TermPage {
  readonly items: TermView[]
  readonly nextCursor: string | null
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
  /** Categories in their order, tags by slug. */
  list(kind: TermKind, query: TermQuery): Promise<TermPage>
  /** @throws Problem `conflict` where the slug is taken */
  add(kind: TermKind, edit: TermEdit, by: By): Promise<TermView>
  /** @throws Problem `not-found`, `conflict`, `aborted` with both versions */
  change(kind: TermKind, id: string, edit: TermEdit, by: By): Promise<TermView>
  /** Its listings become those of the other. @throws Problem `not-found`, `invalid` */
  merge(kind: TermKind, id: string, into: string, by: By): Promise<TermView>
  /** @throws Problem `not-found`, `precondition` where listings have it */
  remove(kind: TermKind, id: string, by: By): Promise<void>
  /** Puts categories in an order: those named first, as named. @returns the first of them all */
  order(ids: readonly string[], by: By): Promise<TermPage>
}
