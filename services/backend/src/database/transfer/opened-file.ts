import type { RawRecord } from './raw-record.ts'

/** How a file is read, as it was found out. */
export interface FileKind {
  readonly format: 'csv' | 'json' | 'ndjson' | 'dump'
  readonly encoding: string
  /** Of CSV. */
  readonly separator?: string
}

export interface OpenedFile extends FileKind {
  readonly columns: readonly string[]
  /** The first line, for a file of failed lines; '' where it has none. */
  readonly header: string
  readonly bytes: number
  records(): AsyncIterable<RawRecord>
}

/** Characters of one record; a longer one is a fault, so that what never ends is not held. */
export const mostRecordCharacters = 16_000_000
