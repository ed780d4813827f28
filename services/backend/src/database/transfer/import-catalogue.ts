import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { Language } from '@parlance/contracts/languages'
import type { Client } from 'pg'
import { type Mapping, proposeMapping } from '../../features/administration/import-fields.ts'
import type { JobSender } from '../../stores/listing-renewals.ts'
import { withConnection } from '../connection.ts'
import { applyBatch } from './apply-batch.ts'
import { type Indexers, withIndexers } from './indexers.ts'
import type { Change } from './listing-change.ts'
import { type LineFault, type ListingRecord, readRecord } from './listing-record.ts'
import type { OpenedFile } from './opened-file.ts'
import type { RawRecord } from './raw-record.ts'
import { openFile } from './read-file.ts'

/** How a file is imported. */
export interface ImportOptions {
  readonly file: string
  /** Where columns go; absent = as proposed. */
  readonly mapping?: Mapping
  /** The language of texts that say none. */
  readonly language: Language
  /** Do all of it, and take it back. */
  readonly dryRun: boolean
  /** Lines before this one are passed over: where an import broke off. */
  readonly fromLine: number
  /** Where it is enqueued that a machine's texts are made again. */
  readonly jobs: JobSender
  /** Breaks it off. */
  readonly signal?: AbortSignal
  readonly onProgress: (progress: ImportProgress) => void
  /** Told the columns of the file as soon as they are known, and again where later records bring more. */
  readonly onColumns?: (columns: readonly string[]) => void
}

export interface ImportProgress {
  readonly line: number
  readonly records: number
  readonly failed: number
}

/** What came of an import. Lists are of the first ones; the files have all. */
export interface ImportReport {
  readonly ok: boolean
  readonly dryRun: boolean
  readonly format: string
  readonly encoding: string
  readonly separator?: string
  readonly mapping: Mapping
  /** Columns that mean nothing here. */
  readonly ignored: readonly string[]
  readonly records: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
  /** Of an address or slug that the file had before. */
  readonly duplicates: number
  readonly topics: readonly string[]
  readonly changes: readonly Change[]
  readonly faults: readonly LineFault[]
  /** The lines that failed, to be mended and imported again; absent where none did. */
  readonly failedFile?: string
  /** What is wrong with each, one JSON object a line. */
  readonly faultsFile?: string
  readonly seconds: number
}

const batchSize = 250
const mostListed = 200
/** Columns of all records together; what comes beyond is ignored. */
const mostColumns = 2_000

/**
 * Imports a catalogue: a batch of lines is a transaction, so that whatever breaks it off leaves whole batches, and running
 * it again finds those unchanged. Documents for searching are made beside it, and are there when it ends. A dry run is the
 * same, with each transaction rolled back, and has no documents to make.
 *
 * @param url of the database
 */
export function importCatalogue(url: string, options: ImportOptions): Promise<ImportReport> {
  const started = performance.now()
  return withConnection(url, async (client) => {
    options.signal?.addEventListener('abort', () => void client.end(), { once: true })
    await client.query('SET jit = off')
    const report = options.dryRun
      ? await readAndWrite(client, options, { written: () => {} })
      : await withIndexers(url, (indexed) => readAndWrite(client, options, indexed))
    return { ...report, seconds: Math.round(performance.now() - started) / 1_000 }
  })
}

async function readAndWrite(
  client: Client,
  options: ImportOptions,
  indexed: Indexers,
): Promise<Omit<ImportReport, 'seconds'>> {
  const file = await openFile(options.file)
  const columns = new Set(file.columns)
  options.onColumns?.([...columns])
  let mapping = options.mapping ?? proposeMapping(file.columns)
  if (!Object.values(mapping).includes('url')) {
    throw new Error(
      `No column of ${options.file} is taken for the address of a listing. Columns: ${file.columns.slice(0, 40).join(', ')}. ` +
        'Say which it is in a mapping: --save-map FILE writes the proposal, --map FILE takes it.',
    )
  }
  const failures = createFailures(options.file, file)
  const seen = new Map<string, number>()
  const counts = { records: 0, created: 0, updated: 0, unchanged: 0, duplicates: 0 }
  const changes: Change[] = []
  const topics = new Set<string>()
  let batch: { record: ListingRecord; raw: RawRecord }[] = []

  const flush = async () => {
    if (batch.length === 0) return
    const outcome = await inTransaction(client, options.dryRun, () =>
      applyBatch(
        client,
        options.jobs,
        batch.map(({ record }) => record),
      ),
    )
    const rawOf = new Map(batch.map(({ raw }) => [raw.line, raw]))
    for (const fault of outcome.faults) await failures.add(rawOf.get(fault.line), [fault])
    for (const change of outcome.changes) {
      counts[change.what] += 1
      if (change.what !== 'unchanged' && changes.length < mostListed) changes.push(change)
    }
    for (const topic of outcome.topics) topics.add(topic)
    indexed.written(outcome.changes.filter(({ what }) => what !== 'unchanged').length)
    options.onProgress({
      line: batch.at(-1)?.raw.line ?? 0,
      records: counts.records,
      failed: failures.count(),
    })
    batch = []
  }

  for await (const raw of file.records()) {
    if (raw.line < options.fromLine) continue
    counts.records += 1
    if (file.format !== 'csv') {
      // Records of JSON have the columns that they have: each may bring new ones.
      const before = columns.size
      for (const column of Object.keys(raw.values)) if (columns.size < mostColumns) columns.add(column)
      if (columns.size > before && !options.mapping) mapping = proposeMapping([...columns])
    }
    const read = readRecord(raw, mapping, {
      language: options.language,
      fromTable: file.format === 'csv' || file.format === 'dump',
    })
    if ('faults' in read) {
      await failures.add(raw, read.faults)
      continue
    }
    const { listing } = read
    const before = seen.get(listing.canonicalUrl) ?? (listing.slug ? seen.get(`/${listing.slug}`) : undefined)
    if (before !== undefined) {
      counts.duplicates += 1
      await failures.add(raw, [{ line: raw.line, field: 'url', message: `is a duplicate of line ${before}` }])
      continue
    }
    seen.set(listing.canonicalUrl, raw.line)
    if (listing.slug) seen.set(`/${listing.slug}`, raw.line)
    batch.push({ record: listing, raw })
    if (batch.length >= batchSize) await flush()
  }
  await flush()
  const files = await failures.end()
  options.onColumns?.([...columns])
  return {
    ok: failures.count() === 0,
    dryRun: options.dryRun,
    format: file.format,
    encoding: file.encoding,
    ...(file.separator ? { separator: file.separator } : {}),
    mapping,
    ignored: [...columns].filter((column) => !(column in mapping)),
    ...counts,
    failed: failures.count(),
    topics: [...topics],
    changes,
    faults: failures.first,
    ...files,
  }
}

async function inTransaction<T>(client: Client, back: boolean, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    const result = await work()
    await client.query(back ? 'ROLLBACK' : 'COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}

/** Writes down lines that failed, as they come: there may be as many as there are lines. */
function createFailures(path: string, file: OpenedFile) {
  const failedFile = `${path}.failed.${file.format === 'csv' ? 'csv' : 'ndjson'}`
  const faultsFile = `${path}.faults.ndjson`
  const first: LineFault[] = []
  let lines = 0
  let streams: ReturnType<typeof createWriteStream>[] | undefined
  const write = async (stream: ReturnType<typeof createWriteStream> | undefined, text: string) => {
    if (stream && !stream.write(text))
      await new Promise<void>((resolve) => stream.once('drain', () => resolve()))
  }
  return {
    first: first as readonly LineFault[],
    count: () => lines,
    async add(raw: RawRecord | undefined, faults: readonly LineFault[]) {
      lines += 1
      for (const fault of faults) if (first.length < mostListed) first.push(fault)
      if (!streams) {
        await writeFile(failedFile, file.header === '' ? '' : `${file.header}\n`)
        streams = [createWriteStream(failedFile, { flags: 'a' }), createWriteStream(faultsFile)]
      }
      const [failed, reported] = streams
      if (raw?.raw !== undefined) await write(failed, `${raw.raw.replace(/\r?\n$/, '')}\n`)
      for (const fault of faults) await write(reported, `${JSON.stringify(fault)}\n`)
    },
    async end() {
      if (!streams) return {}
      await Promise.all(streams.map((stream) => new Promise<void>((resolve) => stream.end(() => resolve()))))
      return { failedFile, faultsFile }
    },
  }
}
