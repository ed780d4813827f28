import { randomBytes } from 'node:crypto'
import { Problem } from '@parlance/service-kit'
import { newId } from '../identifiers.ts'
import { visitorKey } from '../visitor-key.ts'
import type { AccountStore, SessionRow, UserRow } from './account-store-port.ts'
import type { Accounts, ClientInfo, Identity, SessionStart, SignedIn, UserView } from './accounts.ts'
import { type ApiTokenStore, isApiToken } from './api-tokens.ts'
import { cleanName } from './clean-name.ts'
import type { Passkeys } from './passkeys.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { type FactorDemand, isDemanded, type SecondFactor } from './second-factor.ts'
import type { SignInThrottle } from './sign-in-throttle.ts'
import { createStandings, type StandingQuestion, type StandingRow } from './standing.ts'
import { digestOf, newToken } from './tokens.ts'

/** What an access token says: who it was made for. What they may is the database's to say. */
export type TokenClaims = StandingQuestion

/** Signs and reads access tokens. */
export interface Tokens {
  sign(claims: TokenClaims, lifetimeMs: number): string
  /** @returns undefined for a token that is not ours, or no longer good */
  read(token: string): TokenClaims | undefined
}

const minute = 60_000
const day = 24 * 60 * minute
const accessLifetimeMs = 15 * minute
const guestLifetimeMs = 30 * day
const sessionLifetimeMs = 30 * day
/** Two tabs may renew at the same moment: a token that was spent just now is taken once more. */
const reuseGraceMs = 10_000

/** What the accounts need. */
export interface AccountParts {
  readonly store: AccountStore
  readonly tokens: Tokens
  readonly throttle: SignInThrottle
  readonly secondFactor: Pick<SecondFactor, 'check'>
  readonly passkeys: Pick<Passkeys, 'prove'>
  readonly apiTokens: Pick<ApiTokenStore, 'ownerOf'>
  /** Of whom a second factor is demanded. */
  readonly demand: FactorDemand
  readonly now?: () => number
}

/** Guests, sign-in with Argon2id, short access tokens, refresh tokens that change with every use. */
export function createAccounts(parts: AccountParts): Accounts {
  const { store, tokens, throttle, secondFactor, passkeys, apiTokens, demand, now = Date.now } = parts
  const standing = createStandings(store)
  const signedIn = (user: UserRow, sessionId: string | null, lifetimeMs: number): SignedIn => {
    return {
      token: tokens.sign({ userId: user.id, sessionId }, lifetimeMs),
      expiresAt: new Date(now() + lifetimeMs).toISOString(),
      user: viewOf(user),
    }
  }

  /** Without the second factor that their role wants, they may what a member may. */
  const standingOf = ({ secondFactor: has, ...identity }: StandingRow): Identity =>
    has || !isDemanded(demand, identity.role)
      ? identity
      : { ...identity, role: 'member', demandedRole: identity.role }

  /** Compared with where there is no account, so that an unknown address takes as long as a wrong password. */
  let decoy: Promise<string> | undefined
  const passwordFits = async (user: UserRow | undefined, password: string): Promise<boolean> => {
    decoy ??= hashPassword(randomBytes(16).toString('hex'))
    const hash = user?.passwordHash ?? (await decoy)
    return (await verifyPassword(password, hash)) && user?.passwordHash != null && user.disabledAt === null
  }

  const refused = (session: SessionRow, reason: string, client: ClientInfo) =>
    store.audit({
      actorId: session.user.id,
      action: 'session.refused',
      subjectType: 'session',
      subjectId: session.id,
      detail: { reason },
      ...origin(client),
    })

  /** Begins a session. @param shown whether a second factor was */
  const begin = async (user: UserRow, shown: boolean, client: ClientInfo): Promise<SessionStart> => {
    const refreshToken = newToken()
    const refreshExpiresAt = new Date(now() + sessionLifetimeMs)
    const id = newId(now())
    await store.startSession({
      id,
      userId: user.id,
      userAgent: client.userAgent,
      ip: client.ip,
      expiresAt: refreshExpiresAt,
      tokenHash: digestOf(refreshToken),
      now: new Date(now()),
      secondFactor: shown,
    })
    await store.audit({
      actorId: user.id,
      action: 'session.started',
      subjectType: 'session',
      subjectId: id,
      ...origin(client),
    })
    return { signedIn: signedIn(user, id, accessLifetimeMs), refreshToken, refreshExpiresAt }
  }

  return {
    guest: async ({ name, lang }) => {
      const user = await store.createGuest({ id: newId(now()), name: cleanName(name), language: lang })
      return signedIn(user, null, guestLifetimeMs)
    },

    login: async ({ email, password, code }, client) => {
      const address = email.trim().toLowerCase()
      const attempt = { account: digestOf(address), visitor: visitorKey(client.ip) }
      let reason = 'wrong-password'
      let shown = false
      const user = await throttle.run(attempt, async () => {
        const found = await store.findUserByEmail(address)
        if (await passwordFits(found, password)) {
          const verdict = found ? await secondFactor.check(found.id, code) : 'none'
          if (verdict === 'needed') {
            throw new Problem('unauthenticated', 'Give the code of your authenticator, or a recovery code.', {
              reason: 'code-needed',
            })
          }
          shown = verdict === 'right'
          if (verdict !== 'wrong') return found
          // Counted as a wrong password is: codes are not guessed either.
          reason = 'code-wrong'
        }
        await store.audit({
          actorId: found?.id ?? null,
          action: 'session.refused',
          subjectType: 'account',
          subjectId: found?.id ?? 'unknown',
          detail: { reason },
          ...origin(client),
        })
        return undefined
      })
      if (!user && reason === 'code-wrong') {
        throw new Problem('unauthenticated', 'The code is wrong, or was used already.', { reason })
      }
      if (!user) throw new Problem('unauthenticated', 'The e-mail address or the password is wrong.')
      return begin(user, shown, client)
    },

    loginWithPasskey: async (response, client) => {
      const user = await store.findUser(await passkeys.prove(response))
      if (!user || user.disabledAt) throw new Problem('unauthenticated', 'This account is no longer there.')
      return begin(user, true, client)
    },

    refresh: async (refreshToken, client): Promise<SessionStart> => {
      const at = new Date(now())
      const spent = await store.spendToken(digestOf(refreshToken), at)
      if (!spent) throw noSession()
      const { session, spentBefore } = spent
      if (session.revokedAt || session.expiresAt <= at || session.user.disabledAt) throw noSession()
      if (spentBefore && at.getTime() - spentBefore.getTime() > reuseGraceMs) {
        await store.revokeSession(session.id, 'reused-token', at)
        await refused(session, 'reused-token', client)
        throw new Problem(
          'unauthenticated',
          'This session was ended, because its token was used twice. Sign in again.',
          {
            reason: 'reused-token',
          },
        )
      }
      const next = newToken()
      const refreshExpiresAt = new Date(now() + sessionLifetimeMs)
      await store.renewSession(session.id, {
        tokenHash: digestOf(next),
        expiresAt: refreshExpiresAt,
        now: at,
      })
      return {
        signedIn: signedIn(session.user, session.id, accessLifetimeMs),
        refreshToken: next,
        refreshExpiresAt,
      }
    },

    logout: async (refreshToken, client) => {
      const at = new Date(now())
      const spent = await store.spendToken(digestOf(refreshToken), at)
      if (!spent || spent.session.revokedAt) return
      await store.revokeSession(spent.session.id, 'signed-out', at)
      await store.audit({
        actorId: spent.session.user.id,
        action: 'session.ended',
        subjectType: 'session',
        subjectId: spent.session.id,
        ...origin(client),
      })
    },

    end: async (token, client) => {
      const claims = tokens.read(token)
      const user = claims && (await store.findUser(claims.userId))
      if (!claims || !user) return
      const { userId, sessionId } = claims
      const at = new Date(now())
      if (sessionId !== null) await store.revokeSession(sessionId, 'signed-out', at)
      else if (user.role === 'guest') await store.closeGuest(userId, at)
      else return
      await store.audit({
        actorId: userId,
        action: 'session.ended',
        subjectType: sessionId === null ? 'account' : 'session',
        subjectId: sessionId ?? userId,
        ...origin(client),
      })
    },

    sessionOf: (token) => tokens.read(token)?.sessionId ?? null,

    identify: async (token, { changes }) => {
      if (isApiToken(token)) {
        const owner = await apiTokens.ownerOf(digestOf(token))
        if (!owner) throw new Problem('unauthenticated', 'The token is not valid, or no longer.')
        const { scope, ...row } = owner
        if (changes && scope === 'read') {
          throw new Problem('forbidden', 'This token may only read.', { reason: 'read-only-token' })
        }
        return { ...standingOf(row), viaToken: true }
      }
      const claims = tokens.read(token)
      if (!claims)
        throw new Problem('unauthenticated', 'The token is not valid, or no longer. Sign in again.')
      return standingOf(await standing(claims))
    },

    me: async ({ id, role, demandedRole }) => {
      const user = await store.findUser(id)
      if (!user || user.disabledAt) throw new Problem('unauthenticated', 'This account is no longer there.')
      return { ...viewOf(user), role, ...(demandedRole ? { needsSecondFactor: true } : {}) }
    },
  }
}

function viewOf({ id, name, role, language, email }: UserRow): UserView {
  return { id, name, role, lang: language, email }
}

function origin({ ip, requestId }: ClientInfo) {
  return { ip, requestId }
}

function noSession(): Problem {
  return new Problem('unauthenticated', 'The session has ended. Sign in again.')
}
