import { Problem } from '@parlance/service-kit'
import { escapeIdentifier, type Pool, type PoolClient } from 'pg'
import type { AuditLog, AuditView, RowChange } from '../../features/administration/audit-log.ts'
import { conflictOf } from '../../features/administration/changes.ts'
import { type JobSender, renewingStale } from '../listing-renewals.ts'
import { indexTools } from '../search-index.ts'
import { withTransaction } from '../transaction.ts'
import {
  imagesOf,
  isRestless,
  type Row,
  type RowImage,
  same,
  trackedTables,
  typeOf,
  writeEntries,
} from './change-log.ts'
import { keepingAdministrator } from './last-administrator.ts'
import { isUsed } from './row-use.ts'
import { isDuplicate, iso } from './sql.ts'

type AuditRow = Omit<AuditView, 'changes'> & { readonly changes: readonly RowImage[] | null }

/** Characters of a value that the list shows. */
const shown = 400

/** The name of what a change is of, in SQL: looked up by its id, which other subjects have none of. */
const subjectName = (type: string, table: string) => `(SELECT s.name FROM "${table}" s
  WHERE s.id = CASE WHEN a."subjectType" = '${type}' AND pg_input_is_valid(a."subjectId", 'uuid') THEN a."subjectId"::uuid END)`

/** Subjects whose changes only administrators see and undo. */
const administratorsOwn = ['user', 'session', 'account', 'site', 'invitation', 'token']

/** The audit in PostgreSQL. @param jobs where it is enqueued that a machine's texts are made again */
export function createAuditLog(pool: Pool, jobs: JobSender): AuditLog {
  return {
    list: async ({ subjectId, actorId, action, everything, cursor, limit }) => {
      const { rows } = await pool.query<AuditRow>(
        `SELECT a.id, a.action, coalesce(u.name, '') AS actor, a."subjectType", a."subjectId",
           coalesce(${subjectName('tool', 'Tool')}, ${subjectName('user', 'User')}, '') AS subject, a.detail, a.changes,
           a.changes IS NOT NULL AND a."undoneAt" IS NULL AS undoable,
           ${iso('a."undoneAt"')} AS "undoneAt", ${iso('a."createdAt"')} AS "createdAt"
         FROM "AuditEvent" a LEFT JOIN "User" u ON u.id = a."actorId"
         WHERE ($1::text IS NULL OR a."subjectId" = $1) AND ($2::uuid IS NULL OR a."actorId" = $2)
           AND ($3::text IS NULL OR a.action = $3) AND ($4::uuid IS NULL OR a.id < $4)
           AND ($5 OR a."subjectType" <> ALL($6))
         ORDER BY a.id DESC LIMIT $7`,
        [
          subjectId ?? null,
          actorId ?? null,
          action ?? null,
          cursor ?? null,
          everything,
          administratorsOwn,
          limit + 1,
        ],
      )
      const items = rows
        .slice(0, limit)
        .map(({ changes, ...row }) => ({ ...row, changes: (changes ?? []).slice(0, 20).map(rowChange) }))
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },

    undo: (id, by) =>
      withTransaction(pool, async (client) => {
        const { rows } = await client.query<{
          action: string
          subjectType: string
          subjectId: string
          changes: RowImage[] | null
          undone: boolean
        }>(
          `SELECT action, "subjectType", "subjectId", changes, "undoneAt" IS NOT NULL AS undone
           FROM "AuditEvent" WHERE id = $1 FOR UPDATE`,
          [id],
        )
        const [event] = rows
        if (!event) throw new Problem('not-found', 'There is no such change.')
        if (!by.everything && administratorsOwn.includes(event.subjectType)) {
          throw new Problem('forbidden', 'Only administrators undo this.')
        }
        if (!event.changes) throw new Problem('precondition', 'This is told, and cannot be undone.')
        if (event.undone) throw new Problem('precondition', 'This was undone already.')
        const changes = inOrder(event.changes)
        const scopes = changes.map(({ table, key }) => {
          const [column = 'id'] = trackedTables[table].key
          return { table, column, values: [String(key[column])] }
        })
        const tools = toolsOf(changes)
        const putBack = () =>
          renewingStale(client, jobs, tools, () =>
            imagesOf(client, distinct(scopes), async () => {
              for (const image of changes) await restore(client, image)
              await indexTools(client, tools)
            }),
          )
        const ofPeople = changes.some(({ table }) => table === 'User')
        const images = await (ofPeople ? keepingAdministrator(client, putBack) : putBack()).catch(takenSince)
        await client.query('UPDATE "AuditEvent" SET "undoneAt" = now() WHERE id = $1', [id])
        const { subjectType, subjectId, action } = event
        const [undone = ''] = await writeEntries(client, [
          { by, action: 'change.undone', subjectType, subjectId, detail: { action }, undoesId: id, images },
        ])
        return { id: undone }
      }),
  }
}

/** What only one can have, such as a slug, is another's by now. */
function takenSince(error: unknown): never {
  if (!isDuplicate(error)) throw error
  throw new Problem(
    'conflict',
    'The address or the slug that this would bring back is another’s by now. Change that one first.',
  )
}

/** What is put back comes first, what held it before what was held; what is taken away goes last, and the other way round. */
function inOrder(changes: readonly RowImage[]): RowImage[] {
  return [
    ...changes.filter(({ after }) => after === null),
    ...changes.filter(({ before, after }) => before !== null && after !== null),
    ...changes.filter(({ before }) => before === null).toReversed(),
  ]
}

function distinct<T>(scopes: readonly T[]): T[] {
  return [...new Map(scopes.map((scope) => [JSON.stringify(scope), scope])).values()]
}

/** Makes a row what it was, where it is still what it became. */
async function restore(client: PoolClient, { table, key, before, after }: RowImage): Promise<void> {
  const named = escapeIdentifier(table)
  const keys = Object.keys(key)
  const where = keys
    .map((name, index) => `${escapeIdentifier(name)} = $${index + 1}::${typeOf(name)}`)
    .join(' AND ')
  const values = keys.map((name) => String(key[name]))
  const { rows } = await client.query<{ row: Row }>(
    `SELECT to_jsonb(t) AS row FROM ${named} t WHERE ${where} FOR UPDATE`,
    values,
  )
  const current = rows[0]?.row ?? null
  const stands = after === null ? current === null : current !== null && agrees(current, after)
  if (!stands) throw conflictOf(current && only(current, after ?? current), before)
  if (before === null) {
    if (current && (await isUsed(client, table, current))) {
      throw new Problem(
        'precondition',
        'What was added here is in use by now. Take it from what has it first, or merge it into another.',
      )
    }
    await client.query(`DELETE FROM ${named} WHERE ${where}`, values)
  } else if (after === null) {
    await client.query(`INSERT INTO ${named} SELECT * FROM jsonb_populate_record(NULL::${named}, $1)`, [
      before,
    ])
  } else {
    const columns = Object.keys(before).map((name) => escapeIdentifier(name))
    const set = columns.map((column) => `${column} = r.${column}`)
    if (current && 'revision' in current) set.push('revision = t.revision + 1')
    const own = keys
      .map((name, index) => `t.${escapeIdentifier(name)} = $${index + 2}::${typeOf(name)}`)
      .join(' AND ')
    await client.query(
      `UPDATE ${named} t SET ${set.join(', ')} FROM jsonb_populate_record(NULL::${named}, $1) r WHERE ${own}`,
      [before, ...values],
    )
  }
}

function agrees(current: Row, after: Row): boolean {
  return Object.keys(after).every((name) => isRestless(name) || same(current[name], after[name]))
}

function only(row: Row, columns: Row): Row {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, row[name]]))
}

/** Listings whose search documents are of other texts now. */
function toolsOf(images: readonly RowImage[]): string[] {
  const ids = images.flatMap(({ table, key }) =>
    table === 'Tool' ? [String(key.id)] : 'toolId' in key ? [String(key.toolId)] : [],
  )
  return [...new Set(ids)]
}

function rowChange({ table, before, after }: RowImage): RowChange {
  const text = (row: Row | null, name: string) => {
    const value = row?.[name]
    return value === null || value === undefined
      ? ''
      : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, shown)
  }
  const names = Object.keys(after ?? before ?? {}).filter(
    (name) => !isRestless(name) && name !== 'sourceTexts',
  )
  const columns = names.map((name) => ({ name, before: text(before, name), after: text(after, name) }))
  return { table, columns: columns.filter((column) => column.before !== column.after) }
}
