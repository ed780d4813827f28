import { Problem } from '@parlance/service-kit'
import type { Pool } from 'pg'
import type { Reports, ReportView } from '../../features/administration/reports.ts'
import { newId } from '../../features/identifiers.ts'
import { withTransaction } from '../transaction.ts'
import { track } from './change-log.ts'
import { iso } from './sql.ts'

const columns = `r.id, r.reason, r.note, r.status::text, coalesce(u.name, '') AS reporter,
  CASE WHEN t.id IS NULL THEN NULL ELSE jsonb_build_object('id', t.id, 'slug', t.slug, 'name', t.name) END AS tool,
  CASE WHEN m.id IS NULL THEN NULL ELSE jsonb_build_object('id', m.id, 'room', o.slug, 'seq', m.seq,
    'author', m."authorName", 'body', left(m.body, 1000), 'deleted', m."deletedAt" IS NOT NULL) END AS message,
  ${iso('r."createdAt"')} AS "createdAt", ${iso('r."resolvedAt"')} AS "resolvedAt"`
const from = `"Report" r LEFT JOIN "Tool" t ON t.id = r."toolId" LEFT JOIN "Message" m ON m.id = r."messageId"
  LEFT JOIN "Room" o ON o.id = m."roomId" LEFT JOIN "User" u ON u.id = r."reporterId"`

/** Reports in PostgreSQL. */
export function createReports(pool: Pool): Reports {
  return {
    make: async ({ tool, message, reason, note = '' }, reporterId) => {
      if ((tool === undefined) === (message === undefined)) {
        throw new Problem('invalid', 'Say what it is about: give `tool` or `message`, and not both.')
      }
      const { rows } = await pool.query<{ toolId: string | null; messageId: string | null }>(
        tool === undefined
          ? 'SELECT NULL AS "toolId", id AS "messageId" FROM "Message" WHERE id = $1::uuid AND "deletedAt" IS NULL'
          : `SELECT id AS "toolId", NULL AS "messageId" FROM "Tool" WHERE slug = $1 AND status = 'published'`,
        [tool ?? message],
      )
      const [found] = rows
      if (!found) throw new Problem('not-found', 'What is reported is not there any more.')
      const { rows: made } = await pool.query<{ id: string }>(
        `WITH known AS (SELECT id FROM "Report" WHERE status = 'open' AND "reporterId" = $4 AND reason = $5
           AND "toolId" IS NOT DISTINCT FROM $2::uuid AND "messageId" IS NOT DISTINCT FROM $3::uuid LIMIT 1),
         made AS (INSERT INTO "Report" (id, "toolId", "messageId", "reporterId", reason, note)
           SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS (SELECT 1 FROM known) RETURNING id)
         SELECT id FROM known UNION ALL SELECT id FROM made`,
        [newId(), found.toolId, found.messageId, reporterId ?? null, reason, note.trim()],
      )
      return { id: made[0]?.id ?? '' }
    },

    list: async ({ status, cursor, limit }) => {
      const { rows } = await pool.query<ReportView>(
        `SELECT ${columns} FROM ${from} WHERE r.status = $1::"ReportStatus" AND ($2::uuid IS NULL OR r.id < $2)
         ORDER BY r.id DESC LIMIT $3`,
        [status, cursor ?? null, limit + 1],
      )
      const items = rows.slice(0, limit)
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },

    settle: (id, status, by) =>
      withTransaction(pool, async (client) => {
        const entry = { by, action: `report.${status}`, subjectType: 'report', subjectId: id }
        await track(client, entry, [{ table: 'Report', column: 'id', values: [id] }], async () => {
          const { rowCount } = await client.query(
            `UPDATE "Report" SET status = $2::"ReportStatus", "resolvedAt" = CASE WHEN $2 = 'open' THEN NULL ELSE now() END,
               "resolvedById" = CASE WHEN $2 = 'open' THEN NULL ELSE $3::uuid END WHERE id = $1`,
            [id, status, by.id],
          )
          if (!rowCount) throw new Problem('not-found', 'There is no such report.')
        })
        const { rows } = await client.query<ReportView>(`SELECT ${columns} FROM ${from} WHERE r.id = $1`, [
          id,
        ])
        return rows[0] as ReportView
      }),
  }
}
