import { toProblemDetails } from '@parlance/service-kit'
import type { FastifyError, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import type { Features } from '../features/features.ts'
import { findBreach } from '../features/first-breach.ts'
import { createLibreTranslate, LibreTranslateError } from '../features/translate/libretranslate.ts'
import { libreTranslateSpec } from './libretranslate-spec.ts'
import { limits, type RouteApp } from './route-app.ts'
import { libreAnswers, libreFields } from './schemas/libretranslate-schemas.ts'

/**
 * LibreTranslate's API at the root of the backend: /translate, /detect, /languages, /frontend/settings, /spec; JSON, forms of
 * both kinds and queries; its own shape of errors, `{error}`. An `api_key` is ignored.
 */
export async function libreTranslateRoutes(
  app: RouteApp,
  { translator }: Pick<Features, 'translator'>,
): Promise<void> {
  const libre = createLibreTranslate(translator)
  const tags = ['libretranslate']

  await app.register(async (scope) => {
    // Its requests and answers are described, and checked by the feature, in LibreTranslate's own words.
    scope.setValidatorCompiler(() => (value) => ({ value }))
    scope.setSerializerCompiler(() => JSON.stringify)
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_request, body, done) => done(null, formFields(new URLSearchParams(String(body)))),
    )
    scope.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit },
      async (request: FastifyRequest, body: Buffer) =>
        readMultipart(body, request.headers['content-type'] ?? ''),
    )
    scope.setErrorHandler<FastifyError>((error, request, reply) => {
      const { status, detail } = toProblemDetails(error)
      const code = error instanceof LibreTranslateError ? error.status : (error.statusCode ?? status)
      if (code >= 500) request.log.error({ err: error }, 'request failed')
      const known = error instanceof LibreTranslateError || code < 500 ? error.message : detail
      void reply.code(code).send({ error: code === 429 ? `Slowdown: ${known}` : known })
    })
    const route = (
      url: string,
      summary: string,
      answer: TSchema,
      work: (fields: Fields, request: FastifyRequest) => unknown,
    ) => {
      for (const method of ['GET', 'POST'] as const) {
        scope.route({
          method,
          url,
          config: limits.translate,
          bodyLimit,
          schema: {
            tags,
            summary,
            querystring: libreFields,
            ...(method === 'POST' ? { body: libreFields } : {}),
            response: { 200: answer, ...libreAnswers.errors },
          },
          handler: async (request) => work(fieldsOf(request), request),
        })
      }
    }
    const described = (summary: string, answer: TSchema) => ({
      schema: { tags, summary, response: { 200: answer, ...libreAnswers.errors } },
    })

    route(
      '/translate',
      'Translates as LibreTranslate does: q, source or "auto", target, format',
      libreAnswers.translation,
      (fields, { ip }) => libre.translate(fields, `address:${ip}`),
    )
    route('/detect', 'Detects a language as LibreTranslate does: q', libreAnswers.detections, (fields) =>
      libre.detect(fields),
    )
    scope.get('/languages', described('Lists languages as LibreTranslate does', libreAnswers.languages), () =>
      libre.languages(),
    )
    scope.get(
      '/frontend/settings',
      described('What LibreTranslate’s clients ask before they begin', libreAnswers.anything),
      () => libre.settings(),
    )
    scope.get(
      '/spec',
      described('LibreTranslate’s API as Swagger 2.0', libreAnswers.anything),
      () => libreTranslateSpec,
    )
  })
}

/** Bytes of a request at most. */
const bodyLimit = 1_500_000

type Fields = Readonly<Record<string, unknown>>

function fieldsOf({ query, body }: FastifyRequest): Fields {
  const sent = body !== null && typeof body === 'object' && !Array.isArray(body) ? body : {}
  const fields = { ...(query as Fields), ...sent }
  const breach = findBreach(libreFields, fields)
  if (breach)
    throw new LibreTranslateError(400, `Invalid request: ${breach.instancePath.slice(1)} ${breach.message}`)
  return fields
}

/** A form's fields; one that comes several times, such as q, is a list. */
function formFields(form: URLSearchParams | FormData): Fields {
  const fields: Record<string, unknown> = {}
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name)
    fields[name] = values.length === 1 ? values[0] : values
  }
  return fields
}

/** The fields of a multipart body. @throws LibreTranslateError where it is none. */
async function readMultipart(body: Buffer, type: string): Promise<Fields> {
  try {
    return formFields(
      await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData(),
    )
  } catch {
    throw new LibreTranslateError(400, 'Invalid request: the multipart body cannot be read')
  }
}
