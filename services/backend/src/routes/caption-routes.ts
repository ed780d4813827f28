import { Problem } from '@parlance/service-kit'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { captionLimits } from '../features/captions/captions.ts'
import type { Features } from '../features/features.ts'
import { identityOf, requireRole } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import {
  captionEdit,
  captionFile,
  captionFileQuery,
  captionList,
  captionParams,
  captionTrack,
  uploadedCaptions,
  videoParams,
} from './schemas/caption-schemas.ts'
import { problemResponses } from './schemas/common-schemas.ts'

const fileTypes = ['application/octet-stream', 'text/vtt', 'application/x-subrip']
const mediaTypes = { vtt: 'text/vtt', srt: 'application/x-subrip' } as const

/** What is said in videos, in every language: read by all, changed by editors and by who brought the listing. */
export async function captionRoutes(
  app: RouteApp,
  { accounts, captions }: Pick<Features, 'accounts' | 'captions'>,
): Promise<void> {
  const tags = ['captions']
  const security = [{ bearer: [] }]
  const changer = async (request: FastifyRequest) => {
    const { id, role } = await requireRole(request, accounts, 'member', 'editor', 'admin')
    return { id, role, ip: request.ip, requestId: request.id }
  }

  app.get(
    '/api/v1/videos/:id/captions',
    {
      schema: {
        tags,
        operationId: 'listCaptions',
        summary: 'The languages that a video has captions in',
        params: videoParams,
        response: { 200: captionList, ...problemResponses },
      },
    },
    async (request) => ({
      items: await captions.list(request.params.id, await identityOf(request, accounts)),
    }),
  )

  app.get(
    '/api/v1/videos/:id/captions/:lang',
    {
      schema: {
        tags,
        operationId: 'getCaptions',
        summary: 'The captions of a video in one language, a line an item',
        params: captionParams,
        response: { 200: captionTrack, ...problemResponses },
      },
    },
    async (request) => {
      const { id, lang } = request.params
      return captions.get(id, lang, await identityOf(request, accounts))
    },
  )

  app.get(
    '/api/v1/videos/:id/captions/:lang/file',
    {
      schema: {
        tags,
        operationId: 'downloadCaptions',
        summary: 'The captions of a video in one language as WebVTT or SubRip',
        params: captionParams,
        querystring: captionFileQuery,
        response: { 200: captionFile, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { id, lang } = request.params
      const { format } = request.query
      const file = await captions.file(id, lang, format, await identityOf(request, accounts))
      return reply.type(`${mediaTypes[format]}; charset=utf-8`).send(file)
    },
  )

  await app.register(async (scope) => {
    const api = scope as unknown as RouteApp
    api.addContentTypeParser<Buffer>(
      fileTypes,
      { parseAs: 'buffer', bodyLimit: captionLimits.bytes },
      (_request, body, done) => done(null, body),
    )
    api.put(
      '/api/v1/videos/:id/captions/:lang',
      {
        config: limits.write,
        bodyLimit: captionLimits.bytes,
        schema: {
          tags,
          security,
          operationId: 'uploadCaptions',
          summary: 'Takes a file of captions; the first of a video is translated into the other languages',
          description: `The body is the file (SubRip or WebVTT), as any of ${fileTypes.join(', ')}.`,
          params: captionParams,
          response: { 200: uploadedCaptions, ...problemResponses },
        },
      },
      async (request) => {
        const by = await changer(request)
        const { id, lang } = request.params
        const file = request.body
        if (!Buffer.isBuffer(file)) throw new Problem('invalid', `Send the file as ${fileTypes[0]}.`)
        return captions.upload(id, lang, file, by)
      },
    )
  })

  app.patch(
    '/api/v1/videos/:id/captions/:lang',
    {
      config: limits.write,
      schema: {
        tags,
        security,
        operationId: 'editCaptions',
        summary: 'Says what captions read; a machine does not change them again',
        params: captionParams,
        body: captionEdit,
        response: { 200: captionTrack, ...problemResponses },
      },
    },
    async (request) => {
      const by = await changer(request)
      const { id, lang } = request.params
      return captions.edit(id, lang, request.body, by)
    },
  )

  app.delete(
    '/api/v1/videos/:id/captions/:lang',
    {
      config: limits.write,
      schema: {
        tags,
        security,
        operationId: 'removeCaptions',
        summary: 'Takes the captions of a language away; with the original what was translated from it',
        params: captionParams,
        response: { 204: Type.Null({ description: 'They are gone.' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const by = await changer(request)
      await captions.remove(request.params.id, request.params.lang, by)
      return reply.code(204).send(null)
    },
  )
}
