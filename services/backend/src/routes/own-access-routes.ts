import { Type } from 'typebox'
import type { Features } from '../features/features.ts'
import { createOwnerGuards, factorNeeded } from './owner-guards.ts'
import { limits, type RouteApp } from './route-app.ts'
import { idParams } from './schemas/administration-schemas.ts'
import { problemResponses } from './schemas/common-schemas.ts'
import {
  apiTokenBody,
  apiTokenList,
  apiTokenMade,
  codeBody,
  factorBegun,
  factorView,
  recoveryCodes,
} from './schemas/own-access-schemas.ts'

/** How members get in beside a password: their second factor, and tokens for their programs. */
export function ownAccessRoutes(
  app: RouteApp,
  features: Pick<Features, 'accounts' | 'passkeys' | 'secondFactor' | 'apiTokens'>,
): void {
  const { secondFactor, apiTokens } = features
  const own = { tags: ['auth'], security: [{ bearer: [] }] }
  const { member, owner } = createOwnerGuards(features)
  const done = (description: string) => ({ 204: Type.Null({ description }), ...problemResponses })

  app.get(
    '/api/v1/me/second-factor',
    {
      schema: {
        ...own,
        operationId: 'getSecondFactor',
        summary: 'How one’s second factor stands',
        response: { 200: factorView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { identity } = await member(request)
      reply.header('cache-control', 'no-store')
      return secondFactor.view(identity)
    },
  )

  app.post(
    '/api/v1/me/second-factor',
    {
      config: limits.signIn,
      schema: {
        ...own,
        operationId: 'beginSecondFactor',
        summary: 'Makes a secret for an authenticator; it counts once a code of it was given',
        response: { 201: factorBegun, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { identity } = await owner(request)
      reply.header('cache-control', 'no-store')
      return reply.code(201).send(await secondFactor.begin(identity))
    },
  )

  app.post(
    '/api/v1/me/second-factor/confirm',
    {
      config: limits.signIn,
      schema: {
        ...own,
        operationId: 'confirmSecondFactor',
        summary: 'Confirms the secret by a code; the recovery codes are shown this once',
        body: codeBody,
        response: { 200: recoveryCodes, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { identity, by } = await owner(request)
      reply.header('cache-control', 'no-store')
      return secondFactor.confirm(identity, request.body.code, by)
    },
  )

  app.post(
    '/api/v1/me/second-factor/remove',
    {
      config: limits.signIn,
      schema: {
        ...own,
        operationId: 'removeSecondFactor',
        summary: 'Takes the second factor away, by a code of it or a recovery code',
        body: codeBody,
        response: done('It is gone.'),
      },
    },
    async (request, reply) => {
      const { identity, by } = await member(request)
      await secondFactor.remove(identity, request.body.code, by)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/me/tokens',
    {
      schema: {
        ...own,
        operationId: 'listApiTokens',
        summary: 'The tokens of one’s programs',
        response: { 200: apiTokenList, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { identity } = await member(request)
      reply.header('cache-control', 'no-store')
      return { items: await apiTokens.list(identity) }
    },
  )

  app.post(
    '/api/v1/me/tokens',
    {
      config: limits.write,
      schema: {
        ...own,
        operationId: 'addApiToken',
        summary: 'Makes a token for a program; it is shown this once',
        body: apiTokenBody,
        response: { 201: apiTokenMade, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { identity, by } = await owner(request)
      // A token acts with all its owner's rights: whoever has not shown the factor for them makes none.
      if (identity.demandedRole) throw factorNeeded()
      reply.header('cache-control', 'no-store')
      return reply.code(201).send(await apiTokens.add(identity, request.body, by))
    },
  )

  app.delete(
    '/api/v1/me/tokens/:id',
    {
      config: limits.write,
      schema: {
        ...own,
        operationId: 'revokeApiToken',
        summary: 'Revokes a token: its program is out with its next request',
        params: idParams,
        response: done('It holds no more.'),
      },
    },
    async (request, reply) => {
      const { identity, by } = await member(request)
      await apiTokens.revoke(identity, request.params.id, by)
      return reply.code(204).send(null)
    },
  )
}
