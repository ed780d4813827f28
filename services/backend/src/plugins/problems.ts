import { Problem, toProblemDetails } from '@parlance/service-kit'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Answers every error, also the unknown route and the invalid request, as RFC 9457 problem details. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = toProblem(error)
    const details = toProblemDetails(problem, where(request))
    // Fastify's own refusals (415, 414 …) keep their status.
    const own = !(error instanceof Problem) && error.statusCode && error.statusCode < 500
    const status = own ? (error.statusCode ?? details.status) : details.status
    if (status >= 500) request.log.error({ err: error }, 'request failed')
    if (details.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
    send(reply, status, { ...details, status })
  })
  app.setNotFoundHandler((request, reply) => {
    const problem = new Problem('not-found', `There is nothing at ${request.method} ${path(request)}.`)
    send(reply, 404, toProblemDetails(problem, where(request)))
  })
}

function send(reply: FastifyReply, status: number, body: object): void {
  void reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(body)
}

function toProblem(error: FastifyError): Problem {
  if (error instanceof Problem) return error
  if (error.validation) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      path: `${error.validationContext ?? 'request'}${instancePath}`,
      message: message ?? 'is not valid',
    }))
    const detail = errors.map(({ path: at, message }) => `${at} ${message}`).join('; ')
    return new Problem('invalid', `The request is not valid: ${detail}.`, { extra: { errors } })
  }
  const status = error.statusCode ?? 500
  if (status === 413) return new Problem('too-large', 'The request is too large.')
  if (status === 429) return new Problem('rate-limited', error.message)
  if (status === 503) return new Problem('unavailable', 'The server is too busy. Try again in a moment.')
  if (status >= 400 && status < 500) return new Problem('invalid', error.message)
  return new Problem('internal', 'Something went wrong on our side. The request id finds it in our logs.', {
    cause: error,
  })
}

function where(request: FastifyRequest) {
  return { instance: path(request), requestId: request.id }
}

function path(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/'
}
