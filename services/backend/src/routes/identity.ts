import { Problem } from '@parlance/service-kit'
import type { FastifyRequest } from 'fastify'
import type { Accounts, Identity, Role } from '../features/accounts/accounts.ts'
import { cookieToken, isSafe } from './session-cookies.ts'

/** The access token of a request: the bearer, else the cookie. @throws Problem `unauthenticated` for a header that holds none */
export function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  if (header === undefined) return cookieToken(request) || undefined
  const [scheme, token] = header.split(' ', 2)
  if (scheme?.toLowerCase() === 'bearer' && token) return token
  throw new Problem('unauthenticated', 'The Authorization header must be "Bearer <token>".')
}

/** Who asks; undefined for somebody without a token. @throws Problem `unauthenticated` for a token that is not good */
export async function identityOf(request: FastifyRequest, accounts: Accounts): Promise<Identity | undefined> {
  const token = tokenOf(request)
  return token === undefined ? undefined : accounts.identify(token, { changes: !isSafe(request.method) })
}

/** The same, for what only somebody with a name may do. @throws Problem `unauthenticated` */
export async function requireIdentity(request: FastifyRequest, accounts: Accounts): Promise<Identity> {
  const identity = await identityOf(request, accounts)
  if (!identity) throw new Problem('unauthenticated', 'Sign in, or take a name as a guest, first.')
  return identity
}

/** The same, for what only its owner may do, signed in: no token of a program makes another. @throws Problem `unauthenticated`, `forbidden` */
export async function requireSignedIn(request: FastifyRequest, accounts: Accounts): Promise<Identity> {
  const identity = await requireIdentity(request, accounts)
  if (!identity.viaToken) return identity
  throw new Problem('forbidden', 'Sign in for this: a token of a program may not do it.', {
    reason: 'sign-in-needed',
  })
}

/** The same, for what only some may do. @throws Problem `unauthenticated`, `forbidden` */
export async function requireRole(
  request: FastifyRequest,
  accounts: Accounts,
  ...roles: readonly Role[]
): Promise<Identity> {
  const identity = await requireIdentity(request, accounts)
  if (!roles.includes(identity.role)) {
    throw new Problem('forbidden', `Only for people with the role ${roles.join(' or ')}.`)
  }
  return identity
}
