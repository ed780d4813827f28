import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Features } from '../features/features.ts'
import { administrationSchema, createGuards } from './administration/guards.ts'
import { identityOf, requireIdentity, requireSignedIn, tokenOf } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { idParams } from './schemas/administration-schemas.ts'
import { problemResponses } from './schemas/common-schemas.ts'
import {
  acceptBody,
  invitationBody,
  invitationList,
  invitationMade,
  ownData,
  sessionList,
} from './schemas/membership-schemas.ts'

/** One's own account, and invitations to have one. */
export function membershipRoutes(
  app: RouteApp,
  { accounts, membership }: Pick<Features, 'accounts' | 'membership'>,
): void {
  const { administrator } = createGuards(accounts)
  const own = { tags: ['auth'], security: [{ bearer: [] }] }
  const whoAsks = async (request: FastifyRequest) => {
    const identity = await requireIdentity(request, accounts)
    return { identity, by: { id: identity.id, ip: request.ip, requestId: request.id } }
  }
  const signedIn = async (request: FastifyRequest) => {
    const identity = await requireSignedIn(request, accounts)
    return { identity, by: { id: identity.id, ip: request.ip, requestId: request.id } }
  }
  const done = (description: string) => ({ 204: Type.Null({ description }), ...problemResponses })

  app.get(
    '/api/v1/me/sessions',
    {
      schema: {
        ...own,
        operationId: 'listSessions',
        summary: 'Where one is signed in',
        response: { 200: sessionList, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { identity } = await whoAsks(request)
      reply.header('cache-control', 'no-store')
      const current = accounts.sessionOf(tokenOf(request) ?? '')
      return { items: await membership.sessions(identity, current) }
    },
  )

  app.delete(
    '/api/v1/me/sessions/:id',
    {
      config: limits.write,
      schema: {
        ...own,
        operationId: 'endSession',
        summary: 'Signs out on another device',
        params: idParams,
        response: done('It has ended.'),
      },
    },
    async (request, reply) => {
      const { identity, by } = await signedIn(request)
      await membership.endSession(identity, request.params.id, by)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/v1/me/data',
    {
      config: limits.submit,
      schema: {
        ...own,
        operationId: 'exportOwnData',
        summary: 'All that is kept of oneself',
        response: { 200: ownData, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { identity } = await whoAsks(request)
      reply.header('cache-control', 'no-store')
      reply.header('content-disposition', 'attachment; filename="parlance.json"')
      return membership.exportOf(identity)
    },
  )

  app.delete(
    '/api/v1/me',
    {
      config: limits.write,
      schema: {
        ...own,
        operationId: 'eraseOwnAccount',
        summary: 'Erases one’s account; messages stay, without a name',
        response: done('It is gone.'),
      },
    },
    async (request, reply) => {
      const { identity, by } = await signedIn(request)
      await membership.erase(identity, by)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/invitations/accept',
    {
      config: limits.signIn,
      schema: {
        tags: ['auth'],
        operationId: 'acceptInvitation',
        summary: 'Makes the account of an invitation; a guest who accepts keeps their words',
        body: acceptBody,
        response: { 201: Type.Object({ email: Type.String() }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const identity = await identityOf(request, accounts)
      const guestId = identity?.role === 'guest' ? identity.id : undefined
      const client = { guestId, ip: request.ip, requestId: request.id }
      return reply.code(201).send(await membership.accept(request.body, client))
    },
  )

  app.get(
    '/api/v1/admin/invitations',
    {
      schema: {
        ...administrationSchema,
        operationId: 'adminListInvitations',
        summary: 'Invitations that nobody has accepted yet; for administrators',
        response: { 200: invitationList, ...problemResponses },
      },
    },
    async (request) => {
      await administrator(request)
      return { items: await membership.invitations() }
    },
  )

  app.post(
    '/api/v1/admin/invitations',
    {
      config: limits.write,
      schema: {
        ...administrationSchema,
        operationId: 'adminInvite',
        summary: 'Invites somebody; the token is shown this once; for administrators',
        body: invitationBody,
        response: { 201: invitationMade, ...problemResponses },
      },
    },
    async (request, reply) => {
      const by = await administrator(request)
      reply.header('cache-control', 'no-store')
      return reply.code(201).send(await membership.invite(request.body, by))
    },
  )

  app.delete(
    '/api/v1/admin/invitations/:id',
    {
      config: limits.write,
      schema: {
        ...administrationSchema,
        operationId: 'adminRevokeInvitation',
        summary: 'Takes an invitation back; for administrators',
        params: idParams,
        response: done('The link holds no more.'),
      },
    },
    async (request, reply) => {
      const by = await administrator(request)
      await membership.revoke(request.params.id, by)
      return reply.code(204).send(null)
    },
  )
}
