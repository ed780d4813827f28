import fastifyStatic from '@fastify/static'
import { Problem } from '@parlance/service-kit'
import type { FastifyInstance } from 'fastify'
import { assetKey, mediaTypeOf } from '../adapters/asset-keys.ts'
import type { FileStorage } from '../features/asset-storage-port.ts'

export const assetsPath = '/assets/'

type Reader = Pick<FileStorage, 'read'>

/** The site that a copy of it shows pictures of. */
export interface OriginalAssets {
  /** Its origin. */
  readonly site: string
  /** Whether the data here names a picture: what it does not name is nobody's business here. */
  isNamed(key: string): Promise<boolean>
}

/** Images that are served: those of a folder alone, or those that a storage has, and beside it those of the site that this is a copy of. */
export type ServedAssets =
  | { readonly folder: string }
  | { readonly storage: Reader; readonly original?: OriginalAssets }

/** Serves images. A key names what it holds, so that browsers keep an image for good. */
export async function serveAssets(app: FastifyInstance, assets: ServedAssets): Promise<void> {
  if ('storage' in assets) return serveStored(app, assets)
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

/** Seconds for which a browser goes to the site by itself. */
const originalSeconds = 300

function serveStored(
  app: FastifyInstance,
  { storage, original }: Exclude<ServedAssets, { folder: string }>,
): void {
  app.get<{ Params: { '*': string } }>(
    `${assetsPath}*`,
    { schema: { hide: true } },
    async (request, reply) => {
      const key = request.params['*']
      const etag = `"${key}"`
      const isKey = assetKey.test(key)
      const image = isKey ? () => storage.read(key) : async () => undefined
      reply.header('cache-control', 'public, max-age=31536000, immutable')
      // Under one name is one content: who has it has it right.
      if (request.headers['if-none-match'] === etag) return reply.header('etag', etag).code(304).send()
      const content = await image().catch((error) => {
        reply.removeHeader('cache-control')
        throw error
      })
      if (!content) {
        if (original && isKey && (await original.isNamed(key))) {
          reply.header('cache-control', `public, max-age=${originalSeconds}`)
          return reply.redirect(`${original.site}${assetsPath}${key}`, 302)
        }
        reply.removeHeader('cache-control')
        throw new Problem('not-found', 'There is no such picture.')
      }
      return reply.header('etag', etag).type(mediaTypeOf(key)).send(content)
    },
  )
}
