import fastifyStatic from '@fastify/static'
import { Problem } from '@parlance/service-kit'
import type { FastifyInstance } from 'fastify'
import type { AssetBucket } from '../adapters/asset-bucket.ts'
import { assetKey, mediaTypeOf } from '../adapters/asset-keys.ts'

export const assetsPath = '/assets/'

/** Images that are served: those of a folder, or those of a bucket. */
export type ServedAssets = { readonly folder: string } | { readonly bucket: Pick<AssetBucket, 'read'> }

/** Serves images. A key names what it holds, so that browsers keep an image for good. */
export async function serveAssets(app: FastifyInstance, assets: ServedAssets): Promise<void> {
  if ('bucket' in assets) return serveBucket(app, assets.bucket)
  await app.register(fastifyStatic, {
    root: assets.folder,
    prefix: assetsPath,
    index: false,
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
    allowedPath: (path) => assetKey.test(path.replace(/^\//, '')),
    schemaHide: true,
  })
}

function serveBucket(app: FastifyInstance, bucket: Pick<AssetBucket, 'read'>): void {
  app.get<{ Params: { '*': string } }>(
    `${assetsPath}*`,
    { schema: { hide: true } },
    async (request, reply) => {
      const key = request.params['*']
      const etag = `"${key}"`
      const image = assetKey.test(key) ? () => bucket.read(key) : async () => undefined
      reply.header('cache-control', 'public, max-age=31536000, immutable')
      // Under one name is one content: who has it has it right.
      if (request.headers['if-none-match'] === etag) return reply.header('etag', etag).code(304).send()
      const content = await image().catch((error) => {
        reply.removeHeader('cache-control')
        throw error
      })
      if (!content) {
        reply.removeHeader('cache-control')
        throw new Problem('not-found', 'There is no such picture.')
      }
      return reply.header('etag', etag).type(mediaTypeOf(key)).send(content)
    },
  )
}
