import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Language } from '@parlance/contracts/languages'
import type { ImportJobStore, ImportReport } from './catalogue-imports.ts'
import type { Mapping } from './import-fields.ts'

/** What an import tells when it has ended. */
export interface ImportOutcome extends Omit<ImportReport, 'ignored' | 'topics' | 'changes' | 'faults'> {
  readonly ignored: readonly string[]
  readonly topics: readonly string[]
  readonly changes: readonly {
    readonly line: number
    readonly slug: string
    readonly what: string
    readonly fields: readonly string[]
  }[]
  readonly faults: readonly { readonly line: number; readonly field: string; readonly message: string }[]
  /** The lines that failed. */
  readonly failedFile?: string
}

/** Imports a file, or does so and takes it back. @throws Error in plain words for a file that cannot be read */
export type ImportFile = (options: {
  readonly file: string
  readonly language: Language
  /** Absent: as proposed. */
  readonly mapping?: Mapping
  readonly dryRun: boolean
  readonly signal: AbortSignal
  readonly onProgress: (progress: { records: number; failed: number }) => void
  readonly onColumns: (columns: readonly string[]) => void
}) => Promise<ImportOutcome>

/** Milliseconds between two times that progress is written down. */
const progressMs = 1_000
/** Characters of failed lines that are kept to be mended. */
const mostFailedText = 8_000_000
/** Lists of a report that readers see. */
const mostListed = 200

/** The job that looks a file through, or imports it; what it was broken off in, it does again. */
export function createImportJob({ store, importFile }: { store: ImportJobStore; importFile: ImportFile }) {
  return async (
    id: string,
    { signal, lastTry }: { signal: AbortSignal; lastTry: boolean },
  ): Promise<void> => {
    const work = await store.claim(id)
    if (!work) return
    const folder = await mkdtemp(join(tmpdir(), 'parlance-import-'))
    const file = join(folder, work.name.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(-100))
    let columns: readonly string[] = []
    try {
      await pipeline(Readable.from(store.parts(id)), createWriteStream(file, { mode: 0o600 }), { signal })
      let told = performance.now()
      const { failedFile, ...report } = await importFile({
        file,
        language: work.language,
        ...(work.mapping ? { mapping: work.mapping } : {}),
        dryRun: work.stage === 'check',
        signal,
        onProgress: ({ records, failed }) => {
          if (performance.now() - told < progressMs) return
          told = performance.now()
          // What is not written down now is with the next.
          void store.progress(id, { records, failed }).catch(() => {})
        },
        onColumns: (found) => {
          columns = found
        },
      })
      const failedLines = failedFile ? await readFile(failedFile, 'utf8') : ''
      await store.end(id, listed(report), failedLines.slice(0, mostFailedText), columns)
    } catch (error) {
      // The database's and the system's faults have codes, and pass; what is wrong with the file is told in words.
      if (signal.aborted || ('code' in (error as object) && !lastTry)) throw error
      await store.fail(id, (error as Error).message.replaceAll(file, work.name).slice(0, 2_000), columns)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** What is kept of a report. */
function listed(report: ImportOutcome): ImportReport {
  const { format, encoding, separator, ignored, topics, changes, faults, seconds } = report
  const { records, created, updated, unchanged, failed, duplicates } = report
  return {
    format,
    encoding,
    ...(separator === undefined ? {} : { separator }),
    ignored: ignored.slice(0, mostListed),
    records,
    created,
    updated,
    unchanged,
    failed,
    duplicates,
    topics: topics.slice(0, mostListed),
    changes: changes.slice(0, mostListed).map(({ line, slug, what, fields }) => ({
      line,
      slug,
      what,
      fields: fields.slice(0, 20),
    })),
    faults: faults.slice(0, mostListed).map(({ line, field, message }) => ({ line, field, message })),
    seconds,
  }
}
