import type { FastifyRequest } from 'fastify'
import type { Accounts, Identity, Role } from '../../features/accounts/accounts.ts'
import type { By } from '../../features/administration/changes.ts'
import { requireRole } from '../identity.ts'

/** Asks, with each request, whether somebody has a role; tells who changes something. @throws Problem `unauthenticated`, `forbidden` */
export function createGuards(accounts: Accounts) {
  const guard =
    (...roles: readonly Role[]) =>
    async (request: FastifyRequest): Promise<By & { readonly identity: Identity }> => {
      const identity = await requireRole(request, accounts, ...roles)
      return { id: identity.id, ip: request.ip, requestId: request.id, identity }
    }
  return { editor: guard('editor', 'admin'), administrator: guard('admin') }
}

/** What all these routes have in common. */
export const administrationSchema = { tags: ['administration'], security: [{ bearer: [] }] }
