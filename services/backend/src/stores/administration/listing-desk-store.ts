import { Problem } from '@parlance/service-kit'
import type { Pool, PoolClient } from 'pg'
import { conflictOf } from '../../features/administration/changes.ts'
import type {
  ListingDesk,
  ListingDetail,
  ListingEdit,
  ListingRow,
} from '../../features/administration/listing-desk.ts'
import { canonicalUrl } from '../../features/catalogue/canonical-url.ts'
import { plainName } from '../../features/identifiers.ts'
import { indexTools } from '../search-index.ts'
import { withTransaction } from '../transaction.ts'
import { imagesOf, type Scope, track, writeEntries } from './change-log.ts'
import { readListing } from './listing-detail.ts'
import { mergeListing } from './listing-merge.ts'
import { listingPage } from './listing-rows.ts'
import { isDuplicate } from './sql.ts'

/** Listings in PostgreSQL, for those who keep them in order. */
export function createListingDesk(pool: Pool): ListingDesk {
  const get = async (id: string): Promise<ListingDetail> => {
    const found = await readListing(pool, id)
    if (!found) throw missing()
    return found
  }
  return {
    get,

    list: async (query) => {
      const { rows } = await pool.query<ListingRow>(listingPage(query))
      const items = rows.slice(0, query.limit)
      return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null }
    },

    idOf: async (slug) => {
      const { rows } = await pool.query<{ id: string }>('SELECT id FROM "Tool" WHERE slug = $1', [slug])
      return rows[0]?.id
    },

    edit: async (id, edit, by) => {
      const { tags, revision, ...fields } = edit
      const scopes: Scope[] = [{ table: 'Tool', column: 'id', values: [id] }]
      if (tags) scopes.push({ table: 'ToolTag', column: 'toolId', values: [id] })
      const detail = { fields: Object.keys({ ...fields, ...(tags ? { tags } : {}) }) }
      const entry = { by, action: 'tool.edited', subjectType: 'tool', subjectId: id, detail }
      const done = await withTransaction(pool, (client) =>
        track(client, entry, scopes, async () => {
          const changed = await updateTool(client, id, edit)
          if (!changed) throw new Stale()
          if (tags) await setTags(client, id, tags)
          await indexTools(client, [id])
        }),
      ).catch((error: unknown) => error)
      if (done instanceof Stale) throw conflictOf(await get(id), edit)
      if (isDuplicate(done)) throw new Problem('conflict', 'Another listing has this address or this slug.')
      if (done) throw done
      return get(id)
    },

    setStatus: (ids, { status, reason }, by) =>
      withTransaction(pool, async (client) => {
        const asked = [...new Set(ids)]
        let known: string[] = []
        const images = await imagesOf(client, [{ table: 'Tool', column: 'id', values: asked }], async () => {
          const { rows } = await client.query<{ id: string }>(
            'SELECT id FROM "Tool" WHERE id = ANY($1::uuid[])',
            [asked],
          )
          known = rows.map(({ id }) => id)
          await client.query(
            `UPDATE "Tool" SET status = $2::"ToolStatus", "statusReason" = $3, revision = revision + 1, "updatedAt" = now(),
               "publishedAt" = CASE WHEN $2 = 'published' AND status = 'pending' THEN now() ELSE "publishedAt" END,
               "mergedIntoId" = NULL
             WHERE id = ANY($1::uuid[]) AND (status::text, "statusReason") IS DISTINCT FROM ($2, $3)`,
            [known, status, reason],
          )
        })
        const action = `tool.${status}`
        const entries = images.map((image) => ({
          by,
          action,
          subjectType: 'tool',
          subjectId: String(image.key.id),
          ...(reason ? { detail: { reason } } : {}),
          images: [image],
        }))
        if (entries.length > 0) await writeEntries(client, entries)
        const found = new Set(known)
        return { changed: images.length, unknown: asked.filter((id) => !found.has(id)) }
      }),

    merge: async (id, into, by) => {
      await mergeListing(pool, id, into, by)
      return get(into)
    },
  }
}

/** The listing was changed since it was read. */
class Stale extends Error {}

function missing(): Problem {
  return new Problem('not-found', 'There is no such listing.')
}

/** @returns whether it was still what the edit was made of */
async function updateTool(client: PoolClient, id: string, edit: ListingEdit): Promise<boolean> {
  const { name, slug, url, pricing, category } = edit
  if (category) {
    const { rowCount } = await client.query('SELECT 1 FROM "Category" WHERE slug = $1', [category])
    if (!rowCount) throw new Problem('invalid', `There is no category "${category}".`)
  }
  const { rows } = await client.query<{ revision: number }>('SELECT revision FROM "Tool" WHERE id = $1', [id])
  if (!rows[0]) throw missing()
  if (rows[0].revision !== edit.revision) return false
  await client.query(
    `UPDATE "Tool" SET name = coalesce($2, name), "sortName" = coalesce($3, "sortName"), slug = coalesce($4, slug),
       url = coalesce($5, url), "canonicalUrl" = coalesce($6, "canonicalUrl"), pricing = coalesce($7::"Pricing", pricing),
       "categoryId" = CASE WHEN $8 THEN (SELECT c.id FROM "Category" c WHERE c.slug = $9) ELSE "categoryId" END,
       revision = revision + 1, "updatedAt" = now() WHERE id = $1`,
    [
      id,
      name,
      name === undefined ? undefined : plainName(name),
      slug,
      url,
      url === undefined ? undefined : canonicalUrl(url),
      pricing,
      category !== undefined,
      category ?? null,
    ],
  )
  return true
}

async function setTags(client: PoolClient, id: string, tags: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ id: string; slug: string }>(
    'SELECT id, slug FROM "Tag" WHERE slug = ANY($1)',
    [tags],
  )
  const known = new Set(rows.map(({ slug }) => slug))
  const unknown = tags.filter((slug) => !known.has(slug))
  if (unknown.length > 0)
    throw new Problem('invalid', `There is no tag ${unknown.map((slug) => `"${slug}"`).join(', ')}.`)
  const ids = rows.map((row) => row.id)
  await client.query('DELETE FROM "ToolTag" WHERE "toolId" = $1 AND "tagId" <> ALL($2::uuid[])', [id, ids])
  await client.query(
    'INSERT INTO "ToolTag" ("toolId", "tagId") SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
    [id, ids],
  )
}
