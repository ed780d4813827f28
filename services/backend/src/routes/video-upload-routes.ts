import { Readable } from 'node:stream'
import { Problem, toProblemDetails } from '@parlance/service-kit'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Features } from '../features/features.ts'
import type { AnnouncedFile } from '../features/videos/videos.ts'
import { requireRole } from './identity.ts'
import { limits, type RouteApp } from './route-app.ts'
import { videoParams } from './schemas/caption-schemas.ts'

/** What uploads are below. */
export const uploadsPath = '/api/v1/video-uploads'
/** Headers of the protocol's answers. */
export const uploadHeaders = ['tus-resumable', 'upload-expires', 'upload-length', 'upload-offset']
const bodyType = 'application/offset+octet-stream'
/** Milliseconds of silence after which a connection is given up; what came until then is kept. */
const silenceMs = 30_000

/** The tus protocol, as routes need it. */
export interface UploadProtocol {
  handle(request: Request, id: string): Promise<Response>
}

/** Codes of what the protocol itself refuses, by the status that its clients go by. */
const codes = { 404: 'not-found', 409: 'aborted', 410: 'gone', 413: 'too-large' } as const

/**
 * Uploads of videos by tus 1.0 (creation, creation-with-upload, termination, expiration). `Upload-Metadata` names `tool` (the slug of the
 * listing), and may name `filename` and `sha256` (hex). What is refused is refused before anything is sent.
 */
export async function videoUploadRoutes(
  app: RouteApp,
  { accounts, videos }: Pick<Features, 'accounts' | 'videos'>,
  protocol: UploadProtocol | undefined,
): Promise<void> {
  const member = (request: FastifyRequest) => requireRole(request, accounts, 'member', 'editor', 'admin')
  const none = new Problem('unimplemented', 'Videos cannot be taken here: this site has no service for them.')

  /** Hands a request on as it comes, never holding more of it than a stream does. */
  const pass = async (request: FastifyRequest, reply: FastifyReply, id: string): Promise<Response> => {
    if (!protocol) throw none
    const body = request.body instanceof Readable ? Readable.toWeb(request.body) : null
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      [value].flat().join(', '),
    ])
    const common = { method: request.method, headers: headers.filter(([name]) => !name.startsWith(':')) }
    const done = request.takeTime(silenceMs)
    const address = `http://uploads${uploadsPath}/${id}`
    const asked = new Request(address, body ? { ...common, body, duplex: 'half' } : common)
    const response = await protocol.handle(asked, id).finally(done)
    if (request.raw.complete) return response
    // A cut is nobody's fault here: what came is kept, and the client comes back.
    if (request.raw.destroyed) throw new Problem('cancelled', 'The connection ended before the body did.')
    // Whoever is refused in the middle of a body is not listened to any longer.
    reply.header('connection', 'close')
    return response
  }
  const answer = async (request: FastifyRequest, reply: FastifyReply, response: Response) => {
    for (const [name, value] of response.headers) {
      const ours = name.startsWith('access-control-') || name === 'content-length' || name === 'connection'
      if (!ours) reply.header(name, value)
    }
    const { status } = response
    if (status >= 500) {
      throw new Problem('unavailable', 'The file cannot be written at the moment: go on with it later.', {
        cause: new Error(await response.text()),
      })
    }
    if (status < 400) return reply.code(status).send(null)
    const said = (await response.text()).trim().replace(/\.?$/, '.')
    const problem = new Problem(codes[status as keyof typeof codes] ?? 'invalid', said)
    const details = toProblemDetails(problem, { instance: request.url, requestId: request.id })
    return reply
      .code(status)
      .type('application/problem+json')
      .serializer(JSON.stringify)
      .send({ ...details, status })
  }
  const finished = (response: Response, bytes: number) =>
    response.ok && response.headers.get('upload-offset') === String(bytes)

  await app.register(async (scope) => {
    const api = scope as unknown as RouteApp
    api.addContentTypeParser(bodyType, (_request, payload, done) => done(null, payload))
    const hidden = { hide: true, params: videoParams }

    api.post(uploadsPath, { config: limits.write, schema: { hide: true } }, async (request, reply) => {
      const by = await member(request)
      const file = announced(request)
      const id = await videos.begin(file, by)
      let made = false
      try {
        const response = await pass(request, reply, id)
        made = response.status === 201
        if (finished(response, file.bytes)) settle(request, id)
        return await answer(request, reply, response)
      } finally {
        if (!made) await videos.giveUp(id)
      }
    })

    api.head(`${uploadsPath}/:id`, { schema: hidden }, async (request, reply) => {
      const { id, state, bytes } = await videos.ownUpload(request.params.id, await member(request))
      if (state === 'failed') return reply.code(410).header('tus-resumable', '1.0.0').send(null)
      if (state === 'uploaded') {
        reply.headers({ 'tus-resumable': '1.0.0', 'cache-control': 'no-store' })
        return reply.headers({ 'upload-offset': bytes, 'upload-length': bytes }).send(null)
      }
      const response = await pass(request, reply, id)
      // Killed after the last byte: it is not asked for again.
      if (finished(response, bytes)) settle(request, id)
      return answer(request, reply, response)
    })

    api.patch(`${uploadsPath}/:id`, { schema: hidden }, async (request, reply) => {
      const { id, bytes } = await videos.ownUpload(request.params.id, await member(request))
      const response = await pass(request, reply, id)
      if (finished(response, bytes)) settle(request, id)
      return answer(request, reply, response)
    })

    api.delete(`${uploadsPath}/:id`, { schema: hidden }, async (request, reply) => {
      const { id } = await videos.ownUpload(request.params.id, await member(request))
      await videos.giveUp(id)
      return reply.code(204).header('tus-resumable', '1.0.0').send(null)
    })
  })

  /** Not waited for: a film is read from end to end. What fails is done again by the next sweep. */
  function settle(request: FastifyRequest, id: string): void {
    void videos.settle(id).catch((err) => request.log.warn({ err, videoId: id }, 'an upload is not kept yet'))
  }
}

/** What a creation announces. @throws Problem `invalid` */
function announced(request: FastifyRequest): AnnouncedFile {
  const header = (name: string) => String(request.headers[name] ?? '')
  const length = header('upload-length')
  if (!/^[1-9]\d{0,14}$/.test(length)) {
    throw new Problem('invalid', 'Upload-Length says how many bytes the file has: at least one.')
  }
  const { tool = '', filename = '', sha256 } = metadataOf(header('upload-metadata'))
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(tool)) {
    throw new Problem('invalid', 'Upload-Metadata names the listing: tool, and its slug in Base64.')
  }
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256)) {
    throw new Problem('invalid', 'sha256 in Upload-Metadata is the hash of the file, 64 hexadecimal digits.')
  }
  return { tool, name: cleanName(filename), bytes: Number(length), ...(sha256 ? { sha256 } : {}) }
}

/** Pairs of a key and, in Base64, its value, parted by commas. */
function metadataOf(header: string): Readonly<Record<string, string>> {
  const pairs = header.split(',').map((pair) => pair.trim().split(' '))
  return Object.fromEntries(
    pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  )
}

/** A file's name as it can be shown: no path, no control characters, not endless. */
function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return last
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 200)
}
