import { Problem } from '@parlance/service-kit'
import type { Pool } from 'pg'
import type { People, PersonView } from '../../features/administration/people.ts'
import { withTransaction } from '../transaction.ts'
import { track } from './change-log.ts'
import { keepingAdministrator } from './last-administrator.ts'
import { iso } from './sql.ts'

const columns = `u.id, u.name, u.email, u.role::text, u.language,
  (SELECT count(*)::int FROM "Message" m WHERE m."authorId" = u.id) AS messages,
  (SELECT count(*)::int FROM "Submission" s WHERE s."userId" = u.id) AS submissions,
  (SELECT count(*)::int FROM "Session" s WHERE s."userId" = u.id AND s."revokedAt" IS NULL AND s."expiresAt" > now()) AS sessions,
  ${iso('u."disabledAt"')} AS "disabledAt", ${iso('u."createdAt"')} AS "createdAt"`

/** People in PostgreSQL, for administrators. */
export function createPeople(pool: Pool): People {
  return {
    list: async ({ q, role, cursor, limit }) => {
      const words = q?.trim() ? `%${q.trim().replace(/[\\%_]/g, '\\$&')}%` : null
      const { rows } = await pool.query<PersonView>(
        `SELECT ${columns} FROM (SELECT u.* FROM "User" u
           WHERE ($1::text IS NULL OR u.name ILIKE $1 OR u.email ILIKE $1) AND ($2::text IS NULL OR u.role::text = $2)
             AND ($3::uuid IS NULL OR u.id < $3) ORDER BY u.id DESC LIMIT $4) u ORDER BY u.id DESC`,
        [words, role ?? null, cursor ?? null, limit + 1],
      )
      const items = rows.slice(0, limit)
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },

    change: (id, { role, disabled }, by) =>
      withTransaction(pool, async (client) => {
        const entry = {
          by,
          action: 'user.changed',
          subjectType: 'user',
          subjectId: id,
          detail: { role, disabled },
        }
        const change = async () => {
          const { rows } = await client.query<{ role: string }>(
            'SELECT role::text FROM "User" WHERE id = $1',
            [id],
          )
          const [user] = rows
          if (!user) throw new Problem('not-found', 'There is nobody of this id.')
          if (role && user.role === 'guest') {
            throw new Problem(
              'precondition',
              'Guests have no account: invite them, and they keep their words.',
            )
          }
          await client.query(
            `UPDATE "User" SET role = coalesce($2::"Role", role), "updatedAt" = now(),
               "disabledAt" = CASE WHEN $3::boolean IS NULL THEN "disabledAt" WHEN $3 THEN coalesce("disabledAt", now()) END
             WHERE id = $1`,
            [id, role ?? null, disabled ?? null],
          )
        }
        const scope = { table: 'User', column: 'id', values: [id] } as const
        await keepingAdministrator(client, () => track(client, entry, [scope], change))
        const { rows } = await client.query<PersonView>(`SELECT ${columns} FROM "User" u WHERE u.id = $1`, [
          id,
        ])
        return rows[0] as PersonView
      }),
  }
}
