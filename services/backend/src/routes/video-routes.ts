import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Features } from '../features/features.ts'
import { requireRole } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { videoParams } from './schemas/caption-schemas.ts'
import { problemResponses, slugParams } from './schemas/common-schemas.ts'
import { videoList, videoView } from './schemas/video-schemas.ts'

/** Videos of listings, for editors and for who brought the listing; sent they are by the tus protocol. */
export function videoRoutes(
  app: RouteApp,
  { accounts, videos }: Pick<Features, 'accounts' | 'videos'>,
): void {
  const common = { tags: ['videos'], security: [{ bearer: [] }] }
  const member = async (request: FastifyRequest) => {
    const { id, role } = await requireRole(request, accounts, 'member', 'editor', 'admin')
    return { id, role, ip: request.ip, requestId: request.id }
  }

  app.get(
    '/api/v1/tools/:slug/videos',
    {
      schema: {
        ...common,
        operationId: 'listVideos',
        summary: 'Videos of a listing, whatever became of them',
        params: slugParams,
        response: { 200: videoList, ...problemResponses },
      },
    },
    async (request) => ({ items: await videos.list(request.params.slug, await member(request)) }),
  )

  app.get(
    '/api/v1/videos/:id',
    {
      schema: {
        ...common,
        operationId: 'getVideo',
        summary: 'What became of a video',
        params: videoParams,
        response: { 200: videoView, ...problemResponses },
      },
    },
    async (request) => videos.get(request.params.id, await member(request)),
  )

  app.delete(
    '/api/v1/videos/:id',
    {
      config: limits.write,
      schema: {
        ...common,
        operationId: 'removeVideo',
        summary: 'Takes a video away, with its captions',
        params: videoParams,
        response: { 204: Type.Null({ description: 'It is gone.' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      await videos.remove(request.params.id, await member(request))
      return reply.code(204).send(null)
    },
  )
}
