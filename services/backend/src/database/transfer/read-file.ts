import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { encodingOf, misread, plainLines, textOf, textStream, withPlainLines } from './file-text.ts'
import { mostRecordCharacters, type OpenedFile } from './opened-file.ts'
import { readDump } from './read-dump.ts'
import { openJson, openLines } from './read-json.ts'

const mostColumns = 2_000
const headBytes = 256 * 1_024

/** Opens a file and finds out what it is. @throws Error in plain words for what cannot be read */
export async function openFile(path: string): Promise<OpenedFile> {
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
  const custom = head.subarray(0, 5).toString('latin1') === 'PGDMP'
  const encoding = custom ? 'utf-8' : encodingOf(head)
  let text = ''
  for await (const piece of textOf(Readable.from([head]), encoding)) text += piece
  const start = text.trimStart()
  if (custom || /^--\r?\n-- PostgreSQL database dump|^COPY \S+ \(/m.test(text)) {
    const dump = await readDump(path, encoding)
    return { format: 'dump', encoding, header: '', bytes: size, ...dump }
  }
  if (start.startsWith('[')) return openJson(path, size, encoding)
  if (start.startsWith('{')) return openLines(path, size, encoding)
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
  max_record_size: mostRecordCharacters,
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
  return { header: raw.trim(), names: distinct(record.map((name) => name.trim())) }
}

/** Two columns of one name are two: neither silently takes the other's place. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let own = name
    for (let number = 2; own !== '' && taken.has(own); number += 1) own = `${name} (${number})`
    taken.add(own)
    return own
  })
}

function openCsv(path: string, bytes: number, encoding: string, head: string): OpenedFile {
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
            record.length > names.length
              ? `has ${record.length} cells for ${names.length} columns`
              : encoding === 'windows-1252' && misread.test(own)
                ? `holds "${misread.exec(own)?.[0]}", as UTF-8 looks in a file that is not in it: save all of it as UTF-8`
                : ''
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
