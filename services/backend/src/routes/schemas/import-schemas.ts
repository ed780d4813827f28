import { Type } from 'typebox'
import { language, nullable, timestamp } from './common-schemas.ts'

const line = Type.Integer({ description: 'Of the file, from 1.' })

const importReport = Type.Object(
  {
    format: Type.String(),
    encoding: Type.String(),
    separator: Type.Optional(Type.String()),
    ignored: Type.Array(Type.String(), { description: 'Columns that mean nothing here.' }),
    records: Type.Integer(),
    created: Type.Integer(),
    updated: Type.Integer(),
    unchanged: Type.Integer(),
    failed: Type.Integer(),
    duplicates: Type.Integer(),
    topics: Type.Array(Type.String(), { description: 'Categories and tags that are made.' }),
    changes: Type.Array(
      Type.Object({
        line,
        slug: Type.String(),
        what: Type.String(),
        fields: Type.Array(Type.String()),
      }),
      { description: 'The first 200.' },
    ),
    faults: Type.Array(Type.Object({ line, field: Type.String(), message: Type.String() }), {
      description: 'The first 200.',
    }),
    seconds: Type.Number(),
  },
  { title: 'ImportReport' },
)

/** An import as its page shows it. */
export const importView = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    language: Type.String(),
    bytes: Type.Number(),
    stage: Type.Enum(['check', 'import']),
    status: Type.Enum(['waiting', 'running', 'ended', 'failed']),
    records: Type.Integer({ description: 'Read so far.' }),
    failed: Type.Integer(),
    report: nullable(importReport),
    hasFailedLines: Type.Boolean(),
    fault: Type.String({ description: 'Why it could not be read at all; "" = it could.' }),
    by: Type.String(),
    createdAt: timestamp,
  },
  { title: 'CatalogueImport' },
)
export const importList = Type.Object({ items: Type.Array(importView) }, { title: 'CatalogueImportList' })
export const importQuery = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200, description: 'What the file is called.' }),
  lang: Type.Optional(language),
})

const importColumn = Type.Object({
  name: Type.String({ maxLength: 200_000, description: 'Of the column, as the file writes it.' }),
  field: nullable(Type.String({ maxLength: 100, description: 'Where it goes; null: it is left out.' })),
})
const mappedColumns = Type.Array(importColumn, { maxItems: 2_000 })
/** Where the columns of a file go, and may go. */
export const importColumns = Type.Object(
  { columns: mappedColumns, fields: Type.Array(Type.String()) },
  { title: 'ImportColumns' },
)
export const chosenColumns = Type.Object({ columns: mappedColumns })
