import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import type { RawRecord } from './raw-record.ts'
import { readDump } from './read-dump.ts'

/** How a file is read, as it was found out. */
export interface FileKind {
  readonly format: 'csv' | 'json' | 'ndjson' | 'dump'
  readonly encoding: string
  /** Of CSV. */
  readonly separator?: string
}

export interface OpenFile extends FileKind {
  readonly columns: readonly string[]
  /** The first line, for a file of failed lines; '' where it has none. */
  readonly header: string
  readonly bytes: number
  records(): AsyncIterable<RawRecord>
}

const mostColumns = 2_000
const mostRecordBytes = 4_000_000
/** JSON is one value: it is held whole. */
const mostJsonBytes = 512_000_000
const headBytes = 256 * 1_024

/** Opens a file and finds out what it is. @throws Error in plain words for what cannot be read */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be read: ${error.message}`,
    )
  })
  const { size } = await handle.stat()
  const head = Buffer.alloc(Math.min(headBytes, size))
  await handle.read(head, 0, head.length, 0)
  await handle.close()
  if (size === 0) throw new Error(`${path} is empty.`)
  refuseOthers(path, head)
  const encoding = encodingOf(head, size > head.length)
  const text = new TextDecoder(encoding).decode(head)
  const start = text.trimStart()
  if (
    head.subarray(0, 5).toString('latin1') === 'PGDMP' ||
    /^--\n-- PostgreSQL database dump|^COPY \S+ \(/m.test(text)
  ) {
    const dump = await readDump(path)
    return { format: 'dump', encoding: 'utf-8', header: '', bytes: size, ...dump }
  }
  if (start.startsWith('[')) return { ...(await openJson(path, size, encoding)), encoding }
  if (start.startsWith('{')) return openLines(path, size, encoding, start)
  return openCsv(path, size, encoding, text)
}

function refuseOthers(path: string, head: Buffer): void {
  const zip = head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))
  const oldExcel = head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))
  if (oldExcel || (zip && /\.xls[xm]?$/i.test(path)) || head.includes('xl/workbook.xml')) {
    throw new Error(
      `${path} is an Excel workbook. Save the sheet as CSV (in Excel: File, Save as, "CSV UTF-8"; in LibreOffice: Save as, Text CSV) and import that.`,
    )
  }
  if (zip || head.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))) {
    throw new Error(`${path} is compressed: unpack it and import what is in it.`)
  }
}

/** By its byte order mark, else UTF-8 where it is valid, else what Western Windows writes. */
function encodingOf(head: Buffer, cut: boolean): string {
  if (head.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return 'utf-16le'
  if (head.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: cut })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

function textStream(path: string, encoding: string): Readable {
  const bytes = createReadStream(path)
  const decoder = new TextDecoder(encoding)
  return Readable.from(
    (async function* () {
      for await (const chunk of bytes) yield decoder.decode(chunk as Buffer, { stream: true })
      yield decoder.decode()
    })(),
  )
}

/** Ends of lines as one sign, whatever wrote them: lines are counted by it, in cells too. */
async function* plainLines(texts: AsyncIterable<string>): AsyncIterable<string> {
  let before = ''
  for await (const text of texts) {
    const whole = before + text
    // What follows this sign is in the next piece.
    before = whole.endsWith('\r') ? '\r' : ''
    yield withPlainLines(before === '' ? whole : whole.slice(0, -1))
  }
  yield withPlainLines(before)
}
const withPlainLines = (text: string) => text.replace(/\r\n?/g, '\n')

/** The sign that the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const first = (text.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, count: first.split(sign).length - 1 }))
  return counts.sort((a, b) => b.count - a.count)[0]?.sign ?? ','
}

interface ReadRow {
  readonly record: string[]
  readonly info: { readonly lines: number }
  readonly raw: string
}

/** The cells of a table. Rows without any text in them, as spreadsheets write them below a table, are none. */
const cells = (delimiter: string) => ({
  delimiter,
  record_delimiter: '\n',
  bom: true,
  info: true as const,
  raw: true as const,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  max_record_size: mostRecordBytes,
})

function headerOf(path: string, text: string, separator: string): { header: string; names: string[] } {
  const endless = new Error(`The first line of ${path} does not end: is it a table at all?`)
  let first: ReadRow | undefined
  try {
    first = (parseAtOnce(text, { ...cells(separator), to: 1 }) as unknown as ReadRow[])[0]
  } catch (error) {
    throw Object.assign(endless, { cause: error })
  }
  const { record = [], raw = '' } = first ?? {}
  if (record.length > mostColumns)
    throw new Error(`${path} has ${record.length} columns; at most ${mostColumns} can be read.`)
  if (raw.length >= headBytes / 2) throw endless
  return { header: raw.trim(), names: record.map((name) => name.trim()) }
}

function openCsv(path: string, bytes: number, encoding: string, head: string): OpenFile {
  const text = withPlainLines(head).replace(/^(?:[ \t]*\n)+/, '')
  const separator = separatorOf(text)
  const { header, names } = headerOf(path, text, separator)
  return {
    format: 'csv',
    encoding,
    separator,
    columns: names,
    header,
    bytes,
    async *records() {
      const parser = Readable.from(plainLines(textStream(path, encoding))).pipe(parse(cells(separator)))
      let isHeader = true
      let line = 0
      try {
        for await (const { record, info, raw } of parser as unknown as AsyncIterable<ReadRow>) {
          line = info.lines
          if (isHeader) {
            isHeader = false
            continue
          }
          // Empty lines before it are with it.
          const own = raw.replace(/^\n+|\n$/g, '')
          const values = Object.fromEntries(names.map((name, index) => [name, record[index]]))
          const fault =
            record.length > names.length ? `has ${record.length} cells for ${names.length} columns` : ''
          yield {
            line: line - (own.split('\n').length - 1),
            values,
            raw: own,
            ...(fault ? { fault } : {}),
          }
        }
      } catch (error) {
        yield {
          line: line + 1,
          values: {},
          fault: `cannot be read from here on: ${(error as Error).message}`,
        }
      }
    },
  }
}

function openLines(path: string, bytes: number, encoding: string, start: string): OpenFile {
  return {
    format: 'ndjson',
    encoding,
    columns: columnsOf([firstObject(path, start)]),
    header: '',
    bytes,
    async *records() {
      let line = 0
      let rest = ''
      for await (const chunk of textStream(path, encoding)) {
        const lines = (rest + String(chunk)).split('\n')
        rest = lines.pop() ?? ''
        if (rest.length > mostRecordBytes) throw new Error(`Line ${line + 1} of ${path} does not end.`)
        for (const raw of lines) yield* recordOf(raw)
      }
      yield* recordOf(rest)

      function* recordOf(raw: string): Iterable<RawRecord> {
        line += 1
        if (raw.trim() === '') return
        try {
          yield { line, values: parseObject(raw), raw }
        } catch (error) {
          yield { line, values: {}, raw, fault: (error as Error).message }
        }
      }
    },
  }
}

async function openJson(path: string, bytes: number, encoding: string): Promise<OpenFile> {
  if (bytes > mostJsonBytes)
    throw new Error(`${path} is too large for one JSON value: write a line for each record (NDJSON).`)
  let text = ''
  for await (const chunk of textStream(path, encoding)) text += String(chunk)
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch (error) {
    throw new Error(`${path} is not JSON: ${(error as Error).message}`)
  }
  if (!Array.isArray(list)) throw new Error(`${path} holds no list of records.`)
  const records = list.map((value, index): RawRecord => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return {
      line: index + 1,
      values: isObject ? (value as Record<string, unknown>) : {},
      raw: JSON.stringify(value),
      ...(isObject ? {} : { fault: noObject }),
    }
  })
  return {
    format: 'json',
    encoding,
    columns: columnsOf(records.slice(0, 50).map(({ values }) => values)),
    header: '',
    bytes,
    async *records() {
      yield* records
    },
  }
}

const noObject = 'is no object with a field for each column, as {"url": "https://…"}'

/** The first line that can be read; those before it are at fault, each by its number. @throws Error where there is none */
function firstObject(path: string, start: string): Record<string, unknown> {
  let fault = ''
  for (const line of start.split('\n')) {
    if (line.trim() === '') continue
    try {
      return parseObject(line)
    } catch (error) {
      fault ||= (error as Error).message
    }
  }
  throw new Error(`${path} begins with no line that can be read as JSON: its first ${fault || 'is empty'}`)
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Error(`is no JSON: ${(error as Error).message}`)
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new Error(noObject)
}

function columnsOf(values: readonly Record<string, unknown>[]): string[] {
  return [...new Set(values.flatMap((value) => Object.keys(value)))]
}
