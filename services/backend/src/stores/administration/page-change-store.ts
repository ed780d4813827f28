import { Problem } from '@parlance/service-kit'
import type { Pool, PoolClient } from 'pg'
import type { ChangedField, PageChanges, PageChangeView } from '../../features/administration/page-changes.ts'
import { canonicalUrl } from '../../features/catalogue/canonical-url.ts'
import { plainName } from '../../features/identifiers.ts'
import { changedFields, type StatedField } from '../../features/revisits/statement.ts'
import type { PageStatement } from '../../features/submissions/page-statement.ts'
import { type JobSender, renewingStale } from '../listing-renewals.ts'
import { indexTools, lockTexts } from '../search-index.ts'
import { withTransaction } from '../transaction.ts'
import { type Scope, track } from './change-log.ts'
import { isDuplicate, iso } from './sql.ts'
import { writeTexts } from './translation-desk-store.ts'

type Stated = Partial<Record<StatedField, unknown>>
interface ChangeRow extends Omit<PageChangeView, 'fields' | 'url'> {
  readonly before: PageStatement | null
  readonly after: PageStatement | null
  readonly listing: Stated
  readonly sourceLanguage: string
}

const select = `SELECT c.id, c.status::text, c.suspicion, c.before, c.after, t."sourceLanguage",
    jsonb_build_object('id', t.id, 'slug', t.slug, 'name', t.name, 'url', t.url) AS tool,
    jsonb_build_object('name', t.name, 'url', t.url, 'pricing', t.pricing, 'price', t.price, 'tagline', x.tagline,
      'overview', x.overview, 'description', x.description, 'keyFeatures', x."keyFeatures") AS listing,
    ${iso('c."createdAt"')} AS "createdAt", ${iso('c."updatedAt"')} AS "updatedAt"
  FROM "PageChange" c JOIN "Tool" t ON t.id = c."toolId"
  LEFT JOIN "ToolTranslation" x ON x."toolId" = t.id AND x.language = t."sourceLanguage"`

/** Texts of a listing; the rest is the listing's own. */
const texts = ['name', 'tagline', 'overview', 'description', 'keyFeatures'] as const

/** What pages say otherwise, in PostgreSQL. @param jobs where it is enqueued that translations are made again */
export function createPageChanges(pool: Pool, jobs: JobSender): PageChanges {
  return {
    list: async ({ status, tool, cursor, limit }) => {
      const { rows } = await pool.query<ChangeRow>(
        `${select} WHERE c.status = $1::"PageChangeStatus" AND ($2::uuid IS NULL OR c."toolId" = $2)
           AND ($3::uuid IS NULL OR c.id < $3) ORDER BY c.id DESC LIMIT $4`,
        [status, tool ?? null, cursor ?? null, limit + 1],
      )
      const items = rows.slice(0, limit)
      return { items: items.map(viewOf), nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },

    settle: async (id, fields, by) => {
      const done = await withTransaction(pool, async (client) => {
        const { rows: held } = await client.query<{ toolId: string; status: string }>(
          `SELECT c."toolId", c.status::text FROM "PageChange" c JOIN "PageVisit" v ON v."toolId" = c."toolId"
           WHERE c.id = $1 FOR UPDATE`,
          [id],
        )
        const [found] = held
        if (!found) throw new Problem('not-found', 'There is no such change of a page.')
        if (found.status !== 'open') throw new Problem('precondition', 'This was decided already.')
        const { toolId } = found
        await lockTexts(client, toolId)
        const row = await read(client, id)
        const known = fieldsOf(row)
        const strange = fields.filter((field) => !known.includes(field))
        if (strange.length > 0) {
          throw new Problem('precondition', `The page does not say otherwise: ${strange.join(', ')}.`)
        }
        const scopes: Scope[] = [
          { table: 'Tool', column: 'id', values: [toolId] },
          { table: 'ToolTranslation', column: 'toolId', values: [toolId] },
          { table: 'PageChange', column: 'id', values: [id] },
          { table: 'PageVisit', column: 'toolId', values: [toolId] },
        ]
        const status = fields.length > 0 ? 'applied' : 'dismissed'
        const entry = {
          by,
          action: `page.${status}`,
          subjectType: 'tool',
          subjectId: toolId,
          detail: { fields, ...(row.suspicion ? { suspicion: row.suspicion } : {}) },
        }
        await renewingStale(client, jobs, [toolId], () =>
          track(client, entry, scopes, async () => {
            if (row.after && fields.length > 0) {
              await apply(client, toolId, row.sourceLanguage, row.after, fields)
              await indexTools(client, [toolId])
            }
            await client.query(
              `UPDATE "PageChange" SET status = $2::"PageChangeStatus", "settledAt" = now() WHERE id = $1`,
              [id, status],
            )
            await client.query(
              `UPDATE "PageVisit" v SET facts = coalesce(c.after, v.facts) FROM "PageChange" c
             WHERE c.id = $1 AND v."toolId" = c."toolId"`,
              [id],
            )
          }),
        )
        return read(client, id)
      }).catch((error: unknown) => {
        if (!isDuplicate(error)) throw error
        throw new Problem('conflict', 'Another listing has this address.')
      })
      return viewOf(done)
    },
  }
}

async function read(client: PoolClient, id: string): Promise<ChangeRow> {
  const { rows } = await client.query<ChangeRow>(`${select} WHERE c.id = $1`, [id])
  return rows[0] as ChangeRow
}

async function apply(
  client: PoolClient,
  toolId: string,
  language: string,
  after: PageStatement,
  fields: readonly StatedField[],
): Promise<void> {
  const given = texts.filter((field) => fields.includes(field))
  if (given.length > 0) {
    await writeTexts(
      client,
      toolId,
      language,
      Object.fromEntries(given.map((field) => [field, after[field]])),
    )
  }
  const taken = <T>(field: StatedField, value: T) => (fields.includes(field) ? value : null)
  await client.query(
    `UPDATE "Tool" SET name = coalesce($2, name), "sortName" = coalesce($3, "sortName"),
       pricing = coalesce($4::"Pricing", pricing), price = coalesce($5::jsonb, price), url = coalesce($6, url),
       "canonicalUrl" = coalesce($7, "canonicalUrl"), revision = revision + 1, "updatedAt" = now() WHERE id = $1`,
    [
      toolId,
      taken('name', after.name),
      taken('name', plainName(after.name)),
      taken('pricing', after.pricing),
      taken('price', JSON.stringify(after.price)),
      taken('url', after.url),
      taken('url', canonicalUrl(after.url)),
    ],
  )
}

function fieldsOf({ before, after }: Pick<ChangeRow, 'before' | 'after'>): StatedField[] {
  return before && after ? changedFields(before, after) : []
}

function viewOf({ before, after, listing, sourceLanguage: _, ...row }: ChangeRow): PageChangeView {
  const fields = fieldsOf({ before, after }).map((field): ChangedField => {
    const [was, is, says] = [before, after, listing].map((stated) =>
      textOf((stated as Stated | null)?.[field]),
    )
    return { field, before: was ?? '', after: is ?? '', listing: says ?? '', written: says !== was }
  })
  return { ...row, url: after?.url ?? '', fields }
}

/** A value as lines of text; a price as `12 USD month`. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.join('\n')
  // jsonb keeps the keys of an object in an order of its own.
  const { amount, currency, period } = value as { amount?: number; currency?: string; period?: string }
  if (typeof value === 'object') return [amount, currency, period].filter(Boolean).join(' ')
  return String(value)
}
