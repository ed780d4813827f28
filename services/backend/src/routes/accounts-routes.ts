import { Problem } from '@parlance/service-kit'
import { Type } from 'typebox'
import type { Features } from '../features/features.ts'
import { clientInfo } from './client-info.ts'
import { requireIdentity, tokenOf } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { guestBody, loginBody, me, signedIn } from './schemas/accounts-schemas.ts'
import { problemResponses } from './schemas/common-schemas.ts'
import { createSessionCookies } from './session-cookies.ts'

/** Guests, sign-in, and the refresh cookies, which only these routes ever see. */
export function accountRoutes(
  app: RouteApp,
  { accounts }: Pick<Features, 'accounts'>,
  options: { secureCookies: boolean },
): void {
  const tags = ['auth']
  const cookies = createSessionCookies(options.secureCookies)

  app.post(
    '/api/v1/auth/guest',
    {
      config: limits.guest,
      schema: {
        tags,
        operationId: 'becomeGuest',
        summary: 'A name for rooms that allow guests',
        body: guestBody,
        response: { 200: signedIn, ...problemResponses },
      },
    },
    async ({ body: { session = 'token', ...guest } }, reply) =>
      cookies.answer(reply, await accounts.guest(guest), session),
  )

  app.post(
    '/api/v1/auth/login',
    {
      config: limits.signIn,
      schema: {
        tags,
        operationId: 'login',
        summary:
          'Signs in; the refresh token is set as a cookie, and with `session: cookie` the access token too',
        body: loginBody,
        response: { 200: signedIn, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { session = 'token', ...credentials } = request.body
      return cookies.start(reply, await accounts.login(credentials, clientInfo(request)), session)
    },
  )

  app.post(
    '/api/v1/auth/refresh',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'refresh',
        summary: 'A new access token by the refresh cookie, which changes',
        response: { 200: signedIn, ...problemResponses },
      },
    },
    async (request, reply) => {
      const renewal = cookies.renewal(request)
      if (!renewal) throw new Problem('unauthenticated', 'There is no session to renew.')
      try {
        const session = await accounts.refresh(renewal.token, clientInfo(request))
        return cookies.start(reply, session, renewal.carrier)
      } catch (error) {
        // Only a refusal ends the session: a database that is away does not.
        if (error instanceof Problem && error.code === 'unauthenticated') cookies.clear(reply)
        throw error
      }
    },
  )

  app.post(
    '/api/v1/auth/logout',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'logout',
        summary: 'Ends the session of the refresh cookie and of the access token, and takes the cookies away',
        response: { 204: Type.Null({ description: 'Signed out.' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const renewal = cookies.renewal(request)
      if (renewal) await accounts.logout(renewal.token, clientInfo(request))
      const token = tokenOf(request)
      if (token) await accounts.end(token, clientInfo(request))
      return cookies.clear(reply).code(204).send(null)
    },
  )

  app.get(
    '/api/v1/auth/me',
    {
      schema: {
        tags,
        operationId: 'me',
        summary: 'Who the bearer token, or the cookie, belongs to',
        security: [{ bearer: [] }],
        response: { 200: me, ...problemResponses },
      },
    },
    async (request, reply) => {
      const identity = await requireIdentity(request, accounts)
      reply.header('cache-control', 'no-store')
      return { user: await accounts.me(identity) }
    },
  )
}
