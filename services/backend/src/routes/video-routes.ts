import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Features } from '../features/features.ts'
import { identityOf, requireRole } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { videoParams } from './schemas/caption-schemas.ts'
import { problemResponses, slugParams } from './schemas/common-schemas.ts'
import { transcriptWish, videoList, videoView, videoWork } from './schemas/video-schemas.ts'

/** Videos of listings: read by whom the listing is read by, changed by editors and who brought it; sent they are by the tus protocol. */
export function videoRoutes(
  app: RouteApp,
  {
    accounts,
    videos,
    videoFetches,
    videoViews,
    videoWork: work,
    transcripts,
  }: Pick<Features, 'accounts' | 'transcripts' | 'videos' | 'videoFetches' | 'videoViews' | 'videoWork'>,
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
        tags: common.tags,
        operationId: 'listVideos',
        summary: 'Videos of a listing that can be played; all of them for who may change them',
        params: slugParams,
        response: { 200: videoList, ...problemResponses },
      },
    },
    async (request) => videoViews.list(request.params.slug, await identityOf(request, accounts)),
  )

  app.post(
    '/api/v1/tools/:slug/videos',
    {
      config: limits.write,
      schema: {
        ...common,
        operationId: 'fetchVideo',
        summary: 'Has a video fetched from an address',
        params: slugParams,
        body: Type.Object(
          {
            url: Type.String({
              minLength: 1,
              maxLength: 2_048,
              description: 'Of the file itself, http or https.',
            }),
          },
          { additionalProperties: false },
        ),
        response: { 202: videoView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const by = await member(request)
      const id = await videoFetches.begin(request.params.slug, request.body.url, by)
      return reply.code(202).send(await videoViews.get(id, by))
    },
  )

  app.get(
    '/api/v1/videos/:id',
    {
      schema: {
        tags: common.tags,
        operationId: 'getVideo',
        summary: 'A video, and what became of it',
        params: videoParams,
        response: { 200: videoView, ...problemResponses },
      },
    },
    async (request) => videoViews.get(request.params.id, await identityOf(request, accounts)),
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

  app.post(
    '/api/v1/videos/:id/transcribe',
    {
      config: limits.write,
      schema: {
        ...common,
        operationId: 'transcribeVideo',
        summary: 'Has captions written from what is said, where there are none',
        params: videoParams,
        body: transcriptWish,
        response: { 202: videoView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const by = await member(request)
      await transcripts.begin(request.params.id, request.body.language, by)
      return reply.code(202).send(await videoViews.get(request.params.id, by))
    },
  )

  const steering = [
    ['retry', 'retryVideo', 'Makes again what failed or was cancelled'],
    ['cancel', 'cancelVideo', 'Ends what waits or is being made'],
  ] as const
  for (const [verb, operationId, summary] of steering) {
    app.post(
      `/api/v1/videos/:id/${verb}`,
      {
        config: limits.write,
        schema: {
          ...common,
          operationId,
          summary,
          params: videoParams,
          body: videoWork,
          response: { 200: videoView, ...problemResponses },
        },
      },
      async (request) => {
        const by = await member(request)
        await work[verb](request.params.id, request.body.rung, by)
        return videoViews.get(request.params.id, by)
      },
    )
  }
}
