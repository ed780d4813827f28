import { linesOf, textStream } from './file-text.ts'
import { mostRecordCharacters, type OpenedFile } from './opened-file.ts'
import type { RawRecord } from './raw-record.ts'

/** JSON is one value: it is held whole. */
const mostJsonBytes = 512_000_000
const noObject = 'is no object with a field for each column, as {"url": "https://…"}'

/** Opens a file with an object a line. @throws Error where no line can be read */
export async function openLines(path: string, bytes: number, encoding: string): Promise<OpenedFile> {
  async function* records(): AsyncIterable<RawRecord> {
    let line = 0
    for await (const { text: raw, endless } of linesOf(textStream(path, encoding), mostRecordCharacters)) {
      line += 1
      if (endless) {
        yield {
          line,
          values: {},
          fault: `is longer than ${mostRecordCharacters} characters, and passed over`,
        }
      } else if (raw.trim() !== '') {
        try {
          yield { line, values: parseObject(raw), raw }
        } catch (error) {
          yield { line, values: {}, raw, fault: (error as Error).message }
        }
      }
    }
  }
  return {
    format: 'ndjson',
    encoding,
    columns: Object.keys(await firstObject(path, records())),
    header: '',
    bytes,
    records,
  }
}

/** Opens a file that is a list of objects; the line of a record is its place in the list. @throws Error where it is none */
export async function openJson(path: string, bytes: number, encoding: string): Promise<OpenedFile> {
  if (bytes > mostJsonBytes)
    throw new Error(`${path} is too large for one JSON value: write a line for each record (NDJSON).`)
  let text = ''
  for await (const chunk of textStream(path, encoding)) text += chunk
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch (error) {
    throw new Error(`${path} is not JSON: ${(error as Error).message}`)
  }
  if (!Array.isArray(list)) throw new Error(`${path} holds no list of records.`)
  const values: readonly unknown[] = list
  return {
    format: 'json',
    encoding,
    columns: [
      ...new Set(values.slice(0, 50).flatMap((value) => (isObject(value) ? Object.keys(value) : []))),
    ],
    header: '',
    bytes,
    async *records() {
      // One after the other: all of them as text again would be the file a second time.
      for (const [index, value] of values.entries()) {
        const raw = JSON.stringify(value)
        const found = isObject(value) ? { values: value } : { values: {}, fault: noObject }
        yield { line: index + 1, raw, ...found }
      }
    },
  }
}

/** The first line that can be read; those before it are at fault, each by its number. @throws Error where there is none */
async function firstObject(path: string, records: AsyncIterable<RawRecord>): Promise<RawRecord['values']> {
  let first = ''
  for await (const { values, fault } of records) {
    if (fault === undefined) return values
    first ||= fault
  }
  throw new Error(`${path} has no line that can be read as JSON: its first ${first || 'is empty'}`)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Error(`is no JSON: ${(error as Error).message}`)
  }
  if (isObject(value)) return value
  throw new Error(noObject)
}
