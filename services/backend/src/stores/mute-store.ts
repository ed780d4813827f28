import type { Pool } from 'pg'
import type { MuteRecord, MuteStore } from '../features/conversation/moderation.ts'
import { newId } from '../features/identifiers.ts'
import { withTransaction } from './transaction.ts'

/** Whether a "RoomMute" named k still holds. */
export const muteHolds = '(k.until IS NULL OR k.until > now())'

const columns = `k."userId", u.name, k."roomId" IS NULL AS everywhere, k.until, k.reason, k."createdAt",
  coalesce(b.name, '') AS "by"`

const audit = `INSERT INTO "AuditEvent" (id, "actorId", action, "subjectType", "subjectId", detail, ip, "requestId")
  VALUES ($1, $2, $3, 'user', $4, $5, $6, $7)`

/** Mutes in PostgreSQL, each with its entry in the audit. */
export function createMuteStore(pool: Pool): MuteStore {
  return {
    person: async (userId) => {
      const { rows } = await pool.query('SELECT id, name, role FROM "User" WHERE id = $1', [userId])
      return rows[0]
    },

    mute: ({ userId, roomId, until, reason }, editor) =>
      withTransaction(pool, async (client) => {
        // A new word of the same reach takes the place of the one before.
        await client.query(
          'DELETE FROM "RoomMute" WHERE "userId" = $1 AND "roomId" IS NOT DISTINCT FROM $2::uuid',
          [userId, roomId],
        )
        const { rows } = await client.query<MuteRecord>(
          `WITH k AS (
             INSERT INTO "RoomMute" (id, "userId", "roomId", until, reason, "mutedById")
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING *)
           SELECT ${columns} FROM k JOIN "User" u ON u.id = k."userId" LEFT JOIN "User" b ON b.id = k."mutedById"`,
          [newId(), userId, roomId, until, reason, editor.id],
        )
        const detail = { room: roomId, until: until?.toISOString() ?? null, reason }
        await client.query(audit, [
          newId(),
          editor.id,
          'user.muted',
          userId,
          detail,
          editor.ip,
          editor.requestId,
        ])
        return rows[0] as MuteRecord
      }),

    lift: (userId, roomId, editor) =>
      withTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'DELETE FROM "RoomMute" WHERE "userId" = $1 AND ("roomId" IS NULL OR "roomId" = $2)',
          [userId, roomId],
        )
        if (!rowCount) return false
        const detail = { room: roomId }
        await client.query(audit, [
          newId(),
          editor.id,
          'user.unmuted',
          userId,
          detail,
          editor.ip,
          editor.requestId,
        ])
        return true
      }),

    list: async (roomId) => {
      const { rows } = await pool.query<MuteRecord>(
        `SELECT ${columns} FROM "RoomMute" k JOIN "User" u ON u.id = k."userId"
         LEFT JOIN "User" b ON b.id = k."mutedById"
         WHERE (k."roomId" = $1 OR k."roomId" IS NULL) AND ${muteHolds} ORDER BY k."createdAt" DESC LIMIT 200`,
        [roomId],
      )
      return rows
    },
  }
}
