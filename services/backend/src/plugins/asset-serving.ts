import { mkdir } from 'node:fs/promises'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { assetKey } from '../adapters/asset-files.ts'

export const assetsPath = '/assets/'

/** Serves the images of a folder. A key names what it holds, so that browsers keep an image for good. */
export async function serveAssets(app: FastifyInstance, dir: string): Promise<void> {
  await mkdir(dir, { recursive: true })
  await app.register(fastifyStatic, {
    root: dir,
    prefix: assetsPath,
    index: false,
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
    allowedPath: (path) => assetKey.test(path.replace(/^\//, '')),
    schemaHide: true,
  })
}
