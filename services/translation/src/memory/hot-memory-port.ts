/** A remembered translation of one segment. */
export interface Remembered {
  readonly translated: string
  readonly engine: string
  readonly model: string
  readonly confidence: number
  /** A correction: it wins over every engine. */
  readonly human: boolean
  /** The permanent memory was asked and knows no better; otherwise it is asked again once it can be. */
  readonly confirmed: boolean
}

/** Memory that answers at once. Every implementation passes test/memory/hot-conformance.ts. */
export interface HotMemory {
  /** Entries by hash and field, in the order asked; undefined where there is none. Never throws: at worst it knows nothing. */
  get(keys: readonly HotKey[]): Promise<(Remembered | undefined)[]>
  set(entries: readonly (HotKey & { readonly entry: Remembered })[]): Promise<void>
  /** Forgets every entry of these segments, in all languages; @returns how many segments were known. */
  forget(hashes: readonly string[]): Promise<number>
  forgetAll(): Promise<number>
  close(): Promise<void>
}

/** Where an entry is: a segment's hash, and all else its translation depends on. */
export interface HotKey {
  readonly hash: string
  readonly field: string
}
