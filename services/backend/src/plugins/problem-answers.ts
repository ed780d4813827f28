import { Problem, toProblemDetails } from '@parlance/service-kit'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RouteMethods } from './methods.ts'
import { problemOf } from './outage.ts'

/** Seconds after which to come back, where nothing says better. */
const usualRetrySeconds = 5

/**
 * Answers every error, also the unknown route, the wrong method and the invalid request, as RFC 9457 problem details;
 * what passes says in Retry-After when to come back.
 */
export function answerProblems(app: FastifyInstance, methods: RouteMethods): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => answerProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const allowed = methods.of(path(request))
    // A path that has this method, and nothing at it: an asset that is not there.
    const refused = allowed.length > 0 && !allowed.includes(request.method)
    if (refused) reply.header('allow', allowed.join(', '))
    if (refused && request.method === 'OPTIONS') return reply.code(204).send()
    const problem = refused
      ? new Problem(
          'method-not-allowed',
          `${request.method} is not among the methods of ${path(request)}: ${allowed.join(', ')}.`,
        )
      : new Problem('not-found', `There is nothing at ${request.method} ${path(request)}.`)
    const details = toProblemDetails(problem, where(request))
    return send(reply, details.status, details)
  })
}

/** One error as an answer; the headers that go with it too. */
export function answerProblem(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const problem = toProblem(error)
  const details = toProblemDetails(problem, where(request))
  // Fastify's own refusals (415, 414 …) keep their status.
  const own = !(error instanceof Problem) && error.statusCode && error.statusCode < 500
  const status = own ? (error.statusCode ?? details.status) : details.status
  if (problem.code === 'internal') request.log.error({ err: error, requestId: request.id }, 'request failed')
  else if (status >= 500) request.log.warn({ err: error, requestId: request.id }, 'request not served')
  setRetryAfter(reply, problem, status)
  if (details.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
  send(reply, status, { ...details, status })
}

/** Says when to come back, where coming back helps. */
export function setRetryAfter(reply: FastifyReply, { extra }: Problem, status: number): void {
  if ((status !== 429 && status !== 503) || reply.hasHeader('retry-after')) return
  const { retryAfterMs } = extra
  const seconds = typeof retryAfterMs === 'number' ? Math.ceil(retryAfterMs / 1_000) : usualRetrySeconds
  reply.header('retry-after', Math.max(1, seconds))
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
  return problemOf(error)
}

/** Characters of an address that an answer repeats. */
const longestInstance = 500

function where(request: FastifyRequest) {
  return { instance: path(request).slice(0, longestInstance), requestId: request.id }
}

function path(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/'
}
