import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { linesOf, textOf, textStream } from './file-text.ts'
import { mostRecordCharacters } from './opened-file.ts'
import type { RawRecord } from './raw-record.ts'

type Row = Record<string, string>
const wanted: ReadonlySet<string> = new Set(['tools', 'tool_translations', 'categories'])
/** Rows of the three tables that are held to be joined. */
const mostRows = 3_000_000

/**
 * Reads a dump of an older directory: the tables `tools`, `tool_translations` and `categories`, as `pg_dump` writes them
 * (COPY). A dump in pg_dump's custom format goes through `pg_restore`. One record a tool, its translations as columns
 * `tagline.fr`. @throws Error for one without tools, and for one that was cut: what is missing of it would be missing here
 */
export async function readDump(
  path: string,
  encoding: string,
): Promise<{ columns: readonly string[]; records(): AsyncIterable<RawRecord> }> {
  const tables: Record<string, Row[]> = { tools: [], tool_translations: [], categories: [] }
  let rows = 0
  for await (const { table, row } of copiedRows(path, await sqlOf(path, encoding))) {
    rows += 1
    if (rows > mostRows) throw new Error(`${path} has more than ${mostRows} rows: import it in parts.`)
    tables[table]?.push(row)
  }
  if (tables.tools?.length === 0) {
    throw new Error(
      `${path} has no rows of a table "tools" (INSERT is not read: make the dump without --inserts).`,
    )
  }
  const categories = new Map(tables.categories?.map((row) => [row.id, row.slug ?? row.name ?? '']))
  const translations = new Map<string, Row[]>()
  for (const row of tables.tool_translations ?? []) {
    const key = row.tool_id ?? ''
    translations.set(key, [...(translations.get(key) ?? []), row])
  }
  const columns = new Set<string>()
  const records = (tables.tools ?? []).map((tool, index): RawRecord => {
    const values: Record<string, string> = { ...tool }
    if (tool.category_id) values.category = categories.get(tool.category_id) ?? ''
    for (const row of translations.get(tool.id ?? '') ?? []) {
      const language = (row.language ?? row.language_code ?? row.lang ?? row.locale ?? '')
        .slice(0, 2)
        .toLowerCase()
      for (const [column, value] of Object.entries(row)) values[`${column}.${language}`] = value
    }
    delete values.id
    for (const column of Object.keys(values)) columns.add(column)
    return { line: index + 1, values, raw: JSON.stringify(values) }
  })
  return {
    columns: [...columns],
    async *records() {
      yield* records
    },
  }
}

async function sqlOf(path: string, encoding: string): Promise<AsyncIterable<string>> {
  const handle = await open(path)
  const { buffer } = await handle.read(Buffer.alloc(5), 0, 5, 0)
  await handle.close()
  if (buffer.toString('latin1') !== 'PGDMP') return textStream(path, encoding)
  const tables = [...wanted].flatMap((table) => ['--table', table])
  const restore = spawn('pg_restore', ['--data-only', '--file=-', ...tables, path], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  restore.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk).slice(-2_000)
  })
  const ended = new Promise<string>((resolve) => {
    restore.on('error', () =>
      resolve(
        `${path} is a dump in pg_dump's custom format, and there is no pg_restore here: make a plain one (pg_restore --file=plain.sql ${path}).`,
      ),
    )
    restore.on('close', (code) => resolve(code === 0 ? '' : `pg_restore cannot read ${path}: ${said.trim()}`))
  })
  return (async function* () {
    yield* textOf(restore.stdout, 'utf-8')
    const fault = await ended
    if (fault) throw new Error(fault)
  })()
}

async function* copiedRows(
  path: string,
  sql: AsyncIterable<string>,
): AsyncIterable<{ table: string; row: Row }> {
  let table: string | undefined
  let columns: string[] = []
  let number = 0
  let [begun, complete] = [false, false]
  for await (const { text: line, endless } of linesOf(sql, mostRecordCharacters)) {
    number += 1
    if (table === undefined) {
      begun ||= line === '-- PostgreSQL database dump'
      complete ||= line === '-- PostgreSQL database dump complete'
      const [, name = '', list = ''] = /^COPY (?:[\w"]+\.)?"?(\w+)"? \((.+)\) FROM stdin;$/.exec(line) ?? []
      if (!wanted.has(name)) continue
      table = name
      columns = list.split(', ').map((column) => column.replace(/^"|"$/g, ''))
    } else if (line === '\\.') {
      table = undefined
    } else {
      const cells = line.split('\t')
      if (endless || cells.length !== columns.length) {
        const has = endless ? 'does not end' : `has ${cells.length} cells for ${columns.length} columns`
        throw new Error(`Line ${number} of ${path}, in the table "${table}", ${has}: ${again}`)
      }
      const row: Row = {}
      for (const [index, cell] of cells.entries()) {
        if (cell !== '\\N') row[columns[index] ?? ''] = unescapeCopy(cell)
      }
      yield { table, row }
    }
  }
  if (table !== undefined)
    throw new Error(`${path} ends at line ${number} in the middle of the table "${table}": ${again}`)
  if (begun && !complete)
    throw new Error(`${path} ends at line ${number}, before the end that every dump has: ${again}`)
}

const again = 'the dump was cut or changed. Make it again; nothing of it was imported.'

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

function unescapeCopy(cell: string): string {
  return cell.replace(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign)
}
