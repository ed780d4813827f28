import type { PoolClient } from 'pg'
import { escapeIdentifier } from 'pg'
import type { By } from '../../features/administration/changes.ts'
import { newId } from '../../features/identifiers.ts'

/** Tables whose rows are remembered as they were, with their keys and what no log may hold. */
export const trackedTables = {
  Tool: { key: ['id'], secret: [] },
  ToolTranslation: { key: ['toolId', 'language'], secret: [] },
  ToolTag: { key: ['toolId', 'tagId'], secret: [] },
  Category: { key: ['id'], secret: [] },
  CategoryTranslation: { key: ['categoryId', 'language'], secret: [] },
  Tag: { key: ['id'], secret: [] },
  TagTranslation: { key: ['tagId', 'language'], secret: [] },
  Room: { key: ['id'], secret: [] },
  Submission: { key: ['id'], secret: [] },
  User: { key: ['id'], secret: ['passwordHash', 'email'] },
  Video: { key: ['id'], secret: [] },
  HostBlock: { key: ['host'], secret: [] },
  Report: { key: ['id'], secret: [] },
  PageChange: { key: ['id'], secret: [] },
  PageVisit: { key: ['toolId'], secret: [] },
  Setting: { key: ['key'], secret: [] },
} as const satisfies Record<string, { key: readonly string[]; secret: readonly string[] }>
export type TrackedTable = keyof typeof trackedTables

/** Columns that change by themselves: neither remembered nor compared. */
const restless = new Set([
  'revision',
  'updatedAt',
  'facets',
  'views',
  'clicks',
  'lastSeq',
  'lastChange',
  'lastSeenAt',
  'attempts',
])

export type Row = Readonly<Record<string, unknown>>

/** What a row was and became; null = there was none. Of a row that stayed, only the columns that changed. */
export interface RowImage {
  readonly table: TrackedTable
  readonly key: Row
  readonly before: Row | null
  readonly after: Row | null
}

/** Rows to remember: those whose column has one of the values. */
export interface Scope {
  readonly table: TrackedTable
  readonly column: string
  readonly values: readonly string[]
}

/** What is written down of a change. */
export interface Entry {
  readonly by: By
  /** subject.verb */
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  readonly detail?: Row
  readonly undoesId?: string
}

/** What a table's rows of a scope are, by their keys; locked until the transaction ends. */
export async function readRows(client: PoolClient, { table, column, values }: Scope): Promise<Row[]> {
  const { key, secret } = trackedTables[table]
  // In one order everywhere, so that two changes never wait for each other.
  const order = key.map((name) => escapeIdentifier(name)).join(', ')
  const { rows } = await client.query<{ row: Row }>(
    `SELECT to_jsonb(t) - $2::text[] AS row FROM ${escapeIdentifier(table)} t
     WHERE ${escapeIdentifier(column)} = ANY($1::${typeOf(column)}[]) ORDER BY ${order} FOR UPDATE`,
    [values, secret],
  )
  return rows.map(({ row }) => row)
}

/** Does some work, and tells what it changed in the rows of the scopes. */
export async function imagesOf(
  client: PoolClient,
  scopes: readonly Scope[],
  work: () => Promise<unknown>,
): Promise<RowImage[]> {
  const before = []
  for (const scope of scopes) before.push(byKey(scope.table, await readRows(client, scope)))
  await work()
  const images: RowImage[] = []
  for (const [index, scope] of scopes.entries()) {
    const was = before[index] ?? new Map<string, Row>()
    const is = byKey(scope.table, await readRows(client, scope))
    for (const key of new Set([...was.keys(), ...is.keys()])) {
      const image = imageOf(scope.table, was.get(key) ?? null, is.get(key) ?? null)
      if (image) images.push(image)
    }
  }
  return images
}

/** Writes entries down, each with its images; without images it is only shown, and cannot be undone. @returns their ids */
export async function writeEntries(
  client: PoolClient,
  entries: readonly (Entry & { readonly images: readonly RowImage[] })[],
): Promise<string[]> {
  const rows = entries.map(({ by, images, detail = {}, undoesId, ...entry }) => ({
    ...entry,
    id: newId(),
    actorId: by.id,
    detail,
    changes: images.length > 0 ? images : null,
    undoesId: undoesId ?? null,
    ip: by.ip,
    requestId: by.requestId,
  }))
  await client.query(
    `INSERT INTO "AuditEvent" (id, "actorId", action, "subjectType", "subjectId", detail, changes, "undoesId", ip, "requestId")
     SELECT id, "actorId", action, "subjectType", "subjectId", detail, changes, "undoesId", ip, "requestId"
     FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "actorId" uuid, action text, "subjectType" text, "subjectId" text,
       detail jsonb, changes jsonb, "undoesId" uuid, ip text, "requestId" text)`,
    [JSON.stringify(rows)],
  )
  return rows.map(({ id }) => id)
}

/** Does some work in a transaction and writes it down as one change that can be undone. @returns what the work gives */
export async function track<T>(
  client: PoolClient,
  entry: Entry,
  scopes: readonly Scope[],
  work: () => Promise<T>,
): Promise<T> {
  let result: T | undefined
  const images = await imagesOf(client, scopes, async () => {
    result = await work()
  })
  await writeEntries(client, [{ ...entry, images }])
  return result as T
}

function byKey(table: TrackedTable, rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [JSON.stringify(trackedTables[table].key.map((name) => row[name])), row]))
}

function imageOf(table: TrackedTable, before: Row | null, after: Row | null): RowImage | undefined {
  const row = before ?? after ?? {}
  const key = Object.fromEntries(trackedTables[table].key.map((name) => [name, row[name]]))
  if (!before || !after) return { table, key, before, after }
  const changed = Object.keys(after).filter((name) => !restless.has(name) && !same(before[name], after[name]))
  if (changed.length === 0) return undefined
  const only = (of: Row) => Object.fromEntries(changed.map((name) => [name, of[name]]))
  return { table, key, before: only(before), after: only(after) }
}

/** The type of a column that rows are found by: an index is of no use to another one. */
export function typeOf(column: string): 'uuid' | 'text' {
  return /id$/i.test(column) ? 'uuid' : 'text'
}

/** Whether two values of a row are the same; PostgreSQL writes JSON in one way. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Whether a column is one of those that change by themselves. */
export function isRestless(name: string): boolean {
  return restless.has(name)
}
