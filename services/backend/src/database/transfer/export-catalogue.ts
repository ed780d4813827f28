import type { Writable } from 'node:stream'
import { languages } from '@parlance/contracts/languages'
import type { Client } from 'pg'
import { plainFields, textFields } from '../../features/administration/import-fields.ts'
import { csvLine } from './table-cells.ts'

export type ExportFormat = 'ndjson' | 'csv'

/** Listings that are read at once. */
const pageSize = 500

interface ExportedTool {
  readonly slug: string
  readonly texts: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly [field: string]: unknown
}

const origin = ['source', 'engine', 'model', 'confidence', 'reviewed']

/**
 * Writes every listing, by slug, a page at a time from one snapshot: what is written meanwhile is not in it. Records are as
 * `data:import` reads them.
 *
 * @returns how many.
 */
export async function exportCatalogue(client: Client, format: ExportFormat, out: Writable): Promise<number> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  let count = 0
  try {
    const write = async (text: string) => {
      if (!out.write(text)) await new Promise((resolve) => out.once('drain', resolve))
    }
    const columns = [
      ...plainFields,
      ...textFields.flatMap((field) => languages.map((lang) => `${field}.${lang}`)),
      ...languages.map((lang) => `origin.${lang}`),
    ]
    if (format === 'csv') await write(`\uFEFF${csvLine(columns)}`)
    for (let after = ''; ; ) {
      const { rows } = await client.query<ExportedTool>(pageSql, [after, pageSize])
      for (const row of rows) {
        const record = recordOf(row)
        await write(
          format === 'csv'
            ? csvLine(columns.map((column) => cell(record[column])))
            : `${JSON.stringify(record)}\n`,
        )
      }
      count += rows.length
      const last = rows.at(-1)
      if (rows.length < pageSize || !last) return count
      after = last.slug
    }
  } finally {
    await client.query('ROLLBACK')
  }
}

const pageSql = `
  SELECT t.url, t.slug, t."sourceLanguage", c.slug AS category, t.pricing, t.status, t.featured, t."publishedAt", t.views,
    t.clicks, ARRAY(SELECT g.slug FROM "ToolTag" tt JOIN "Tag" g ON g.id = tt."tagId" WHERE tt."toolId" = t.id ORDER BY g.slug) AS tags,
    coalesce((SELECT jsonb_object_agg(x.language, to_jsonb(x) - 'toolId' - 'language' - 'createdAt' - 'updatedAt' ORDER BY x.language)
      FROM "ToolTranslation" x WHERE x."toolId" = t.id), '{}') AS texts
  FROM "Tool" t LEFT JOIN "Category" c ON c.id = t."categoryId"
  WHERE t.slug > $1 ORDER BY t.slug LIMIT $2`

/** One flat record; what is not written is left out. */
function recordOf({ texts, ...tool }: ExportedTool): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  for (const field of plainFields) {
    const value = tool[field]
    if (value !== null && value !== undefined) record[field] = value
  }
  for (const field of textFields) {
    for (const language of languages) {
      const value = texts[language]?.[field]
      const empty = value === null || value === undefined || (Array.isArray(value) && value.length === 0)
      if (!empty) record[`${field}.${language}`] = value
    }
  }
  for (const language of languages) {
    const text = texts[language]
    if (text)
      record[`origin.${language}`] = JSON.stringify(
        Object.fromEntries(origin.map((name) => [name, text[name]])),
      )
  }
  return record
}

function cell(value: unknown): string {
  if (value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  if (!Array.isArray(value)) return String(value)
  const plainItems = value.every((item) => !/[\r\n]|^\s|\s$|^[[{]/.test(String(item)))
  return plainItems ? value.join('\n') : JSON.stringify(value)
}
