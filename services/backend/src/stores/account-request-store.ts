import type { Pool, PoolClient } from 'pg'
import type { PgBoss } from 'pg-boss'
import type {
  AccountRequest,
  AccountRequestStore,
  TokenFault,
} from '../features/accounts/account-request-port.ts'
import { newId } from '../features/identifiers.ts'
import { writeEntries } from './administration/change-log.ts'
import { isDuplicate } from './administration/sql.ts'
import { adoptGuest } from './guest-adoption.ts'
import { accountMailQueue } from './queues.ts'
import { withTransaction } from './transaction.ts'

/** Rows of old requests that a new one takes away. */
const forgottenAtOnce = 20

type Found = AccountRequest & { used: boolean; old: boolean }

/** Requests for accounts and passwords, in PostgreSQL. */
export function createAccountRequestStore(pool: Pool, boss: Pick<PgBoss, 'send'>): AccountRequestStore {
  /** The request of a token, held until the transaction ends; or what is wrong with it. */
  const claim = async (client: PoolClient, kind: string, hash: string): Promise<Found | TokenFault> => {
    // Two letters to one address are answered one after the other: each ends the other.
    await client.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('account ' || email, 0)) FROM "AccountRequest" WHERE hash = $1`,
      [hash],
    )
    const { rows } = await client.query<Found>(
      `SELECT id, kind::text, email, name, "passwordHash", language, "guestId", "expiresAt",
         "usedAt" IS NOT NULL AS used, "expiresAt" <= now() AS old
       FROM "AccountRequest" WHERE hash = $1 AND kind = $2::"AccountRequestKind" FOR UPDATE`,
      [hash, kind],
    )
    const [found] = rows
    if (!found) return 'unknown'
    if (found.used) return 'used'
    return found.old ? 'expired' : found
  }
  return {
    add: ({ id, kind, email, name, passwordHash, language, guestId, expiresAt }) =>
      withTransaction(pool, async (client) => {
        await client.query(
          `DELETE FROM "AccountRequest" WHERE id IN (SELECT id FROM "AccountRequest"
             WHERE "expiresAt" < now() - interval '1 day' LIMIT $1 FOR UPDATE SKIP LOCKED)`,
          [forgottenAtOnce],
        )
        await client.query(
          `INSERT INTO "AccountRequest" (id, kind, email, name, "passwordHash", language, "guestId", "expiresAt")
           VALUES ($1, $2::"AccountRequestKind", $3, $4, $5, $6, $7, $8)`,
          [id, kind, email, name, passwordHash, language, guestId, expiresAt],
        )
        await boss.send(accountMailQueue, { id }, { id, db: inTransaction(client) })
      }),

    find: async (id) => {
      const { rows } = await pool.query<AccountRequest>(
        `SELECT id, kind::text, email, name, "passwordHash", language, "guestId", "expiresAt" FROM "AccountRequest"
         WHERE id = $1 AND "usedAt" IS NULL AND "expiresAt" > now()`,
        [id],
      )
      return rows[0]
    },

    accountOf: async (email) => {
      const { rows } = await pool.query<{ disabled: boolean }>(
        `SELECT "disabledAt" IS NOT NULL AS disabled FROM "User" WHERE email = $1`,
        [email],
      )
      if (!rows[0]) return 'none'
      return rows[0].disabled ? 'disabled' : 'open'
    },

    giveToken: async (id, hash) => {
      await pool.query('UPDATE "AccountRequest" SET hash = $2 WHERE id = $1 AND "usedAt" IS NULL', [id, hash])
    },

    forget: async (id) => {
      await pool.query('DELETE FROM "AccountRequest" WHERE id = $1', [id])
    },

    confirm: async (hash, by) => {
      try {
        return await withTransaction(pool, async (client) => {
          const found = await claim(client, 'sign_up', hash)
          if (typeof found === 'string') return found
          const { email, name, passwordHash, language, guestId } = found
          const id = newId()
          await client.query(
            `INSERT INTO "User" (id, name, email, "passwordHash", role, language) VALUES ($1, $2, $3, $4, 'member', $5)`,
            [id, name, email, passwordHash, language],
          )
          if (guestId) await adoptGuest(client, guestId, { id, name })
          await spend(client, found)
          await audit(client, { id, ...by }, 'account.made', id)
          return { email }
        })
      } catch (error) {
        if (isDuplicate(error)) return 'taken'
        throw error
      }
    },

    reset: (hash, passwordHash, by) =>
      withTransaction(pool, async (client) => {
        const found = await claim(client, 'reset', hash)
        if (typeof found === 'string') return found
        const { rows } = await client.query<{ id: string }>(
          `UPDATE "User" SET "passwordHash" = $2, "updatedAt" = now() WHERE email = $1 AND "disabledAt" IS NULL RETURNING id`,
          [found.email, passwordHash],
        )
        await spend(client, found)
        const [user] = rows
        if (!user) return 'expired'
        await client.query(
          `UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = 'password-reset'
           WHERE "userId" = $1 AND "revokedAt" IS NULL`,
          [user.id],
        )
        await audit(client, { id: user.id, ...by }, 'account.password-reset', user.id)
        return { email: found.email }
      }),
  }
}

/** What was asked for is done: no other letter of the same kind to this address holds, and the password is not kept twice. */
async function spend(client: PoolClient, { kind, email }: AccountRequest): Promise<void> {
  await client.query(
    `UPDATE "AccountRequest" SET "usedAt" = now(), "passwordHash" = '' WHERE kind = $1::"AccountRequestKind" AND email = $2
     AND "usedAt" IS NULL`,
    [kind, email],
  )
}

function audit(
  client: PoolClient,
  by: { id: string; ip: string; requestId: string },
  action: string,
  subjectId: string,
): Promise<unknown> {
  return writeEntries(client, [{ by, action, subjectType: 'account', subjectId, images: [] }])
}

/** The queue's statements go over the connection of the transaction. */
function inTransaction(client: PoolClient) {
  return { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
}
