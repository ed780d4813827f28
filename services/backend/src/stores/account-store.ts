import type { AccountStore, UserRow } from '../features/accounts/account-store-port.ts'
import type { StandingRow } from '../features/accounts/standing.ts'
import { newId } from '../features/identifiers.ts'
import type { Database } from './database.ts'

const userColumns = {
  id: true,
  name: true,
  role: true,
  language: true,
  email: true,
  passwordHash: true,
  disabledAt: true,
} as const

/** For so long a spent token that comes back is known as stolen; later it is merely unknown. */
const spentTokensKeptMs = 7 * 24 * 60 * 60_000

/** People and sessions in PostgreSQL. */
export function createAccountStore({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>): AccountStore {
  const one = (user: object | null) => (user ?? undefined) as UserRow | undefined
  return {
    createGuest: async (user) =>
      (await prisma.user.create({ data: { ...user, role: 'guest' }, select: userColumns })) as UserRow,

    findUser: async (id) => one(await prisma.user.findUnique({ where: { id }, select: userColumns })),

    findUserByEmail: async (email) =>
      one(await prisma.user.findUnique({ where: { email }, select: userColumns })),

    startSession: async ({ tokenHash, now, ...session }) => {
      await prisma.session.deleteMany({ where: { userId: session.userId, expiresAt: { lt: now } } })
      await prisma.session.create({
        data: {
          ...session,
          createdAt: now,
          lastUsedAt: now,
          refreshTokens: { create: { hash: tokenHash, createdAt: now } },
        },
      })
    },

    spendToken: async (hash, now) => {
      // The condition makes one of two spenders the first; the other reads when that was.
      const { count } = await prisma.refreshToken.updateMany({
        where: { hash, spentAt: null },
        data: { spentAt: now },
      })
      const token = await prisma.refreshToken.findUnique({
        where: { hash },
        select: {
          spentAt: true,
          session: { select: { id: true, expiresAt: true, revokedAt: true, user: { select: userColumns } } },
        },
      })
      if (!token) return undefined
      const { session, spentAt } = token
      return {
        session: { ...session, user: session.user as UserRow },
        spentBefore: count === 1 ? null : spentAt,
      }
    },

    renewSession: async (id, { tokenHash, expiresAt, now }) => {
      const forgotten = new Date(now.getTime() - spentTokensKeptMs)
      await prisma.refreshToken.deleteMany({ where: { sessionId: id, spentAt: { lt: forgotten } } })
      await prisma.session.update({
        where: { id },
        data: { expiresAt, lastUsedAt: now, refreshTokens: { create: { hash: tokenHash, createdAt: now } } },
      })
    },

    revokeSession: async (id, reason, now) => {
      await prisma.session.updateMany({
        where: { id, revokedAt: null },
        data: { revokedAt: now, revokedReason: reason },
      })
    },

    closeGuest: async (id, now) => {
      await prisma.user.updateMany({
        where: { id, role: 'guest', disabledAt: null },
        data: { disabledAt: now },
      })
    },

    forgetGuests: async (before, limit) => {
      const { rowCount } = await pool.query(
        `DELETE FROM "User" WHERE id IN (
           SELECT u.id FROM "User" u WHERE u.role = 'guest' AND u."createdAt" < $1
             AND NOT EXISTS (SELECT 1 FROM "Message" m WHERE m."authorId" = u.id)
             AND NOT EXISTS (SELECT 1 FROM "Submission" s WHERE s."userId" = u.id)
           LIMIT $2 FOR UPDATE SKIP LOCKED)`,
        [before, limit],
      )
      return rowCount ?? 0
    },

    standings: async (questions) => {
      const { rows } = await pool.query<StandingRow & { place: string }>({
        name: 'standings',
        text: `SELECT a.place, u.id, u.name, u.role, u.language AS lang,
            EXISTS (SELECT 1 FROM "SecondFactor" f WHERE f."userId" = u.id AND f."confirmedAt" IS NOT NULL)
              -- Whoever has an authenticator was asked for its code; a passkey may have been left out.
              OR (coalesce(s."secondFactor", false) AND EXISTS (SELECT 1 FROM "Passkey" p WHERE p."userId" = u.id)) AS "secondFactor"
          FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS a("userId", "sessionId", place)
          JOIN "User" u ON u.id = a."userId" AND u."disabledAt" IS NULL
          LEFT JOIN "Session" s ON s.id = a."sessionId" AND s."userId" = u.id
            AND s."revokedAt" IS NULL AND s."expiresAt" > now()
          WHERE a."sessionId" IS NULL OR s.id IS NOT NULL`,
        values: [questions.map(({ userId }) => userId), questions.map(({ sessionId }) => sessionId)],
      })
      const found = new Map(rows.map(({ place, ...identity }) => [Number(place) - 1, identity]))
      return questions.map((_, index) => found.get(index))
    },

    audit: async ({ detail, ...entry }) => {
      await prisma.auditEvent.create({ data: { id: newId(), ...entry, detail: { ...detail } } })
    },
  }
}
