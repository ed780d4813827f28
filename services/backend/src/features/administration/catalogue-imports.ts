import type { Language } from '@parlance/contracts/languages'
import type { By } from './changes.ts'
import type { ImportColumn, Mapping } from './import-fields.ts'

/** What came of a file, or would. Lists are of the first ones. */
export interface ImportReport {
  readonly format: string
  readonly encoding: string
  readonly separator?: string
  /** Columns that mean nothing here. */
  readonly ignored: string[]
  readonly records: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
  /** Of an address or slug that the file had before. */
  readonly duplicates: number
  /** Categories and tags that are made. */
  readonly topics: string[]
  readonly changes: { line: number; slug: string; what: string; fields: string[] }[]
  readonly faults: { line: number; field: string; message: string }[]
  readonly seconds: number
}

export type ImportStage = 'check' | 'import'
export type ImportStatus = 'waiting' | 'running' | 'ended' | 'failed'

/** A file that is imported: looked through first, by the code that imports, with everything taken back. */
export interface ImportView {
  readonly id: string
  readonly name: string
  readonly language: string
  readonly bytes: number
  readonly stage: ImportStage
  readonly status: ImportStatus
  /** Records that were read so far, and those of them that failed. */
  readonly records: number
  readonly failed: number
  readonly report: ImportReport | null
  /** Whether there is a file of the lines that failed. */
  readonly hasFailedLines: boolean
  /** Why it could not be read at all; "" = it could. */
  readonly fault: string
  readonly by: string
  readonly createdAt: string
}

/** Where the columns of a file go. */
export interface ImportColumns {
  /** In the order of the file; empty while it was not looked at. */
  readonly columns: ImportColumn[]
  /** Every field that a column may go to. */
  readonly fields: string[]
}

/** Imports of files. Rights are the caller's to check. */
export interface CatalogueImports {
  /**
   * Keeps a file as it comes and has it looked through.
   *
   * @throws Problem `invalid` for an empty file, `too-large` beyond {@link mostImportBytes}
   */
  begin(
    file: { name: string; language: Language; bytes: AsyncIterable<Uint8Array> },
    by: By,
  ): Promise<ImportView>
  /** The latest first. */
  list(): Promise<ImportView[]>
  /** @throws Problem `not-found` */
  get(id: string): Promise<ImportView>
  /** As somebody chose, else as proposed. @throws Problem `not-found` */
  columns(id: string): Promise<ImportColumns>
  /**
   * Has the file looked through again with its columns where they are said to go; what is not named is left out. It holds
   * for the import as well.
   *
   * @throws Problem `not-found`, `invalid` for a mapping that cannot be, `precondition` once it is being imported
   */
  mapColumns(id: string, chosen: readonly ImportColumn[]): Promise<ImportView>
  /** Imports what was looked through. @throws Problem `not-found`, `precondition` where it is not ready for it */
  run(id: string, by: By): Promise<ImportView>
  /** The lines that failed, to be mended and imported again. @throws Problem `not-found` where none did */
  failedLines(id: string): Promise<{ name: string; text: string }>
}

/** Bytes of a file that the administration takes; larger ones are imported on the server. */
export const mostImportBytes = 200 * 1_024 * 1_024

/** What the job of an import needs to know and to write down. */
export interface ImportJobStore {
  /** The file to work on, whose status is `running` from now on; undefined where there is nothing to do. */
  claim(id: string): Promise<ImportWork | undefined>
  parts(id: string): AsyncIterable<Uint8Array>
  progress(id: string, so: { records: number; failed: number }): Promise<void>
  /** @param columns of the file */
  end(id: string, report: ImportReport, failedLines: string, columns: readonly string[]): Promise<void>
  /** @param columns of the file, as far as they are known */
  fail(id: string, fault: string, columns: readonly string[]): Promise<void>
}

/** A file to work on. */
export interface ImportWork {
  readonly name: string
  readonly language: Language
  readonly stage: ImportStage
  /** Where columns go; null = as proposed. */
  readonly mapping: Mapping | null
}
