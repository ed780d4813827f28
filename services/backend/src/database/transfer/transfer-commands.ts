import { createWriteStream } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { isLanguage, type Language } from '@parlance/contracts/languages'
import type { Client } from 'pg'
import { proposeMapping, readMapping } from '../../features/administration/import-fields.ts'
import type { JobSender } from '../../stores/listing-renewals.ts'
import { exportCatalogue } from './export-catalogue.ts'
import { exportPerson } from './export-person.ts'
import { importCatalogue } from './import-catalogue.ts'
import { openFile } from './read-file.ts'

/** Progress is told on stderr, a JSON object a line, so that whoever started the program can show it. */
export function tellProgress(progress: object): void {
  process.stderr.write(`${JSON.stringify({ progress })}\n`)
}

/** A whole number from 0. @param word the option that it stands after. @throws Error where it is none */
export function wholeNumber(value: string, word: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`${word} takes a whole number.`)
  return Number(value)
}

/** `catalogue-import FILE [--map FILE] [--save-map FILE] [--language xx] [--from-line N] [--check]` */
export async function catalogueImport(
  url: string,
  jobs: JobSender,
  args: readonly string[],
): Promise<Record<string, unknown>> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      map: { type: 'string' },
      'save-map': { type: 'string' },
      language: { type: 'string', default: 'en' },
      'from-line': { type: 'string', default: '1' },
      check: { type: 'boolean', default: false },
    },
  })
  const [file] = positionals
  if (!file) throw new Error('Name the file to import.')
  const language = languageOf(values.language)
  const { map, 'save-map': saved } = values
  if (saved !== undefined) {
    const { columns, format, encoding, separator } = await openFile(file)
    const mapping = proposeMapping(columns)
    await writeFile(saved, `${JSON.stringify(mapping, null, 2)}\n`)
    return {
      mappingFile: saved,
      mapping,
      ignored: columns.filter((column) => !(column in mapping)),
      format,
      encoding,
      separator,
    }
  }
  const mapping = map === undefined ? undefined : readMapping(await jsonOf(map))
  return {
    ...(await importCatalogue(url, {
      file,
      ...(mapping ? { mapping } : {}),
      language,
      dryRun: values.check,
      fromLine: wholeNumber(values['from-line'], '--from-line'),
      jobs,
      onProgress: tellProgress,
    })),
  }
}

/** `catalogue-export FILE [--format ndjson|csv]`; the file is there when it is whole. */
export async function catalogueExport(
  client: Client,
  args: readonly string[],
): Promise<Record<string, unknown>> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: 'string' } },
  })
  const [file] = positionals
  if (!file) throw new Error('Name the file to write.')
  const format = values.format ?? (file.endsWith('.csv') ? 'csv' : 'ndjson')
  if (format !== 'csv' && format !== 'ndjson') throw new Error(`The format is ndjson or csv, not ${format}.`)
  const part = `${file}.part`
  const out = createWriteStream(part, { mode: 0o600 })
  const failed = new Promise<never>((_, reject) => out.once('error', reject))
  const tools = await Promise.race([exportCatalogue(client, format, out), failed])
  await Promise.race([new Promise<void>((resolve) => out.end(resolve)), failed])
  await rename(part, file)
  return { file, format, tools }
}

/** `person-export FILE EMAIL`: what is kept about somebody, as a tar. */
export async function personExport(
  client: Client,
  args: readonly string[],
): Promise<Record<string, unknown>> {
  const [file, email] = args
  if (!file || !email) throw new Error('Name the file to write, and whose data it is.')
  return { ...(await exportPerson(client, file, email)) }
}

function languageOf(code: string): Language {
  if (!isLanguage(code)) throw new Error(`"${code}" is no language of the site.`)
  return code
}

async function jsonOf(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new Error(`The mapping ${path} cannot be read: ${error.message}`)
  })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`The mapping ${path} is not JSON: ${(error as Error).message}`)
  }
}
