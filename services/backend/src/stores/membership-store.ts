import type { Pool, PoolClient } from 'pg'
import type { InvitationView, MembershipStore, SessionView } from '../features/accounts/membership.ts'
import type { By } from '../features/administration/changes.ts'
import { newId } from '../features/identifiers.ts'
import { writeEntries } from './administration/change-log.ts'
import { keepingAdministrator } from './administration/last-administrator.ts'
import { isDuplicate, iso } from './administration/sql.ts'
import { adoptGuest } from './guest-adoption.ts'
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
      const { rows } = await pool.query<{ found: Record<string, unknown> }>(
        `SELECT jsonb_build_object(
           'account', (SELECT jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role,
             'language', u.language, 'createdAt', u."createdAt", 'lastSeenAt', u."lastSeenAt")),
           'sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object('userAgent', s."userAgent", 'ip', s.ip,
             'createdAt', s."createdAt", 'lastUsedAt', s."lastUsedAt") ORDER BY s.id), '[]') FROM "Session" s WHERE s."userId" = u.id),
           'passkeys', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', k.name, 'createdAt', k."createdAt",
             'lastUsedAt', k."lastUsedAt") ORDER BY k.id), '[]') FROM "Passkey" k WHERE k."userId" = u.id),
           'messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('room', r.slug, 'seq', m.seq, 'language', m.language,
             'body', m.body, 'createdAt', m."createdAt", 'editedAt', m."editedAt") ORDER BY m.id), '[]')
             FROM "Message" m JOIN "Room" r ON r.id = m."roomId" WHERE m."authorId" = u.id AND m."deletedAt" IS NULL),
           'submissions', (SELECT coalesce(jsonb_agg(jsonb_build_object('url', s.url, 'status', s.status,
             'createdAt', s."createdAt") ORDER BY s.id), '[]') FROM "Submission" s WHERE s."userId" = u.id),
           'reports', (SELECT coalesce(jsonb_agg(jsonb_build_object('reason', p.reason, 'note', p.note,
             'createdAt', p."createdAt") ORDER BY p.id), '[]') FROM "Report" p WHERE p."reporterId" = u.id)) AS found
         FROM "User" u WHERE u.id = $1`,
        [userId],
      )
      return rows[0]?.found ?? {}
    },

    erase: (userId, by) =>
      withTransaction(pool, (client) =>
        keepingAdministrator(client, async () => {
          // Asked for twice at once, the second finds nobody.
          const { rowCount } = await client.query('SELECT 1 FROM "User" WHERE id = $1 FOR UPDATE', [userId])
          if (rowCount === 0) return
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
