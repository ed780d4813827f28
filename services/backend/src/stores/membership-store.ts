import type { Pool, PoolClient } from 'pg'
import type { InvitationView, MembershipStore, SessionView } from '../features/accounts/membership.ts'
import type { By } from '../features/administration/changes.ts'
import { newId } from '../features/identifiers.ts'
import { writeEntries } from './administration/change-log.ts'
import { keepingAdministrator } from './administration/last-administrator.ts'
import { isDuplicate, iso } from './administration/sql.ts'
import { adoptGuest } from './guest-adoption.ts'
import { personParts } from './person-parts.ts'
import { withTransaction } from './transaction.ts'

/** Members' own accounts, and invitations, in PostgreSQL. */
export function createMembershipStore(pool: Pool): MembershipStore {
  const audit = (client: PoolClient, by: By, action: string, subjectType: string, subjectId: string) =>
    writeEntries(client, [{ by, action, subjectType, subjectId, images: [] }])
  return {
    sessions: async (userId) => {
      const { rows } = await pool.query<Omit<SessionView, 'current'>>(
        `SELECT id, "userAgent", ip, ${iso('"createdAt"')} AS "createdAt", ${iso('"lastUsedAt"')} AS "lastUsedAt"
         FROM "Session" WHERE "userId" = $1 AND "revokedAt" IS NULL AND "expiresAt" > now()
         ORDER BY "lastUsedAt" DESC LIMIT 100`,
        [userId],
      )
      return rows
    },

    endSession: (userId, sessionId, by) =>
      withTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          `UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = 'signed-out-elsewhere'
           WHERE id = $1 AND "userId" = $2 AND "revokedAt" IS NULL`,
          [sessionId, userId],
        )
        if (rowCount) await audit(client, by, 'session.ended', 'session', sessionId)
        return rowCount === 1
      }),

    exportOf: async (userId) => {
      const parts = Object.entries(personParts).map(
        ([name, query]) =>
          `SELECT '${name}' AS name, (SELECT coalesce(jsonb_agg(part), '[]') FROM (${query}) part) AS rows`,
      )
      const { rows } = await pool.query<{ name: string; rows: unknown[] }>(
        `WITH person AS (SELECT id, email FROM "User" WHERE id = $1) ${parts.join(' UNION ALL ')}`,
        [userId],
      )
      const { account, ...lists } = Object.fromEntries(rows.map((part) => [part.name, part.rows]))
      return { account: account?.[0], ...lists }
    },

    erase: (userId, by) =>
      withTransaction(pool, (client) =>
        keepingAdministrator(client, async () => {
          // Asked for twice at once, the second finds nobody.
          const { rows } = await client.query<{ email: string | null }>(
            'SELECT email FROM "User" WHERE id = $1 FOR UPDATE',
            [userId],
          )
          const [user] = rows
          if (!user) return
          // Their address is also where it was written to: links that are still out make no account either.
          await client.query('DELETE FROM "Invitation" WHERE email = $1', [user.email])
          await client.query('DELETE FROM "AccountRequest" WHERE email = $1 OR "guestId" = $2', [
            user.email,
            userId,
          ])
          // What was said of them when they were muted, or guessed at.
          await client.query(
            `UPDATE "AuditEvent" SET detail = '{}', ip = '' WHERE "subjectType" IN ('user', 'account') AND "subjectId" = $1::text`,
            [userId],
          )
          // Nobody could send the rest of them.
          await client.query(`DELETE FROM "Video" WHERE "ownerId" = $1 AND state = 'uploading'`, [userId])
          // The words stay where others answered them; that they were somebody's is gone.
          await client.query(`UPDATE "Message" SET "authorName" = '–' WHERE "authorId" = $1`, [userId])
          await audit(client, { ...by, ip: '' }, 'account.erased', 'account', userId)
          await client.query(`UPDATE "AuditEvent" SET ip = '', detail = '{}' WHERE "actorId" = $1`, [userId])
          await client.query('DELETE FROM "User" WHERE id = $1', [userId])
        }),
      ),

    invitations: async () => {
      const { rows } = await pool.query<InvitationView>(
        `SELECT i.id, i.email, i.role::text, coalesce(u.name, '') AS "invitedBy", ${iso('i."createdAt"')} AS "createdAt",
           ${iso('i."expiresAt"')} AS "expiresAt"
         FROM "Invitation" i LEFT JOIN "User" u ON u.id = i."invitedById"
         WHERE i."acceptedAt" IS NULL AND i."revokedAt" IS NULL AND i."expiresAt" > now() ORDER BY i.id DESC LIMIT 200`,
      )
      return rows
    },

    invite: ({ id, email, role, hash, expiresAt }, by) =>
      withTransaction(pool, async (client) => {
        await client.query(
          `INSERT INTO "Invitation" (id, email, role, hash, "invitedById", "expiresAt") VALUES ($1, $2, $3::"Role", $4, $5, $6)`,
          [id, email, role, hash, by.id, expiresAt],
        )
        await audit(client, by, 'invitation.made', 'invitation', id)
      }),

    revoke: (id, by) =>
      withTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'UPDATE "Invitation" SET "revokedAt" = now() WHERE id = $1 AND "acceptedAt" IS NULL AND "revokedAt" IS NULL',
          [id],
        )
        if (rowCount) await audit(client, by, 'invitation.revoked', 'invitation', id)
        return rowCount === 1
      }),

    accept: async ({ hash, name, passwordHash, lang, guestId, ip, requestId }) => {
      try {
        return await withTransaction(pool, async (client) => {
          const { rows } = await client.query<{
            id: string
            email: string
            role: string
            used: boolean
            old: boolean
          }>(
            `SELECT id, email, role::text, "acceptedAt" IS NOT NULL AS used,
               "expiresAt" <= now() OR "revokedAt" IS NOT NULL AS old FROM "Invitation" WHERE hash = $1 FOR UPDATE`,
            [hash],
          )
          const [invitation] = rows
          if (!invitation) return 'unknown' as const
          if (invitation.used) return 'used' as const
          if (invitation.old) return 'expired' as const
          const { email, role } = invitation
          const id = newId()
          await client.query(
            `INSERT INTO "User" (id, name, email, "passwordHash", role, language) VALUES ($1, $2, $3, $4, $5::"Role", $6)`,
            [id, name, email, passwordHash, role, lang],
          )
          if (guestId) await adoptGuest(client, guestId, { id, name })
          await client.query('UPDATE "Invitation" SET "acceptedAt" = now() WHERE id = $1', [invitation.id])
          // Another link to the same address would give back a role that was taken meanwhile, or a closed account.
          await client.query(
            `UPDATE "Invitation" SET "revokedAt" = now() WHERE email = $1 AND "acceptedAt" IS NULL AND "revokedAt" IS NULL`,
            [email],
          )
          await audit(client, { id, ip, requestId }, 'invitation.accepted', 'invitation', invitation.id)
          return { id, email }
        })
      } catch (error) {
        if (isDuplicate(error)) return 'taken'
        throw error
      }
    },
  }
}
