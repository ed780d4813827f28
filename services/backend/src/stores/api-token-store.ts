import type { Pool, PoolClient } from 'pg'
import type { ApiTokenStore, ApiTokenView, TokenScope } from '../features/accounts/api-tokens.ts'
import type { StandingRow } from '../features/accounts/standing.ts'
import type { By } from '../features/administration/changes.ts'
import { writeEntries } from './administration/change-log.ts'
import { iso } from './administration/sql.ts'
import { withTransaction } from './transaction.ts'

/** Tokens of programs, in PostgreSQL. */
export function createApiTokenStore(pool: Pool): ApiTokenStore {
  const audit = (client: PoolClient, by: By, action: string, subjectId: string) =>
    writeEntries(client, [{ by, action, subjectType: 'api-token', subjectId, images: [] }])
  return {
    list: async (userId) => {
      const { rows } = await pool.query<ApiTokenView>(
        `SELECT id, name, coalesce(scopes[1], 'read') AS scope, prefix, ${iso('"createdAt"')} AS "createdAt",
           ${iso('"lastUsedAt"')} AS "lastUsedAt", ${iso('"expiresAt"')} AS "expiresAt"
         FROM "ApiToken" WHERE "userId" = $1 AND "revokedAt" IS NULL ORDER BY id DESC`,
        [userId],
      )
      return rows
    },

    add: ({ id, userId, name, scope, hash, prefix, expiresAt }, most, by) =>
      withTransaction(pool, async (client) => {
        await client.query('SELECT 1 FROM "User" WHERE id = $1 FOR UPDATE', [userId])
        const { rowCount } = await client.query(
          `INSERT INTO "ApiToken" (id, "userId", name, hash, prefix, scopes, "expiresAt")
           SELECT $1, $2, $3, $4, $5, $6, $7 WHERE
             (SELECT count(*) FROM "ApiToken" WHERE "userId" = $2 AND "revokedAt" IS NULL) < $8`,
          [id, userId, name, hash, prefix, [scope], expiresAt, most],
        )
        if (rowCount) await audit(client, by, 'api-token.made', id)
        return rowCount === 1
      }),

    revoke: (userId, id, by) =>
      withTransaction(pool, async (client) => {
        const { rowCount } = await client.query(
          'UPDATE "ApiToken" SET "revokedAt" = now() WHERE id = $1 AND "userId" = $2 AND "revokedAt" IS NULL',
          [id, userId],
        )
        if (rowCount) await audit(client, by, 'api-token.revoked', id)
        return rowCount === 1
      }),

    ownerOf: async (hash) => {
      const { rows } = await pool.query<StandingRow & { scope: TokenScope; tokenId: string; stale: boolean }>(
        {
          name: 'api-token-owner',
          text: `SELECT u.id, u.name, u.role, u.language AS lang, coalesce(t.scopes[1], 'read') AS scope, t.id AS "tokenId",
            EXISTS (SELECT 1 FROM "SecondFactor" f WHERE f."userId" = u.id AND f."confirmedAt" IS NOT NULL)
              OR EXISTS (SELECT 1 FROM "Passkey" p WHERE p."userId" = u.id) AS "secondFactor",
            t."lastUsedAt" IS NULL OR t."lastUsedAt" < now() - interval '1 minute' AS stale
          FROM "ApiToken" t JOIN "User" u ON u.id = t."userId" AND u."disabledAt" IS NULL
          WHERE t.hash = $1 AND t."revokedAt" IS NULL AND (t."expiresAt" IS NULL OR t."expiresAt" > now())`,
          values: [hash],
        },
      )
      const [found] = rows
      if (!found) return undefined
      const { tokenId, stale, ...owner } = found
      // Once a minute is as exact as anybody needs, and a write for each request is not.
      if (stale) await pool.query('UPDATE "ApiToken" SET "lastUsedAt" = now() WHERE id = $1', [tokenId])
      return owner
    },
  }
}
