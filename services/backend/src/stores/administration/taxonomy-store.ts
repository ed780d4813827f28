import { Problem } from '@parlance/service-kit'
import type { Pool, PoolClient } from 'pg'
import { type By, conflictOf } from '../../features/administration/changes.ts'
import {
  mostTerms,
  type Taxonomy,
  type TermEdit,
  type TermKind,
  type TermPage,
  type TermQuery,
  type TermView,
} from '../../features/administration/taxonomy.ts'
import { newId } from '../../features/identifiers.ts'
import { indexTools } from '../search-index.ts'
import { withTransaction } from '../transaction.ts'
import { type Scope, track } from './change-log.ts'
import { isDuplicate } from './sql.ts'
import { termSql, termsSql } from './term-rows.ts'

const kinds = {
  categories: { table: 'Category', texts: 'CategoryTranslation', key: 'categoryId', subject: 'category' },
  tags: { table: 'Tag', texts: 'TagTranslation', key: 'tagId', subject: 'tag' },
} as const

/** Most listings whose search documents are written anew at once. */
const indexedAtOnce = 500

/** Categories and tags in PostgreSQL. */
export function createTaxonomy(pool: Pool): Taxonomy {
  const list = async (kind: TermKind, query: TermQuery): Promise<TermPage> => {
    const { rows } = await pool.query<TermView>(termsSql(kind, query))
    const items = rows.slice(0, query.limit)
    return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null }
  }
  const get = async (kind: TermKind, id: string): Promise<TermView> => {
    const { rows } = await pool.query<TermView>(termSql(kind), [id])
    const [found] = rows
    if (!found) throw missing()
    return found
  }
  const tracked = async <T>(
    kind: TermKind,
    id: string,
    verb: string,
    by: By,
    extra: Scope[],
    work: (client: PoolClient) => Promise<T>,
  ) => {
    const { table, texts, key, subject } = kinds[kind]
    const scopes: Scope[] = [
      { table, column: 'id', values: [id] },
      { table: texts, column: key, values: [id] },
      ...extra,
    ]
    const entry = { by, action: `${subject}.${verb}`, subjectType: subject, subjectId: id }
    try {
      return await withTransaction(pool, (client) => track(client, entry, scopes, () => work(client)))
    } catch (error) {
      if (isDuplicate(error)) throw new Problem('conflict', 'The slug is taken.')
      throw error
    }
  }

  return {
    list,

    add: async (kind, edit, by) => {
      const id = newId()
      await tracked(kind, id, 'added', by, [], async (client) => {
        if (kind === 'tags')
          await client.query('INSERT INTO "Tag" (id, slug) VALUES ($1, $2)', [id, edit.slug])
        else {
          await client.query(
            `INSERT INTO "Category" (id, slug, icon, position)
             VALUES ($1, $2, $3, (SELECT coalesce(max(position), 0) + 1 FROM "Category"))`,
            [id, edit.slug, edit.icon ?? 'shapes'],
          )
        }
        await writeTexts(client, kind, id, edit)
      })
      return get(kind, id)
    },

    change: async (kind, id, edit, by) => {
      const before = await get(kind, id)
      const stale = () => conflictOf(before, edit)
      if (before.revision !== edit.revision) throw stale()
      await tracked(kind, id, 'changed', by, [], async (client) => {
        const icon = kind === 'categories' ? ', icon = coalesce($4, icon)' : ''
        const { rowCount } = await client.query(
          `UPDATE "${kinds[kind].table}" SET slug = $2, revision = revision + 1${icon} WHERE id = $1 AND revision = $3`,
          [id, edit.slug, edit.revision, ...(icon ? [edit.icon ?? null] : [])],
        )
        if (!rowCount) throw stale()
        await writeTexts(client, kind, id, edit)
        await reindex(client, kind, id)
      })
      return get(kind, id)
    },

    merge: async (kind, id, into, by) => {
      if (id === into) throw new Problem('invalid', 'It cannot be merged into itself.')
      await Promise.all([get(kind, id), get(kind, into)])
      const scope: Scope =
        kind === 'tags'
          ? { table: 'ToolTag', column: 'tagId', values: [id, into] }
          : { table: 'Tool', column: 'categoryId', values: [id, into] }
      await tracked(kind, id, 'merged', by, [scope], async (client) => {
        if (kind === 'tags') {
          await client.query(
            'INSERT INTO "ToolTag" ("toolId", "tagId") SELECT "toolId", $2 FROM "ToolTag" WHERE "tagId" = $1 ON CONFLICT DO NOTHING',
            [id, into],
          )
          await client.query('DELETE FROM "ToolTag" WHERE "tagId" = $1', [id])
        } else await client.query('UPDATE "Tool" SET "categoryId" = $2 WHERE "categoryId" = $1', [id, into])
        await remove(client, kind, id)
        await reindex(client, kind, into)
      })
      return get(kind, into)
    },

    remove: async (kind, id, by) => {
      const { tools } = await get(kind, id)
      if (tools > 0)
        throw new Problem('precondition', `${tools} listings have it: merge it into another instead.`)
      await tracked(kind, id, 'removed', by, [], (client) => remove(client, kind, id))
    },

    order: async (ids, by) => {
      const { rows } = await pool.query<{ id: string }>('SELECT id FROM "Category" ORDER BY position, slug')
      const all = new Set(rows.map(({ id }) => id))
      const named = new Set(ids.filter((id) => all.has(id)))
      const order = [...named, ...[...all].filter((id) => !named.has(id))]
      const entry = { by, action: 'category.ordered', subjectType: 'site', subjectId: 'categories' }
      await withTransaction(pool, (client) =>
        track(client, entry, [{ table: 'Category', column: 'id', values: order }], () =>
          client.query(
            `UPDATE "Category" c SET position = o.place FROM unnest($1::uuid[]) WITH ORDINALITY AS o(id, place) WHERE o.id = c.id`,
            [order],
          ),
        ),
      )
      return list('categories', { limit: mostTerms })
    },
  }
}

function missing(): Problem {
  return new Problem('not-found', 'There is no such category or tag.')
}

/** Texts of the languages that are named; an empty name takes a language away. */
async function writeTexts(
  client: PoolClient,
  kind: TermKind,
  id: string,
  { texts }: TermEdit,
): Promise<void> {
  const { texts: table, key } = kinds[kind]
  for (const { language, name, description = '' } of texts) {
    if (name.trim() === '') {
      await client.query(`DELETE FROM "${table}" WHERE "${key}" = $1 AND language = $2`, [id, language])
    } else if (kind === 'tags') {
      await client.query(
        `INSERT INTO "TagTranslation" ("tagId", language, name) VALUES ($1, $2, $3)
         ON CONFLICT ("tagId", language) DO UPDATE SET name = excluded.name`,
        [id, language, name.trim()],
      )
    } else {
      await client.query(
        `INSERT INTO "CategoryTranslation" ("categoryId", language, name, description) VALUES ($1, $2, $3, $4)
         ON CONFLICT ("categoryId", language) DO UPDATE SET name = excluded.name, description = excluded.description`,
        [id, language, name.trim(), description.trim()],
      )
    }
  }
}

async function remove(client: PoolClient, kind: TermKind, id: string): Promise<void> {
  const { table, texts, key } = kinds[kind]
  // Their rows one after the other, so that undoing finds each of them.
  await client.query(`DELETE FROM "${texts}" WHERE "${key}" = $1`, [id])
  await client.query(`DELETE FROM "${table}" WHERE id = $1`, [id])
}

/** The names of categories and tags are among the words that listings are found by. */
async function reindex(client: PoolClient, kind: TermKind, id: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    kind === 'tags'
      ? 'SELECT "toolId" AS id FROM "ToolTag" WHERE "tagId" = $1'
      : 'SELECT id FROM "Tool" WHERE "categoryId" = $1',
    [id],
  )
  for (let at = 0; at < rows.length; at += indexedAtOnce) {
    await indexTools(
      client,
      rows.slice(at, at + indexedAtOnce).map((row) => row.id),
    )
  }
}
