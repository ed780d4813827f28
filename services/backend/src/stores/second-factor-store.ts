import type { Pool, PoolClient } from 'pg'
import type { FactorRow, SecondFactorStore } from '../features/accounts/second-factor-port.ts'
import { writeEntries } from './administration/change-log.ts'
import { withTransaction } from './transaction.ts'

/** Second factors and recovery codes, in PostgreSQL. Each condition stands in the statement, so that two at once are one. */
export function createSecondFactorStore(pool: Pool): SecondFactorStore {
  const audit = (client: PoolClient, userId: string, by: { ip: string; requestId: string }, action: string) =>
    writeEntries(client, [
      { by: { id: userId, ...by }, action, subjectType: 'account', subjectId: userId, images: [] },
    ])
  return {
    find: async (userId) => {
      const { rows } = await pool.query<FactorRow>(
        `SELECT secret, "confirmedAt" IS NOT NULL AS confirmed, "lastStep" FROM "SecondFactor" WHERE "userId" = $1`,
        [userId],
      )
      return rows[0]
    },

    codesLeft: async (userId) => {
      const { rows } = await pool.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM "RecoveryCode" WHERE "userId" = $1 AND "usedAt" IS NULL',
        [userId],
      )
      return rows[0]?.n ?? 0
    },

    begin: async (userId, secret) => {
      const { rowCount } = await pool.query(
        `INSERT INTO "SecondFactor" ("userId", secret) VALUES ($1, $2)
         ON CONFLICT ("userId") DO UPDATE SET secret = $2, "createdAt" = now() WHERE "SecondFactor"."confirmedAt" IS NULL`,
        [userId, secret],
      )
      return rowCount === 1
    },

    confirm: (userId, step, codeHashes, by) =>
      withTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'UPDATE "SecondFactor" SET "confirmedAt" = now(), "lastStep" = $2 WHERE "userId" = $1 AND "confirmedAt" IS NULL',
          [userId, step],
        )
        if (rowCount === 0) return false
        await client.query('DELETE FROM "RecoveryCode" WHERE "userId" = $1', [userId])
        await client.query('INSERT INTO "RecoveryCode" ("userId", hash) SELECT $1, unnest($2::text[])', [
          userId,
          codeHashes,
        ])
        await audit(client, userId, by, 'account.second-factor-added')
        return true
      }),

    takeStep: async (userId, step) => {
      const { rowCount } = await pool.query(
        'UPDATE "SecondFactor" SET "lastStep" = $2 WHERE "userId" = $1 AND "confirmedAt" IS NOT NULL AND "lastStep" < $2',
        [userId, step],
      )
      return rowCount === 1
    },

    takeCode: async (userId, hash) => {
      const { rowCount } = await pool.query(
        'UPDATE "RecoveryCode" SET "usedAt" = now() WHERE "userId" = $1 AND hash = $2 AND "usedAt" IS NULL',
        [userId, hash],
      )
      return rowCount === 1
    },

    remove: (userId, by) =>
      withTransaction(pool, async (client) => {
        await client.query('DELETE FROM "SecondFactor" WHERE "userId" = $1', [userId])
        await client.query('DELETE FROM "RecoveryCode" WHERE "userId" = $1', [userId])
        await audit(client, userId, by, 'account.second-factor-removed')
      }),
  }
}
