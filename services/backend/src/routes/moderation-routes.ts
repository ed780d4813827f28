import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Author } from '../features/conversation/conversation.ts'
import type { MuteRecord } from '../features/conversation/moderation.ts'
import type { Features } from '../features/features.ts'
import { requireIdentity } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { problemResponses, slugParams } from './schemas/common-schemas.ts'
import { mute, muteBody, muteList, muteParams } from './schemas/moderation-schemas.ts'

/** Keeping order in a room: who may read and not write. For editors and administrators. */
export function moderationRoutes(
  app: RouteApp,
  { moderation, accounts }: Pick<Features, 'moderation' | 'accounts'>,
): void {
  const tags = ['rooms']
  const security = [{ bearer: [] }]
  const authorOf = async (request: FastifyRequest): Promise<Author> => ({
    ...(await requireIdentity(request, accounts)),
    ip: request.ip,
    requestId: request.id,
  })
  const view = ({ until, createdAt, ...rest }: MuteRecord) => ({
    ...rest,
    until: until?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  })

  app.get(
    '/api/v1/rooms/:slug/mutes',
    {
      schema: {
        tags,
        operationId: 'listMutes',
        summary: 'Who may not write here now; for editors and administrators',
        security,
        params: slugParams,
        response: { 200: muteList, ...problemResponses },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return { items: (await moderation.mutes(request.params.slug, await authorOf(request))).map(view) }
    },
  )

  app.post(
    '/api/v1/rooms/:slug/mutes',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'mutePerson',
        summary: 'Lets somebody read and not write, for a time; for editors and administrators',
        security,
        params: slugParams,
        body: muteBody,
        response: { 201: mute, ...problemResponses },
      },
    },
    async (request, reply) => {
      const made = await moderation.mute(request.params.slug, request.body, await authorOf(request))
      return reply.code(201).send(view(made))
    },
  )

  app.delete(
    '/api/v1/rooms/:slug/mutes/:userId',
    {
      config: limits.write,
      schema: {
        tags,
        operationId: 'unmutePerson',
        summary: 'Lets somebody write here again; for editors and administrators',
        security,
        params: muteParams,
        response: { 204: Type.Null({ description: 'They may write again.' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      await moderation.lift(request.params.slug, request.params.userId, await authorOf(request))
      return reply.code(204).send(null)
    },
  )
}
