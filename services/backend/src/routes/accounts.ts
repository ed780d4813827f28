import { Problem } from '@parlance/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { ClientInfo, SessionStart } from '../features/accounts/accounts.ts'
import type { Features } from '../features/features.ts'
import { requireIdentity } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { guestBody, loginBody, me, signedIn } from './wire/accounts.ts'
import { problemResponses } from './wire/common.ts'

const cookieName = 'parlance_refresh'
const cookiePath = '/api/v1/auth'

/** Guests, sign-in, and the refresh cookie, which only these routes ever see. */
export function accountRoutes(
  app: RouteApp,
  { accounts }: Pick<Features, 'accounts'>,
  options: { secureCookies: boolean },
): void {
  const tags = ['auth']
  const cookie = { path: cookiePath, httpOnly: true, sameSite: 'lax', secure: options.secureCookies } as const

  const start = (reply: FastifyReply, session: SessionStart) => {
    reply.setCookie(cookieName, session.refreshToken, { ...cookie, expires: session.refreshExpiresAt })
    reply.header('cache-control', 'no-store')
    return session.signedIn
  }

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
    (request, reply) => {
      reply.header('cache-control', 'no-store')
      return accounts.guest(request.body)
    },
  )

  app.post(
    '/api/v1/auth/login',
    {
      config: limits.signIn,
      schema: {
        tags,
        operationId: 'login',
        summary: 'Signs in; the refresh token is set as a cookie',
        body: loginBody,
        response: { 200: signedIn, ...problemResponses },
      },
    },
    async (request, reply) => start(reply, await accounts.login(request.body, clientInfo(request))),
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
      const token = request.cookies[cookieName]
      if (!token) throw new Problem('unauthenticated', 'There is no session to renew.')
      try {
        return start(reply, await accounts.refresh(token, clientInfo(request)))
      } catch (error) {
        reply.clearCookie(cookieName, cookie)
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
        summary: 'Ends the session of the refresh cookie',
        response: { 204: Type.Null({ description: 'Signed out.' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const token = request.cookies[cookieName]
      if (token) await accounts.logout(token, clientInfo(request))
      return reply.clearCookie(cookieName, cookie).code(204).send(null)
    },
  )

  app.get(
    '/api/v1/auth/me',
    {
      schema: {
        tags,
        operationId: 'me',
        summary: 'Who the bearer token belongs to',
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

function clientInfo(request: FastifyRequest): ClientInfo {
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, 300)
  return { ip: request.ip, userAgent, requestId: request.id }
}
