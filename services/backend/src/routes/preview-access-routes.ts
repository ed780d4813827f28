import { Problem } from '@parlance/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { PreviewLinks } from '../adapters/preview-links.ts'
import type { Identity } from '../features/accounts/accounts.ts'
import type { Features } from '../features/features.ts'
import { clientInfo } from './client-info.ts'
import { identityOf } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { createSessionCookies } from './session-cookies.ts'

const query = Type.Object({
  name: Type.String({ pattern: '^[a-z0-9](?:[a-z0-9-]{0,20}[a-z0-9])?$' }),
  to: Type.String({ pattern: '^/', maxLength: 1_000, default: '/' }),
})

/**
 * Where a preview sends whoever may only see it as somebody of this site: a page's address and no operation of programs. Below the path that
 * the cookie of renewal is sent to: who comes here has often not been at the site for longer than an access token is good.
 */
export function previewAccessRoutes(
  app: RouteApp,
  { accounts }: Pick<Features, 'accounts'>,
  { secureCookies, previews }: { secureCookies: boolean; previews: PreviewLinks | undefined },
): void {
  const cookies = createSessionCookies(secureCookies)

  const unlessRefused = async <T>(ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask()
    } catch (error) {
      if (error instanceof Problem && error.code === 'unauthenticated') return undefined
      throw error
    }
  }

  const whoComes = async (request: FastifyRequest, reply: FastifyReply): Promise<Identity | undefined> => {
    const here = await unlessRefused(() => identityOf(request, accounts))
    const renewal = cookies.renewal(request)
    if (here || renewal?.carrier !== 'cookie') return here
    return unlessRefused(async () => {
      const session = await accounts.refresh(renewal.token, clientInfo(request))
      cookies.start(reply, session, renewal.carrier)
      return accounts.identify(session.signedIn.token, { changes: false })
    })
  }

  app.get(
    '/api/v1/auth/preview',
    { config: limits.signIn, schema: { hide: true, querystring: query } },
    async (request, reply) => {
      if (!previews) throw new Problem('not-found', 'This site has no previews that are for its editors.')
      reply.header('cache-control', 'no-store')
      const identity = await whoComes(request, reply)
      if (!identity || identity.role === 'guest') {
        // Whoever signs in there comes here again.
        const { name: preview, to } = request.query
        return reply.redirect(`/sign-in?${new URLSearchParams({ preview, to })}`, 303)
      }
      if (identity.viaToken || !(identity.role === 'editor' || identity.role === 'admin')) {
        throw new Problem('forbidden', 'Only editors and administrators of this site may see its previews.')
      }
      return reply.redirect(previews(request.query.name, request.query.to), 303)
    },
  )
}
