import type { Pool, PoolClient } from 'pg'
import type { PasskeyRow, PasskeyStore, PasskeyView } from '../features/accounts/passkey-port.ts'
import type { By } from '../features/administration/changes.ts'
import { writeEntries } from './administration/change-log.ts'
import { iso } from './administration/sql.ts'
import { withTransaction } from './transaction.ts'

/** Passkeys, in PostgreSQL. */
export function createPasskeyStore(pool: Pool): PasskeyStore {
  const audit = (client: PoolClient, by: By, action: string) =>
    writeEntries(client, [{ by, action, subjectType: 'account', subjectId: by.id, images: [] }])
  return {
    list: async (userId) => {
      const { rows } = await pool.query<PasskeyView>(
        `SELECT id, name, ${iso('"createdAt"')} AS "createdAt", ${iso('"lastUsedAt"')} AS "lastUsedAt"
         FROM "Passkey" WHERE "userId" = $1 ORDER BY id DESC`,
        [userId],
      )
      return rows
    },

    credentialsOf: async (userId) => {
      const { rows } = await pool.query<Pick<PasskeyRow, 'credentialId' | 'transports'>>(
        'SELECT "credentialId", transports FROM "Passkey" WHERE "userId" = $1',
        [userId],
      )
      return rows
    },

    find: async (credentialId) => {
      const { rows } = await pool.query<
        Omit<PasskeyRow, 'publicKey' | 'counter'> & { publicKey: Buffer; counter: string }
      >(
        `SELECT id, "userId", "credentialId", "publicKey", counter, transports FROM "Passkey" WHERE "credentialId" = $1`,
        [credentialId],
      )
      const [row] = rows
      return row && { ...row, publicKey: new Uint8Array(row.publicKey), counter: Number(row.counter) }
    },

    add: (passkey, sessionId, most, by) =>
      withTransaction(pool, async (client) => {
        const { id, userId, credentialId, publicKey, counter, transports, name } = passkey
        await client.query('SELECT 1 FROM "User" WHERE id = $1 FOR UPDATE', [userId])
        const { rows } = await client.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM "Passkey" WHERE "userId" = $1',
          [userId],
        )
        if ((rows[0]?.n ?? 0) >= most) return 'full'
        const { rowCount } = await client.query(
          `INSERT INTO "Passkey" (id, "userId", "credentialId", "publicKey", counter, transports, name)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT ("credentialId") DO NOTHING`,
          [id, userId, credentialId, Buffer.from(publicKey), counter, transports, name],
        )
        if (rowCount === 0) return 'known'
        await client.query('UPDATE "Session" SET "secondFactor" = true WHERE id = $1 AND "userId" = $2', [
          sessionId,
          userId,
        ])
        await audit(client, by, 'account.passkey-added')
        return 'added'
      }),

    rename: async (userId, id, name) => {
      const { rowCount } = await pool.query(
        'UPDATE "Passkey" SET name = $3 WHERE id = $1 AND "userId" = $2',
        [id, userId, name],
      )
      return rowCount === 1
    },

    remove: (userId, id, by) =>
      withTransaction(pool, async (client) => {
        const { rowCount } = await client.query('DELETE FROM "Passkey" WHERE id = $1 AND "userId" = $2', [
          id,
          userId,
        ])
        if (rowCount) await audit(client, by, 'account.passkey-removed')
        return rowCount === 1
      }),

    used: async (id, counter) => {
      await pool.query(
        'UPDATE "Passkey" SET counter = greatest(counter, $2), "lastUsedAt" = now() WHERE id = $1',
        [id, counter],
      )
    },

    keepChallenge: async (challenge, userId, expiresAt) => {
      // Those that nobody answered go with the next: the table holds minutes.
      await pool.query('DELETE FROM "PasskeyChallenge" WHERE "expiresAt" < now()')
      await pool.query(
        'INSERT INTO "PasskeyChallenge" (challenge, "userId", "expiresAt") VALUES ($1, $2, $3)',
        [challenge, userId, expiresAt],
      )
    },

    takeChallenge: async (challenge, userId, now) => {
      const { rowCount } = await pool.query(
        `DELETE FROM "PasskeyChallenge"
         WHERE challenge = $1 AND "userId" IS NOT DISTINCT FROM $2::uuid AND "expiresAt" > $3`,
        [challenge, userId, now],
      )
      return rowCount === 1
    },
  }
}
