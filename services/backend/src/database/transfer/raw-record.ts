/** A record of a file: what its columns hold, and where it stands. */
export interface RawRecord {
  /** Of its beginning, from 1. */
  readonly line: number
  readonly values: Readonly<Record<string, unknown>>
  /** As it stands in the file, to be written again; absent where that cannot be. */
  readonly raw?: string
  /** Why it cannot be read. */
  readonly fault?: string
}
