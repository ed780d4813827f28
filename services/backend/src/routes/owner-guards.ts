import { Problem } from '@parlance/service-kit'
import type { FastifyRequest } from 'fastify'
import type { Features } from '../features/features.ts'
import { requireSignedIn, tokenOf } from './identity.ts'

/** What somebody is told who came with a password alone, where their role wants more. */
export const factorNeeded = () =>
  new Problem('forbidden', 'Sign in with the second factor that your role wants first.', {
    reason: 'second-factor-needed',
  })

/** Who may ask for, and change, how they get in: themselves, signed in. */
export function createOwnerGuards({ accounts, passkeys }: Pick<Features, 'accounts' | 'passkeys'>) {
  const member = async (request: FastifyRequest) => {
    const identity = await requireSignedIn(request, accounts)
    if (identity.role === 'guest') throw new Problem('forbidden', 'Guests have no account: sign up first.')
    const sessionId = accounts.sessionOf(tokenOf(request) ?? '')
    return { identity, sessionId, by: { id: identity.id, ip: request.ip, requestId: request.id } }
  }
  return {
    member,
    /** The same, for changes: a password alone does not get round a second factor. */
    owner: async (request: FastifyRequest) => {
      const who = await member(request)
      if (await passkeys.isOwed(who.identity)) throw factorNeeded()
      return who
    },
  }
}
