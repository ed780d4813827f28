import { Problem } from '@parlance/service-kit'
import type { Pool } from 'pg'
import type { HostBlocks, HostBlockView } from '../../features/administration/host-blocks.ts'
import { withTransaction } from '../transaction.ts'
import { type Scope, track } from './change-log.ts'
import { hostOf, iso, pagesWithin } from './sql.ts'

/** Whether a host is another one, or below it. */
const within = (host: string, other: string) =>
  `(${host} = ${other} OR right(${host}, length(${other}) + 1) = '.' || ${other})`

/** Whether pages of an address are refused: one row where they are. `$1` is the address. */
export const blockedSql = `SELECT b.reason FROM "HostBlock" b WHERE ${within(hostOf('$1::text'), 'b.host')} LIMIT 1`

/** Blocked hosts in PostgreSQL. */
export function createHostBlocks(pool: Pool): HostBlocks {
  return {
    list: async () => {
      const { rows } = await pool.query<HostBlockView>(
        `SELECT b.host, b.reason, ${iso('b."createdAt"')} AS "createdAt", (SELECT count(*)::int FROM "Tool" t
           WHERE t.status = 'published' AND ${pagesWithin('t', 'b.host')}) AS listings
         FROM "HostBlock" b ORDER BY b.host LIMIT 1000`,
      )
      return rows
    },

    add: (host, { reason, hide }, by) =>
      withTransaction(pool, async (client) => {
        const { rows } = hide
          ? await client.query<{ id: string }>(
              `SELECT id FROM "Tool" t WHERE status IN ('published', 'pending') AND ${pagesWithin('t', '$1')} LIMIT 1000`,
              [host],
            )
          : { rows: [] }
        const ids = rows.map(({ id }) => id)
        const scopes: Scope[] = [
          { table: 'HostBlock', column: 'host', values: [host] },
          { table: 'Tool', column: 'id', values: ids },
        ]
        const detail = { reason, hidden: ids.length }
        await track(
          client,
          { by, action: 'host.blocked', subjectType: 'host', subjectId: host, detail },
          scopes,
          async () => {
            await client.query(
              `INSERT INTO "HostBlock" (host, reason) VALUES ($1, $2) ON CONFLICT (host) DO UPDATE SET reason = excluded.reason`,
              [host, reason],
            )
            await client.query(
              `UPDATE "Tool" SET status = 'hidden', "statusReason" = $2, revision = revision + 1, "updatedAt" = now()
             WHERE id = ANY($1::uuid[])`,
              [ids, reason],
            )
          },
        )
        return { hidden: ids.length }
      }),

    remove: (host, by) =>
      withTransaction(pool, (client) =>
        track(
          client,
          { by, action: 'host.allowed', subjectType: 'host', subjectId: host },
          [{ table: 'HostBlock', column: 'host', values: [host] }],
          async () => {
            const { rowCount } = await client.query('DELETE FROM "HostBlock" WHERE host = $1', [host])
            if (!rowCount) throw new Problem('not-found', 'This host is not blocked.')
          },
        ),
      ),
  }
}
