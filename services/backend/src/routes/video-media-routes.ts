import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Features } from '../features/features.ts'
import { rangeOf } from './byte-range.ts'
import { identityOf } from './identity.ts'
import type { RouteApp } from './route-app.ts'
import { videoParams } from './schemas/caption-schemas.ts'
import { renditionParams, signedQuery } from './schemas/video-schemas.ts'

const hls = 'application/vnd.apple.mpegurl'

/** What players read of videos: playlists, the files behind them, pictures of the seek bar. */
export function videoMediaRoutes(
  app: RouteApp,
  { accounts, videoViews }: Pick<Features, 'accounts' | 'videoViews'>,
): void {
  const reader = (request: FastifyRequest) => identityOf(request, accounts)
  const text = (reply: FastifyReply, type: string, content: string) =>
    // Whose it is depends on who asks; the renditions in it become more.
    reply.header('cache-control', 'private, max-age=5').type(type).send(content)

  app.get(
    '/api/v1/videos/:id/master.m3u8',
    { schema: { hide: true, params: videoParams } },
    async (request, reply) =>
      text(reply, hls, await videoViews.master(request.params.id, await reader(request))),
  )

  app.get(
    '/api/v1/videos/:id/:rung.m3u8',
    { schema: { hide: true, params: renditionParams } },
    async (request, reply) => {
      const { id, rung } = request.params
      return text(reply, hls, await videoViews.playlist(id, rung, await reader(request)))
    },
  )

  app.get(
    '/api/v1/videos/:id/storyboard.vtt',
    { schema: { hide: true, params: videoParams } },
    async (request, reply) =>
      text(
        reply,
        'text/vtt; charset=utf-8',
        await videoViews.storyboard(request.params.id, await reader(request)),
      ),
  )

  // The address says that one may; whoever has it needs no more.
  app.route({
    method: ['GET', 'HEAD'],
    url: '/api/v1/videos/:id/:rung.mp4',
    schema: { hide: true, params: renditionParams, querystring: signedQuery },
    handler: async (request, reply) => {
      const { id, rung } = request.params
      const media = await videoViews.media(id, rung, request.query)
      const { bytes } = media
      const etag = `"${media.key}"`
      const seconds = Math.floor(media.goodForMs / 1_000)
      // A cache between us and players that keeps no parts is told that it must not change the whole either.
      const cache = `${media.shared ? 'public' : 'private'}, max-age=${seconds}, immutable, no-transform`
      reply.headers({ 'accept-ranges': 'bytes', etag, 'cache-control': cache })
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      const header = (name: 'range' | 'if-range') => request.headers[name]?.toString()
      const range = rangeOf({ range: header('range'), ifRange: header('if-range') }, { bytes, etag })
      if (range === 'unsatisfiable') {
        reply.removeHeader('cache-control')
        return reply.code(416).header('content-range', `bytes */${bytes}`).send()
      }
      const { start, end } = range ?? { start: 0, end: bytes - 1 }
      // Before anything is said of it: a storage that does not answer is another answer.
      const content =
        request.method === 'HEAD'
          ? null
          : await media.read(start, end).catch((error) => {
              for (const name of ['accept-ranges', 'etag', 'cache-control']) reply.removeHeader(name)
              throw error
            })
      reply.type('video/mp4').header('content-length', end - start + 1)
      if (range) reply.code(206).header('content-range', `bytes ${start}-${end}/${bytes}`)
      return reply.send(content)
    },
  })
}
