import { Type } from 'typebox'
import type { Features } from '../features/features.ts'
import { clientInfo } from './client-info.ts'
import { createOwnerGuards } from './owner-guards.ts'
import { limits, type RouteApp } from './route-app.ts'
import { signedIn } from './schemas/accounts-schemas.ts'
import { idParams } from './schemas/administration-schemas.ts'
import { problemResponses } from './schemas/common-schemas.ts'
import {
  passkeyBody,
  passkeyList,
  passkeyLoginBody,
  passkeyNameBody,
  passkeyOptions,
} from './schemas/passkey-schemas.ts'
import { createSessionCookies } from './session-cookies.ts'

/** Passkeys: signing in with one, and one's own. */
export function passkeyRoutes(
  app: RouteApp,
  features: Pick<Features, 'accounts' | 'passkeys'>,
  options: { secureCookies: boolean },
): void {
  const { accounts, passkeys } = features
  const cookies = createSessionCookies(options.secureCookies)
  const tags = ['auth']
  const own = { tags, security: [{ bearer: [] }] }
  const { member, owner } = createOwnerGuards(features)
  const done = (description: string) => ({ 204: Type.Null({ description }), ...problemResponses })

  app.post(
    '/api/v1/auth/passkey/options',
    {
      config: limits.signIn,
      schema: {
        tags,
        operationId: 'askForPasskey',
        summary: 'What a browser signs in by a passkey with; good once, for five minutes',
        response: { 200: passkeyOptions, ...problemResponses },
      },
    },
    async (_, reply) => {
      reply.header('cache-control', 'no-store')
      return { ...(await passkeys.ask()) }
    },
  )

  app.post(
    '/api/v1/auth/passkey',
    {
      config: limits.signIn,
      schema: {
        tags,
        operationId: 'loginWithPasskey',
        summary: 'Signs in with a passkey, which is two factors at once; tokens and cookies as by a password',
        body: passkeyLoginBody,
        response: { 200: signedIn, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { session = 'token', response } = request.body
      return cookies.start(reply, await accounts.loginWithPasskey(response, clientInfo(request)), session)
    },
  )

  app.get(
    '/api/v1/me/passkeys',
    {
      schema: {
        ...own,
        operationId: 'listPasskeys',
        summary: 'One’s own passkeys',
        response: { 200: passkeyList, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { identity } = await member(request)
      reply.header('cache-control', 'no-store')
      return { items: await passkeys.list(identity) }
    },
  )

  app.post(
    '/api/v1/me/passkeys/options',
    {
      config: limits.signIn,
      schema: {
        ...own,
        operationId: 'beginPasskey',
        summary: 'What a browser makes a passkey of; good once, for five minutes',
        response: { 200: passkeyOptions, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { identity } = await owner(request)
      const { email, name } = await accounts.me(identity)
      reply.header('cache-control', 'no-store')
      return { ...(await passkeys.begin(identity, email ?? name)) }
    },
  )

  app.post(
    '/api/v1/me/passkeys',
    {
      config: limits.signIn,
      schema: {
        ...own,
        operationId: 'addPasskey',
        summary: 'Adds the passkey that a browser made; this session has a second factor from now on',
        body: passkeyBody,
        response: done('It signs in from now on.'),
      },
    },
    async (request, reply) => {
      const { identity, sessionId, by } = await owner(request)
      await passkeys.add(identity, request.body, sessionId, by)
      return reply.code(204).send(null)
    },
  )

  app.patch(
    '/api/v1/me/passkeys/:id',
    {
      config: limits.write,
      schema: {
        ...own,
        operationId: 'renamePasskey',
        summary: 'Calls a passkey something else',
        params: idParams,
        body: passkeyNameBody,
        response: done('It is called so.'),
      },
    },
    async (request, reply) => {
      const { identity } = await owner(request)
      await passkeys.rename(identity, request.params.id, request.body.name)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/api/v1/me/passkeys/:id',
    {
      config: limits.write,
      schema: {
        ...own,
        operationId: 'removePasskey',
        summary: 'Takes a passkey away: it signs nobody in any more',
        params: idParams,
        response: done('It is gone.'),
      },
    },
    async (request, reply) => {
      const { identity, by } = await owner(request)
      await passkeys.remove(identity, request.params.id, by)
      return reply.code(204).send(null)
    },
  )
}
